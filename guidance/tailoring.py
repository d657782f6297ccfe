"""What editors wrote joined with the rules of `advice`: what one reader is told, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from residencies import translations
from residencies.citing import changed
from residencies.held import Held
from residencies.models import Revision

from . import advice, catalogue, example
from .models import Audience, Notice, Opposition, Strategy
from .profile import Profile

FIRST = 5
"""How many of each kind stand open; the others are one step away."""
HEADINGS = {
    "challenges": _("What stands in your way"),
    "strategies": _("What to do about it"),
    "questions": _("What people in your place ask"),
    "pathways": _("Other ways that may be open"),
    "notices": _("Policies that can change"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What is the same of an item for every reader, written once a content revision."""

    full: SafeString
    brief: SafeString
    sureness: str
    """How sure the evidence is."""


@dataclass(frozen=True, slots=True)
class Told:
    """One item as a reader sees it."""

    item: catalogue.Item
    card: Card
    reasons: list[str]
    wait: int

    @property
    def when(self) -> str:
        """When it is to be done; "" for what is not done at one time."""
        if not isinstance(self.item.row, Strategy):
            return ""
        later = self.item.row.season == advice.ANY or self.wait
        return self.item.row.get_season_display() if later else gettext("Now")

    @property
    def mark(self) -> str:
        """Says of a policy that it may have changed; it depends on the day, so no card has it."""
        row = self.item.row
        return changed(row.holds_until) if isinstance(row, Notice) else ""

    @property
    def why(self) -> str:
        """What brought it."""
        return " ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides what a reader is told, read once a content revision."""

    guidance: catalogue.Guidance
    items: dict[str, list[advice.Item]]
    """By kind, in the order of its model."""
    cards: dict[str, Card]
    """By key."""
    situations: dict[int, advice.Situation]
    """Every audience, by its key."""
    opposed: frozenset[frozenset[str]]
    """Pairs of keys that are never shown together."""

    def found(self, key: str) -> catalogue.Item:
        kind, slug = key.split("/")
        return getattr(self.guidance, kind)[slug]


def read() -> Rules:
    """Read the situations and what contradicts what: a fixed number of queries."""
    guidance = catalogue.at(Revision.current())
    audiences = translations.over(Audience.objects.prefetch_related("specialties"))
    situations = {audience.pk: situation(audience) for audience in audiences}
    opposed = Opposition.objects.values_list("first__slug", "second__slug")
    return Rules(
        guidance,
        {kind: list(_items(guidance, kind, situations)) for kind in HEADINGS},
        {
            f"{kind}/{slug}": _card(item)
            for kind in HEADINGS
            for slug, item in getattr(guidance, kind).items()
        },
        situations,
        frozenset(frozenset(f"strategies/{slug}" for slug in pair) for pair in opposed),
    )


def _items(guidance, kind, situations) -> Iterator[advice.Item]:
    for slug, item in getattr(guidance, kind).items():
        named = [item] if kind == "challenges" else item.related.get("challenges", [])
        yield advice.Item(
            key=f"{kind}/{slug}",
            situations=tuple(situations[each.pk] for each in item.audiences),
            not_for=tuple(situations[each.pk] for each in item.not_for),
            specialties={each.slug: each.name for each in item.specialties},
            weight=getattr(item.row, "weight", 1),
            answers=frozenset(f"challenges/{each.row.slug}" for each in named),
            season=getattr(item.row, "season", advice.ANY),
        )


def _card(item):
    brief = format_html('<a href="{}">{}</a>', item.url, item.title)
    return Card(format_html("<h3>{}</h3><p>{}</p>", brief, item.summary), brief, _sureness(item))


def _sureness(item):
    if isinstance(item.row, Strategy):
        return item.row.get_evidence_display()
    grades = [finding.grade for finding in item.findings]
    if not grades:
        return gettext("Our advice, without figures")
    return gettext("Best evidence: grade {grade}").format(grade=min(grades))


def situation(audience: Audience) -> advice.Situation:
    """Return an audience as the plain value that the rules judge."""
    row = audience
    return advice.Situation(
        because=row.because,
        group=row.group,
        needs_visa=row.needs_visa,
        score=(row.score_min, row.score_max),
        years=(row.years_since_graduation_min, row.years_since_graduation_max),
        us_months=(row.us_experience_months_min, row.us_experience_months_max),
        us_experience=row.us_experience,
        failed_an_exam=row.failed_an_exam,
        has_research=row.has_research,
        passed_step3=row.passed_step3,
        stage=row.stage,
        specialties=frozenset(each.slug for each in row.specialties.all()),
    )


def situations(rules: Rules) -> list[advice.Situation]:
    """Return every situation that decides what somebody is told."""
    items = [item for found in rules.items.values() for item in found]
    return [each for item in items for each in (*item.situations, *item.not_for)]


def someone_told(row, today: date) -> Profile | None:
    """Return the answers of someone who is told a row, as few as that takes; None if nobody is."""
    situations, not_for = (
        tuple(situation(each) for each in named.prefetch_related("specialties"))
        for named in (row.audiences, row.not_for)
    )
    return example.someone_told(advice.Item("", situations, not_for), today)


def advise(rules: Rules, profile: Profile, today: date) -> dict[str, list[advice.Chosen]]:
    """Return what applies to a reader, by kind, weightiest first; nothing contradicts another."""
    challenges = advice.choose(rules.items["challenges"], profile, today)
    facing = {each.item.key: each.points for each in challenges}
    others = {
        kind: advice.choose(rules.items[kind], profile, today, facing)
        for kind in ("strategies", "questions", "pathways", "notices")
    }
    others["strategies"] = advice.without_contradictions(others["strategies"], rules.opposed)
    return {"challenges": challenges, **others}


def context(rules: Rules, profile: Profile, today: date) -> dict[str, object]:
    """Return what the page of advice shows for one reader."""
    chosen = advise(rules, profile, today)
    told = {kind: [_told(rules, each) for each in found] for kind, found in chosen.items()}
    return {
        "steps": [_told(rules, each) for each in advice.next_steps(chosen["strategies"])],
        "totals": {kind: len(found) for kind, found in told.items()},
        "kinds": [
            {
                "name": kind,
                "heading": HEADINGS[kind],
                "first": found[:FIRST],
                "more": found[FIRST:],
            }
            for kind, found in told.items()
        ],
    }


def _told(rules, chosen):
    key, reasons = chosen.item.key, list(chosen.reasons)
    everyone = gettext("This is for everyone who has passed Step 2 CK.")
    return Told(rules.found(key), rules.cards[key], reasons or [everyone], chosen.wait)


_held = Held(read)
current = _held.current
at = _held.at
