"""The page of a reader's plan, and its file for calendar programs."""

import datetime
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from guidance.models import SeasonEvent, Strategy
from guidance.plan_page import TAKES, WITHIN
from guidance.profile import EMPTY, Citizenship, Profile
from residencies.models import Revision
from tests.test_me import answering

PLAN, FILE = "/me/plan/", "/me/plan.ics"
TODAY = datetime.date(2026, 11, 25)
VISA = Profile(citizenship=Citizenship.OTHER, needs_visa=True, passed_step3=False)
SURGEON = Profile(specialties=("urology", "emergency-medicine"), stage="before-applying")


@pytest.fixture(autouse=True)
def today(db, monkeypatch):
    """Set the day, 25 November 2026 at first."""

    def on(day):
        monkeypatch.setattr(timezone, "localdate", lambda: day)

    on(TODAY)
    return on


def dates(html):
    """Return the text of each date by its slug."""
    found = re.findall(r'<li id="([\w-]+-2027)">(.*?)</li>', html, re.DOTALL)
    return dict(found)


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_date_says_its_kind_its_source_and_when_it_was_looked_at():
    told = dates(answering(VISA).get(PLAN).text)
    for row in SeasonEvent.objects.shown():
        html = told[row.slug]
        assert re.findall(r'<span class="tag ([\w-]+)">([\w ]+)</span>', html)[0] == (
            row.look,
            row.word,
        )
        assert f'href="{row.source.get_absolute_url()}"' in html
        assert "As of 22 November 2026" in html
        assert "next review" in html
        assert row.basis in text(html)
        assert "row=season+event" in html or "row=season%20event" in html


def test_what_an_editor_changes_changes_the_page_and_the_file(client):
    day = datetime.date(2027, 3, 4)
    SeasonEvent.objects.filter(slug="match-day-2027").update(reported=False)
    SeasonEvent.objects.filter(slug="rank-deadline-2027").update(first_day=day, last_day=day)
    SeasonEvent.objects.filter(slug="soap-2027").update(grade="D")
    Revision.bump()
    html, file = client.get(PLAN).text, client.get(FILE).text
    looks = dict(re.findall(r'<span class="tag ([\w-]+)">([\w ]+)</span>', html))
    assert looks == {
        "published": "Published",
        "reported": "Reported",
        "expected": "Expected",
        "not-known": "Not known",
    }
    assert all(f"<b>{word}</b>:" in html for word in looks.values())
    assert "SUMMARY:Match Day" in file
    assert "Thursday 4 March 2027, 9 p.m. ET" in html
    assert "DTSTART;VALUE=DATE:20270304" in file
    assert "soap-2027" not in html + file


def test_a_reader_who_answers_nothing_gets_the_plan_for_everyone(client):
    html = client.get(PLAN).text
    assert "This is the plan for everyone." in html
    assert "You said" not in text(html)
    assert "visa-papers-2027" not in dates(html)
    assert len(dates(html)) > 15
    assert "Begin now" in html


def test_a_reader_who_needs_a_visa_sees_its_dates_and_tasks_with_the_answer():
    html = answering(VISA).get(PLAN).text
    assert "You said that you need a visa." in text(dates(html)["visa-papers-2027"])
    checklist = html[html.index('id="checklist"') :]
    assert "Take Step 3 early if you want an H-1B" in checklist
    passed = answering(Profile(needs_visa=True, passed_step3=True)).get(PLAN).text
    assert "Take Step 3 early if you want an H-1B" not in passed


def test_a_reader_sees_the_matches_of_the_specialties_that_they_chose():
    html = answering(SURGEON).get(PLAN).text
    told = dates(html)
    assert {"aua-match-2027", "residencycas-opens-2027", "eras-submit-2027"} <= set(told)
    assert "You chose Urology." in text(told["aua-match-2027"])
    assert "sf-match-2027" not in told
    assert "None of the specialties that you chose uses it." in text(html)


def test_the_season_that_is_over_is_still_told_and_has_no_file(today):
    today(datetime.date(2027, 7, 2))
    for reader in [EMPTY, VISA, SURGEON]:
        client = answering(reader)
        html = client.get(PLAN).text
        assert "Every date of the 2027 Match that we know has passed" in html
        assert "plan.ics" not in html
        missing = client.get(FILE)
        assert missing.status_code == 404
        assert {"no-store", "private"} <= set(missing.headers["Cache-Control"].split(", "))
        assert "There is no page at this address" in missing.text


def test_without_any_date_the_checklist_stands_alone(client):
    SeasonEvent.objects.all().delete()
    Revision.bump()
    html = client.get(PLAN).text
    assert "No date of a season has been entered yet." in html
    assert 'type="checkbox"' in html
    assert client.get(FILE).status_code == 404


def test_the_file_is_for_one_reader_and_a_calendar_program_takes_it():
    response = answering(SURGEON).get(FILE)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="residency-season.ics"' in response.headers["Content-Disposition"]
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Cookie" in response.headers["Vary"]
    assert not response.cookies
    calendar = Calendar.from_ical(response.content)
    assert str(calendar["x-wr-calname"]) == "Residency season: 2027 Match"
    days = {str(each["uid"]) for each in calendar.walk("VEVENT")}
    assert "match-day-2027@imgpath" in days
    shown = dates(answering(SURGEON).get(PLAN).text)
    assert {day.removesuffix("@imgpath") for day in days} < set(shown)
    unknown = SeasonEvent.objects.filter(certainty="not-known").values_list("slug", flat=True)
    assert not {f"{slug}@imgpath" for slug in unknown} & days


def test_nobody_is_given_the_plan_of_another():
    assert "You said that you need a visa." in answering(VISA).get(PLAN).text
    assert "You said that you need a visa." not in answering(SURGEON).get(PLAN).text
    assert "You said that you need a visa." not in Client().get(PLAN).text


@pytest.mark.parametrize("address", [PLAN, FILE])
def test_the_plan_asks_only_for_the_revision(address, django_assert_num_queries):
    client = answering(VISA)
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("address", [PLAN, FILE])
def test_nothing_can_be_sent_to_the_plan(client, address):
    assert client.post(address).status_code == 405


def test_the_advice_leads_to_the_plan(client):
    assert client.get("/me/advice/").text.count(f'href="{PLAN}"') == 2


def test_the_source_of_a_date_leads_to_the_plan(client):
    row = SeasonEvent.objects.get(slug="rank-deadline-2027")
    assert f'href="{PLAN}"' in client.get(row.source.get_absolute_url()).text


def test_an_error_in_a_date_can_be_reported_where_it_stands(client):
    html = dates(client.get(PLAN).text)["match-day-2027"]
    address = unescape(re.search(r'href="(/report/[^"]+)"', html)[1])
    form = client.get(address)
    assert form.status_code == 200
    assert "match-day-2027" in form.text


def test_effort_and_part_of_the_season_are_called_in_a_sentence_as_on_their_own():
    for part in set(Strategy.Season) - {Strategy.Season.ANY}:
        when, _, what = part.label.partition(": ")
        assert str(WITHIN[part]).lower() == (f"{when} ({what})" if what else when).lower()
    assert set(TAKES) == set(Strategy.Effort)
