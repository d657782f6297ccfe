"""The days of a plan as a file for calendar programs (RFC 5545).

It holds days alone, as all-day events that take up no time: a whole month would cover every day of
it, and what is not known has no day. Nothing in it tells what the reader answered. The identifier
of an event stays the same for good and its sequence rises with the day on which it was last looked
at, so that a calendar program that takes the file again changes what it has and adds nothing twice.

Pure: plain values in, bytes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

# icalendar is loaded where a file is asked for: few are, and no other page needs its memory.
if TYPE_CHECKING:
    from icalendar import Event

MAKER = "-//imgpath//Plan for a residency season//EN"
FIRST_DAY = date(2020, 1, 1)
"""Sequences count the days from here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a calendar program shows it."""

    key: str
    title: str
    """With its certainty in front where the day was not published."""
    text: str
    first: date
    last: date
    as_of: date
    """When it was last looked at."""
    url: str = ""


def render(entries: Iterable[Entry], name: str, now: datetime) -> bytes:
    """Return the file; ``name`` is what a calendar program calls it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}@imgpath")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", datetime.combine(entry.as_of, time(), UTC))
    event.add("sequence", max(0, (entry.as_of - FIRST_DAY).days))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))  # the first day after it
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    if entry.url:
        event.add("url", entry.url)
    return event
