"""The specialties joined with the rules of `fit`: one reader's list, reason by reason."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from residencies import entries, explorer, slots
from residencies.entries import Entry
from residencies.held import Held
from residencies.models import Revision, Specialty
from residencies.models.cohorts import ImgGroup
from residencies.rows import Row

from . import catalogue, fit, what_if
from .fit import Facts, Judged, Level, Reason
from .fit_words import FITS, IFS, LEVELS, MISSING, ONCE, RULES, STANDINGS
from .profile import Profile
from .what_if import Move


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that decides a reader's list, read once a content revision."""

    guidance: catalogue.Guidance
    facts: dict[str, Facts]
    order: dict[str, list[str]]
    """The specialties in the explorer's order, by group."""
    rendered: dict[str | tuple, SafeString] = field(default_factory=dict)
    """What some reader was told before: a reason of a specialty, or an answer that moves none."""


@dataclass(frozen=True, slots=True)
class Told:
    """One specialty as a reader sees it."""

    row: Row
    judged: Judged
    reasons: list[SafeString]

    @property
    def fit(self) -> str:
        return FITS[self.judged.fit][0]

    @property
    def rule(self) -> str:
        """The rule that leaves it out, or would if the reader had not chosen it."""
        return RULES.get(self.judged.rule, "")


@dataclass(frozen=True, slots=True)
class Moved:
    """One specialty that one other answer would move."""

    link: SafeString
    before: str
    after: str


def read() -> Known:
    """Take what the rules judge from what is held of each specialty."""
    guidance = catalogue.at(Revision.current())
    held = guidance.evidence
    order = {
        group: [
            each.row.entry.slug
            for each in explorer.explore(explorer.Criteria(group=group), held).listed
        ]
        for group in ImgGroup
    }
    return Known(guidance, {slug: facts(entry) for slug, entry in held.entries.items()}, order)


def facts(entry: Entry) -> Facts:
    """Return one specialty as the plain values that the rules judge."""
    return Facts(
        key=entry.slug,
        groups={group: _seen(entry.standings[group]) for group in ImgGroup},
        visas={row.measure: float(row.percent) for row in newest_visas(entry)},
        one_year=entry.specialty.preliminary,
        first_year=entry.specialty.preliminary_year == Specialty.PreliminaryYear.YES,
    )


def _seen(standing):
    scores = standing.step2
    told = scores and scores.tellable
    middle = (scores.row.q1, scores.row.q3) if told else None
    return fit.Seen(standing.band, standing.judgement.could_be, middle)


def newest_visas(entry: Entry) -> list:
    """Return the newest figure of each kind of visa."""
    newest = {row.measure: row for row in sorted(entry.visas, key=lambda row: row.year)}
    return [newest[kind] for kind in ("j1", "h1b") if kind in newest]


def context(known: Known, profile: Profile) -> dict[str, object]:
    """Return what the page shows for one reader."""
    group = profile.group or ImgGroup.NON_US_IMG
    order = [known.facts[slug] for slug in known.order[group]]
    judged = fit.evaluate(profile, order)
    told = [_told(known, each, group) for each in judged.values()]
    listed = [each for each in told if each.judged.listed]
    others = [each for each in listed if not each.judged.chosen]
    return {
        "group": profile.group and ImgGroup(profile.group),
        "total": len(told),
        "chosen": [each for each in listed if each.judged.chosen],
        "fits": [
            (level, *FITS[level], [each for each in others if each.judged.fit is level])
            for level in Level
        ],
        "speaking_for": sum(each.judged.fit is Level.FOR for each in listed),
        "left_out": [each for each in told if not each.judged.listed],
        "changes": [
            (IFS[answer], *_moves(known, judged, fit.evaluate(other, order), group))
            for answer, other in what_if.others(profile).items()
        ],
        "once": [_once(known, name) for name in fit.once(profile)],
        "missing": _missing(profile),
    }


def _missing(profile):
    """Return which answers would say more, and why."""
    return [why for name, why in MISSING.items() if getattr(profile, name) is None]


def _told(known, judged, group):
    shown = judged.reasons if judged.listed else judged.reasons[:1]
    return Told(
        known.guidance.evidence.rows[judged.key, group],
        judged,
        [reason(known, judged.key, each) for each in shown],
    )


def reason(known: Known, slug: str, why: Reason) -> SafeString:
    """Return one reason with its words, figures and sources, as it was rendered before."""
    if (slug, why) not in known.rendered:
        entry = known.guidance.evidence.entries[slug]
        context = {
            "entry": entry,
            "about": why.about,
            "level": why.level,
            "label": LEVELS[why.level],
            "parts": [(part, entry.standings.get(part.group)) for part in why.parts],
            "sources": _sources(entry, why.parts[0].group),
            "visas": newest_visas(entry),
        }
        [known.rendered[slug, why]] = slots.rendered("me/fit/reason.html", context)
    return known.rendered[slug, why]


def _sources(entry, group):
    """Return the sources of how open it is: where it has no band, of why that is so."""
    if group not in entry.standings:
        return []
    counts = entry.standings[group].judgement.counts
    year = counts.year if counts else entry.year
    rows = entries.parts_of(entry.results, year, entry.specialty.preliminary)
    return list({row.source: None for row in rows}) or entry.sources


def _moves(known, before, after, group) -> list[list[Moved]]:
    """Return the gains, the losses, and what is neither."""
    moves = what_if.difference(before, after)
    rows = known.guidance.evidence.rows

    def moved(move: Move) -> Moved:
        return Moved(rows[move.key, group].link, STANDINGS[move.before], STANDINGS[move.after])

    return [[moved(each) for each in moves if each.better is way] for way in (True, False, None)]


def _once(known: Known, name: str) -> SafeString:
    """Return what is known of an answer that moves no specialty, as it was rendered before."""
    if name not in known.rendered:
        heading, topics, slug = ONCE[name]
        item = known.guidance.challenges.get(slug)
        found = [each for each in item.findings if each.topic in topics] if item else []
        context = {"heading": heading, "item": item, "findings": found}
        known.rendered[name] = render_to_string("me/fit/once.html", context)
    return known.rendered[name]


_held = Held(read)
current = _held.current
