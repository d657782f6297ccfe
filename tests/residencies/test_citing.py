"""Every figure names its source, and says when that is past its review date."""

import datetime

import pytest
from django.utils import timezone

from residencies.citing import cited, past
from residencies.models import Revision, Source

PAST = '<span class="tag past">Past its review date</span>'
NEWEST = "match-s01"
PAGES = [
    "/specialties/",
    "/specialties/internal-medicine/",
    "/specialties/?group=us_img",
    "/compare/?s=pathology&s=internal-medicine",
    "/match/2026/",
    "/places/",
    "/landscape/",
    "/method/",
    "/sources/",
]


@pytest.fixture
def on(monkeypatch):
    """Return a function that makes it another day."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda: day)


@pytest.fixture
def due(db):
    """The day by which the newest results of the Match are looked at again."""
    return Source.objects.get(slug=NEWEST).review_by


def link(source):
    return f'<a href="/sources/{source.slug}/">'


@pytest.mark.parametrize(
    ("published", "name"), [("March 2031", "P&amp;Q, March 2031"), ("", "P&amp;Q")]
)
def test_a_source_is_named_with_its_year_and_leads_to_its_page(published, name):
    source = Source(slug="s", publisher="P&Q", published=published)
    assert cited(source) == f'<a href="/sources/s/">{name}</a>'


def test_the_mark_comes_on_the_day_after_the_review_date(on):
    day = datetime.date(2031, 8, 1)
    source = Source(slug="s", publisher="P", review_by=day)
    on(day)
    assert (past(day), cited(source)) == ("", f"{link(source)}P</a>")
    on(day + datetime.timedelta(1))
    assert (past(day), cited(source)) == (PAST, f"{link(source)}P</a> {PAST}")


def test_what_newer_figures_replaced_is_never_past_its_review_date(on):
    on(datetime.date(2999, 1, 1))
    assert PAST not in cited(Source(slug="s", publisher="P", review_by=None))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_a_process_that_runs_past_midnight_begins_to_mark_its_figures(
    client, on, due, address
):
    source = Source.objects.get(slug=NEWEST)
    mark = f"{cited(source)} {PAST}" if address != "/sources/" else PAST
    on(due)
    assert mark not in client.get(address).text
    revision = Revision.current()
    on(due + datetime.timedelta(1))
    assert mark in client.get(address).text
    assert Revision.current() == revision


def test_of_two_editions_only_the_newer_is_marked(client, on, due):
    on(due + datetime.timedelta(1))
    older = Source.objects.get(slug="match-s02")
    html = client.get("/specialties/internal-medicine/").text
    assert cited(older) in html
    assert f"{cited(older)} {PAST}" not in html


def test_a_date_moved_by_an_editor_takes_the_mark_away(client, on, due):
    tomorrow = due + datetime.timedelta(1)
    on(tomorrow)
    page = "/places/"
    assert PAST in client.get(page).text
    Source.objects.filter(slug=NEWEST).update(review_by=tomorrow)
    Revision.bump()
    assert PAST not in client.get(page).text
