"""The file for calendar programs, read back as such a program reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from guidance import season
from guidance.calendar_file import Entry, render
from guidance.profile import EMPTY, Profile
from tests.guidance.test_season import TODAY

# icalendar reads a backslash with a capital N as a line break, as RFC 5545 does in a file, and
# drops U+FEFF at the start of a text as if it were the mark at the start of a file.
LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), max_size=200
).filter(lambda text: "\\N" not in text)
NOW = datetime(2026, 11, 25, 12, 30, 15, 999, tzinfo=UTC)
ENTRY = Entry(
    "match-day-2027",
    "Reported: Match Day",
    "Read; then act, twice.\nC:\\path",
    date(2027, 3, 19),
    date(2027, 3, 19),
    date(2026, 11, 22),
    "https://www.nrmp.org/",
)


def events(body):
    return list(Calendar.from_ical(body).walk("VEVENT"))


@given(
    st.lists(
        st.builds(
            Entry,
            key=st.integers(1, 10**6).map("date-{}".format),
            title=LINES.filter(bool),
            text=LINES,
            first=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
            last=st.dates(date(2028, 1, 1), date(2028, 3, 1)),
            as_of=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        ),
        unique_by=lambda each: each.key,
        max_size=4,
    )
)
def test_any_entries_come_back_as_they_were(entries):
    body = render(entries, "A season", NOW)
    found = events(body)
    assert [str(each["uid"]) for each in found] == [f"{each.key}@imgpath" for each in entries]
    for event, entry in zip(found, entries, strict=True):
        assert str(event["summary"]) == entry.title
        assert str(event.get("description", "")) == entry.text
        assert event["dtstart"].dt == entry.first
        assert event["dtend"].dt == entry.last + timedelta(days=1)
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    assert lines[-1] == b""


def test_an_event_has_all_that_the_format_asks_for():
    body = render([ENTRY], "Season", NOW)
    calendar = Calendar.from_ical(body)
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    assert "imgpath" in str(calendar["prodid"])
    (event,) = events(body)
    assert event["dtstamp"].dt == NOW.replace(microsecond=0)
    assert "DTSTART;VALUE=DATE:20270319" in body.decode()
    assert "DTEND;VALUE=DATE:20270320" in body.decode()
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(event["description"]) == ENTRY.text
    assert str(event["url"]) == ENTRY.url


def test_a_date_that_was_moved_keeps_its_name_and_rises_in_sequence():
    later = Entry(
        ENTRY.key, ENTRY.title, "", date(2027, 3, 20), date(2027, 3, 20), date(2026, 12, 1)
    )
    (old,), (new,) = events(render([ENTRY], "", NOW)), events(render([later], "", NOW))
    assert old["uid"] == new["uid"]
    assert new["sequence"] > old["sequence"]


@pytest.mark.django_db
def test_the_same_plan_gives_the_same_file_at_the_same_time(held):
    planned = season.plan(held, EMPTY, TODAY)
    assert season.file(planned, NOW) == season.file(planned, NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [EMPTY, Profile(needs_visa=True, stage="interviewing")])
def test_the_season_that_ships_imports_with_the_certainty_of_each_day(held, reader):
    found = events(season.file(season.plan(held, reader, TODAY), NOW))
    assert len({str(each["uid"]) for each in found}) == len(found) > 5
    for event in found:
        row = held.rows[str(event["uid"]).removesuffix("@imgpath")]
        assert row.certainty != "not-known"
        assert not row.whole_months
        assert (event["dtstart"].dt, event["dtend"].dt - timedelta(days=1)) == (
            row.first_day,
            row.last_day,
        )
        assert str(event["summary"]) == f"{row.word}: {row.title}"
        text = str(event["description"])
        for part in [row.action, row.sureness, row.basis, row.source.publisher, row.official_url]:
            assert part in text
        assert "You said" not in text
