"""What editors hold of a season joined with the rules of `calendar` and `checklist`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from residencies.differences import listed
from residencies.held import Held
from residencies.joining import joined, sourced
from residencies.models import Revision, Specialty

from . import calendar, calendar_file, checklist, tailoring
from .catalogue import Item
from .models import SeasonEvent
from .profile import Profile

Service = SeasonEvent.Service
UNSEEN = frozenset({Service.ERAS, Service.RESIDENCYCAS})
"""What a specialty may take applications through when it was not seen."""


@dataclass(frozen=True, slots=True)
class Season:
    """Everything that a plan is made of, read once a content revision."""

    rules: tailoring.Rules
    rows: dict[str, SeasonEvent]
    """By slug."""
    events: list[calendar.Event]
    uses: dict[str, calendar.Use]
    """By the slug of the specialty."""
    helps: dict[str, list[Item]]
    """The published strategies that help to be ready, by the slug of the event."""
    rests: dict[str, SafeString]
    """What each date rests on, as a page shows it, by the slug of the event."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The season and the checklist of one reader."""

    held: Season
    dates: calendar.Plan
    todos: list[checklist.Todo]
    reasons: dict[str, list[str]]
    """What brought a task, by its key."""
    due: dict[str, tuple[date, SeasonEvent]]
    """The next day that is to be met with a task, and what it is the day of, by its key."""

    def row(self, dated: calendar.Dated) -> SeasonEvent:
        return self.held.rows[dated.event.key]

    @property
    def in_file(self) -> list[calendar.Dated]:
        """The dates that a calendar program gets: the days that have not passed."""
        coming = self.dates.of(calendar.State.NOW) + self.dates.of(calendar.State.NEXT)
        return [each for each in coming if not self.row(each).whole_months]


def read() -> Season:
    """Read the dates: a fixed number of queries. Grade D stays out."""
    rules = tailoring.at(Revision.current())
    guidance = rules.guidance
    events = list(sourced(SeasonEvent.objects.shown(), guidance.evidence.sources))
    situations = joined(SeasonEvent, "audiences", rules.situations)
    strategies = joined(
        SeasonEvent, "strategies", {each.row.pk: each for each in guidance.strategies.values()}
    )
    helps = {row.slug: strategies[row.pk] for row in events}
    return Season(
        rules,
        {row.slug: row for row in events},
        [_event(row, situations[row.pk]) for row in events],
        {
            slug: calendar.Use(entry.name, _services(entry.specialty))
            for slug, entry in guidance.evidence.entries.items()
        },
        helps,
        {row.slug: _rests(row, helps[row.slug]) for row in events},
    )


def _rests(row, helps):
    return render_to_string("me/plan/rests.html", {"row": row, "helps": helps})


def _event(row, situations):
    return calendar.Event(
        row.slug,
        row.season,
        row.part,
        row.service,
        row.first_day,
        row.last_day,
        tuple(situations),
    )


def _services(specialty: Specialty) -> frozenset[str]:
    applied = specialty.application_service
    unknown = applied == Specialty.ApplicationService.UNKNOWN
    return (UNSEEN if unknown else frozenset({applied})) | {specialty.match_service}


def plan(held: Season, profile: Profile, today: date) -> Planned:
    """Return the plan of one reader."""
    dates = calendar.make(held.events, profile, today, held.uses)
    chosen = tailoring.advise(held.rules, profile, today)["strategies"]
    reasons = {each.item.key: list(each.reasons) for each in chosen}
    due = _due(held, dates)
    tasks = [_task(held.rules.found(each.item.key).row, each, due) for each in chosen]
    return Planned(held, dates, checklist.checklist(tasks, profile, today), reasons, due)


def _due(held, dates):
    """Return the next day to be met with each strategy: whole months are no day."""
    found = {}
    for dated in dates.of(calendar.State.NOW) + dates.of(calendar.State.NEXT):
        row = held.rows[dated.event.key]
        day = row.first_day if dated.state is calendar.State.NEXT else row.last_day
        if not row.whole_months:
            for item in held.helps[row.slug]:
                found.setdefault(f"strategies/{item.row.slug}", (day, row))
    return found


def _task(row, chosen, due):
    key = chosen.item.key
    day = due[key][0] if key in due else None
    return checklist.Task(key, row.season, row.effort, chosen.points, day)


def file(planned: Planned, now: datetime) -> bytes:
    """Return the days to come for calendar programs; nothing of what the reader answered."""
    seasons = listed(list(map(str, planned.dates.seasons)))
    name = _("Residency season: {seasons} Match").format(seasons=seasons)
    return calendar_file.render(_entries(planned), name, now)


def _entries(planned) -> Iterator[calendar_file.Entry]:
    for dated in planned.in_file:
        row = planned.row(dated)
        said = [row.action]
        if row.time_of_day:
            said.append(_("At {time}.").format(time=row.time_of_day))
        said.append(f"{row.sureness}. {row.basis}")
        day = date_format(row.as_of)
        said.append(_("As of {day}: {publisher}").format(day=day, publisher=row.source.publisher))
        if row.official_url:
            said.append(_("Check the official page: {url}").format(url=row.official_url))
        sure = row.certainty == SeasonEvent.Certainty.PUBLISHED and not row.reported
        yield calendar_file.Entry(
            row.slug,
            row.title if sure else f"{row.word}: {row.title}",
            "\n".join(said),
            row.first_day,
            row.last_day,
            row.as_of,
            row.official_url,
        )


_held = Held(read)
current = _held.current
