"""Readers made up to fit a situation are in it, and whoever is told an item is told it."""

from datetime import date
from itertools import product

import pytest

from guidance import tailoring
from guidance.advice import Item, Situation, holds
from guidance.example import someone_in, someone_told
from guidance.models import Audience
from guidance.profile import EMPTY, Citizenship, Profile
from imgpath.me.forms import AnswersForm

TODAY = date(2026, 11, 20)
VISA, NO_VISA = Situation("", needs_visa=True), Situation("", needs_visa=False)

CONDITIONS = {
    "group": ["", "us_img", "non_us_img"],
    "needs_visa": [None, True, False],
    "score": [(None, None), (250, None), (None, 234), (230, 240)],
    "years": [(None, None), (5, None), (None, 2), (0, 0)],
    "us_months": [(None, None), (None, 0), (3, None)],
    "us_experience": ["", "hands-on", "both"],
    "failed_an_exam": [None, True, False],
}


@pytest.mark.parametrize("group", CONDITIONS["group"])
def test_someone_made_up_for_a_situation_is_in_it(group):
    others = [values for name, values in CONDITIONS.items() if name != "group"]
    for values in product(*others):
        named = dict(zip([*CONDITIONS][1:], values, strict=True))
        situation = Situation("", group=group, **named)
        if group == "us_img" and situation.needs_visa:
            continue  # nobody is
        assert holds(situation, someone_in(situation, TODAY), TODAY), situation


def test_only_the_answers_that_a_situation_takes_are_given():
    assert someone_in(Situation(""), TODAY) == EMPTY
    assert someone_in(VISA, TODAY) == Profile(needs_visa=True)
    green = Situation("", group="non_us_img", needs_visa=False)
    assert someone_in(green, TODAY).citizenship is Citizenship.GREEN_CARD


def test_someone_told_an_item_is_in_a_situation_that_does_not_hide_it():
    assert someone_told(Item("a"), TODAY) == EMPTY
    assert someone_told(Item("a", (VISA, NO_VISA), (VISA,)), TODAY) == Profile(needs_visa=False)
    assert someone_told(Item("a", (VISA,), (VISA,)), TODAY) is None


@pytest.mark.django_db
def test_every_shipped_item_is_told_to_the_reader_made_up_for_it(held):
    for kind in tailoring.HEADINGS:
        for key, item in getattr(held.rules.guidance, kind).items():
            someone = tailoring.someone_told(item.row, TODAY)
            told = tailoring.advise(held.rules, someone, TODAY)[kind]
            assert f"{kind}/{key}" in {each.item.key for each in told}


@pytest.mark.django_db
def test_the_form_accepts_the_answers_of_someone_in_each_audience(held):
    names = held.rules.guidance.evidence.names
    for audience in Audience.objects.all():
        someone = someone_in(tailoring.situation(audience), TODAY)
        given = AnswersForm(names, answers=someone).initial
        form = AnswersForm(names, {name: value for name, value in given.items() if value})
        assert form.answers == someone, audience
        assert form.errors == {}
