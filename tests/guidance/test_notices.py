"""Policies that can change: told as they were read up to a day, and never as if they still held."""

import datetime

import pytest
from django.utils import timezone

from guidance import catalogue
from guidance.models import Notice
from guidance.profile import Citizenship, Profile
from residencies.models import Revision
from tests.residencies.markup import text, tree
from tests.test_me import answering

DAY = datetime.timedelta(1)
LIST = "/notices/"
CHANGED = '<span class="tag past">May have changed</span>'


@pytest.fixture
def on(monkeypatch):
    """Return a function that makes it another day."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda: day)


def tiles(client):
    return {
        text(each.find("./h2")): text(each)
        for each in tree(client.get(LIST).text).iter("li")
        if each.get("class") == "tile"
    }


def test_each_says_when_it_was_read_and_until_when_it_holds(client, db):
    held = catalogue.current().notices.values()
    shown = tiles(client)
    assert shown.keys() == {item.title for item in held}
    for item in held:
        assert f"{item.row.as_of:%-d %B %Y}" in shown[item.title]
        assert item.findings


@pytest.mark.parametrize("lapses", [None, datetime.date(2031, 5, 2), datetime.date(2031, 9, 2)])
def test_the_mark_comes_on_the_day_after_the_first_of_its_two_days(client, db, on, lapses):
    review = datetime.date(2031, 6, 2)
    row = Notice.objects.filter(slug="h-1b-payment")
    row.update(lapses_on=lapses, review_by=review)
    Revision.bump()
    until = min(filter(None, [review, lapses]))
    address = row.get().get_absolute_url()
    for day, marked in [(until, False), (until + DAY, True)]:
        on(day)
        assert (CHANGED in client.get(address).text) is marked
        assert ("Do not rely on it" in client.get(address).text) is marked
        assert ("May have changed" in tiles(client)["The H-1B payment"]) is marked


@pytest.mark.parametrize("address", ["/me/advice/", "/outcomes/j-1-route/"])
def test_the_mark_comes_wherever_a_policy_is_named(db, on, address):
    reader = answering(Profile(citizenship=Citizenship.OTHER, needs_visa=True))
    until = min(item.row.holds_until for item in catalogue.current().notices.values())
    on(until)
    assert CHANGED not in reader.get(address).text
    on(until + DAY)
    assert CHANGED in reader.get(address).text


def test_one_that_may_have_changed_still_stands_with_the_page_to_ask(client, db, on):
    on(datetime.date(2999, 1, 1))
    for item in catalogue.current().notices.values():
        html = client.get(item.url).text
        assert "Do not rely on it" in html
        assert f'href="{item.row.official_url}"' in html


def test_who_needs_a_visa_is_told_of_them_and_who_needs_none_is_not(db):
    heading = "Policies that can change"
    for needs, told in [(True, True), (False, False)]:
        reader = Profile(citizenship=Citizenship.OTHER, needs_visa=needs)
        (shown,) = tree(answering(reader).get("/me/advice/").text).findall(".//*[@id='advice']")
        assert (heading in [text(each) for each in shown.iter("h2")]) is told


def test_a_draft_is_shown_nowhere_and_with_none_the_page_says_so(client, db):
    Notice.objects.update(status="draft")
    Revision.bump()
    assert "No policy is told here now." in client.get(LIST).text
    assert client.get("/notices/h-1b-payment/").status_code == 404
