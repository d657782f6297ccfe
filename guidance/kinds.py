"""Kinds of readers: what can be answered, in the bands that audiences draw.

A reader of one kind has one answer to each question but the specialties, which are too many. Where
an audience begins or ends within a range of numbers, so does a band: all readers in a band are told
the same, and one of them stands for them. Pure: plain values in and out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from guidance.advice import Situation
from guidance.example import someone_in
from guidance.profile import Citizenship, Profile
from residencies.marking import gettext_noop

type Band = tuple[int | None, int | None]

ANYONE = Situation("")
LOWEST_SCORE = 1
EXPERIENCES = {
    "hands-on": gettext_noop("hands-on"),
    "observed": gettext_noop("only watching"),
    "both": gettext_noop("of both kinds"),
}
STAGES = {
    "before-applying": gettext_noop("have not applied yet"),
    "applied": gettext_noop("have applied and wait"),
    "interviewing": gettext_noop("are interviewing"),
    "ranked": gettext_noop("have certified a rank list"),
    "not-matched": gettext_noop("did not match"),
}


class Said(NamedTuple):
    """What readers in a band are, by which of its ends there are; not yet translated."""

    any: str
    one: str
    up_to: str
    at_least: str
    between: str


SCORED = Said(
    gettext_noop("scored any"),
    gettext_noop("scored {high}"),
    gettext_noop("scored up to {high}"),
    gettext_noop("scored {low} or more"),
    gettext_noop("scored {low} to {high}"),
)
GRADUATED = Said(
    gettext_noop("graduated any number of years ago"),
    gettext_noop("graduated {high} years ago"),
    gettext_noop("graduated up to {high} years ago"),
    gettext_noop("graduated {low} or more years ago"),
    gettext_noop("graduated {low} to {high} years ago"),
)
WORKED = Said(
    gettext_noop("have any number of months of US experience"),
    gettext_noop("have {high} months of US experience"),
    gettext_noop("have up to {high} months of US experience"),
    gettext_noop("have {low} or more months of US experience"),
    gettext_noop("have {low} to {high} months of US experience"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question."""

    question: str
    key: str
    """Names it in an address."""
    words: str
    """Completes "Readers who ..."."""
    condition: Situation
    """What an audience of those who give it asks."""
    citizenship: Citizenship | None = None
    """What goes with it where the condition alone does not say so."""

    @property
    def conditions(self) -> dict[str, Any]:
        """The conditions that it sets, by name."""
        names = [each.name for each in fields(Situation)]
        given = {name: getattr(self.condition, name) for name in names}
        return {name: value for name, value in given.items() if value != getattr(ANYONE, name)}


def condition(answers: Iterable[Answer]) -> Situation:
    """Return the situation of those who give all these answers, each to another question."""
    together = {name: value for each in answers for name, value in each.conditions.items()}
    return Situation("", **together)


def profile(answers: Iterable[Answer], today: date) -> Profile:
    """Return the answers of one reader who gives these and no others."""
    given = list(answers)
    someone = someone_in(condition(given), today)
    known = [each.citizenship for each in given if each.citizenship]
    return replace(someone, citizenship=known[0]) if known else someone


def questions(situations: Sequence[Situation]) -> dict[str, list[Answer]]:
    """Return the answers to each question, in the bands that these situations draw."""
    scores = bands(LOWEST_SCORE, [each.score for each in situations])
    years = bands(0, [each.years for each in situations])
    asked = [
        *_status(),
        *(_score(band) for band in scores),
        *_yes_no("exams", "failed", [_("failed an exam"), _("failed no exam")], _failed),
        *(_years(band) for band in years),
        *_experience(situations),
        *_yes_no(
            "research", "research", [_("have done research"), _("have no research")], _research
        ),
        *_yes_no("step3", "step-3", [_("passed Step 3"), _("have not passed Step 3")], _step3),
        *(
            Answer("stage", key, _(words), Situation("", stage=key))
            for key, words in STAGES.items()
        ),
    ]
    names = dict.fromkeys(each.question for each in asked)
    return {name: [each for each in asked if each.question == name] for name in names}


def bands(lowest: int, ranges: Iterable[Band]) -> list[Band]:
    """Return what lies between the ends of these ranges; no end at either side of all."""
    starts = {lowest}
    for low, high in ranges:
        starts |= {low} if low is not None else set()
        starts |= {high + 1} if high is not None else set()
    ordered = sorted(each for each in starts if each >= lowest)
    lows = [None if each == lowest else each for each in ordered]
    return list(zip(lows, [*(each - 1 for each in ordered[1:]), None], strict=True))


def within(band: Band, said: Said) -> str:
    """Return a band in words: "graduated up to 2 years ago"."""
    low, high = band
    if low is None and high is None:
        words = said.any
    elif low == high or (low is None and high == 0):
        words = said.one
    elif low is None:
        words = said.up_to
    else:
        words = said.at_least if high is None else said.between
    return _(words).format(low=low, high=high)


def _status() -> list[Answer]:
    green = Situation("", group="non_us_img", needs_visa=False)
    visa = Situation("", needs_visa=True)
    return [
        Answer("status", "us-citizen", _("are US citizens"), Situation("", group="us_img")),
        Answer("status", "green-card", _("have a green card"), green),
        Answer("status", "visa", _("need a visa"), visa, Citizenship.OTHER),
    ]


def _score(band: Band) -> Answer:
    words = within(band, SCORED)
    return Answer("score", _key("score", band), words, Situation("", score=band))


def _years(band: Band) -> Answer:
    words = within(band, GRADUATED)
    return Answer("years", _key("years", band), words, Situation("", years=band))


def _yes_no(
    question: str, key: str, words: list[str], asks: Callable[[bool], Situation]
) -> list[Answer]:
    keys = [key, f"no-{key}"]
    return [
        Answer(question, name, said, asks(is_so))
        for name, said, is_so in zip(keys, words, [True, False], strict=True)
    ]


def _failed(is_so: bool) -> Situation:
    return Situation("", failed_an_exam=is_so)


def _research(is_so: bool) -> Situation:
    return Situation("", has_research=is_so)


def _step3(is_so: bool) -> Situation:
    return Situation("", passed_step3=is_so)


def _experience(situations: Sequence[Situation]) -> Iterable[Answer]:
    """Yield the bands of months, each also of the kinds of experience that an audience names."""
    kinds = ["", *sorted({each.us_experience for each in situations} - {""})]
    for band in bands(0, [each.us_months for each in situations]):
        none = band == (None, 0)
        for kind in [""] if none else kinds:
            words = _("have no US experience") if none else within(band, WORKED)
            if kind:
                words = f"{words}, {_(EXPERIENCES[kind])}"
            key = "-".join(filter(None, [_key("months", band), kind]))
            asks = Situation("", us_months=band, us_experience=kind)
            yield Answer("experience", key, words, asks)


def _key(name: str, band: Band) -> str:
    low, high = band
    if low is None and high is None:
        return f"any-{name}"
    return f"{name}-{'to' if low is None else low}-{'more' if high is None else high}"
