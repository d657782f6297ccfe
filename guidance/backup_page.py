"""What the page of one specialty's backups says to one group: its finding, and where it leads."""

from collections.abc import Sequence

from django.urls import reverse

from residencies import address, evidence_page, neighbours
from residencies.entries import Entry
from residencies.models import CohortStatistic, Finding
from residencies.standings import Cohort

from .backups import Pair
from .catalogue import Guidance

# What stands beside every pair: how to do it, and whether to.
ADVICE = [
    "strategies/add-a-second-specialty-honestly",
    "strategies/use-signals-where-you-have-a-real-chance",
    "questions/should-i-apply-to-a-backup-specialty",
    "pathways/change-or-add-a-specialty",
]


def url(slug: str, group: str, score: int | None) -> str:
    """Return the address of a specialty's backups for this reader."""
    return address.specialty(reverse("guidance:backup", args=[slug]), group, score)


def ordered(pairs: Sequence[Pair], group: str) -> list[Pair]:
    """Return the pairs, the most open first and one-year entries last."""
    return sorted(
        pairs,
        key=lambda pair: (
            pair.backup.specialty.preliminary,
            -(pair.backup.standings[group].judgement.openness or 0),
        ),
    )


def headline(entry: Entry, pairs: Sequence[Pair], group: str) -> str:
    """Return the finding: how many places the group filled here, and in its most open backup."""
    standing = entry.standings[group]
    here = standing.judgement.counts
    own = (
        f"{standing.group.label} filled {standing.judgement.count:,} of {here.filled:,} positions "
        f"of {entry.name} in {here.year}."
        if here
        else evidence_page.headline(entry, standing)
    )
    told = [pair for pair in pairs if pair.backup.standings[group].judgement.openness is not None]
    if not told:
        return own
    backup = told[0].backup
    judged = backup.standings[group].judgement
    return (
        f"{own} In {backup.name}, the most open of its backups here, they filled "
        f"{judged.count:,} of {judged.counts.filled:,} in {judged.counts.year}."
    )


def focus(entry: Entry, group: str) -> list[tuple[str, Cohort]]:
    """Return how many specialties people ranked beside this one, matched to it or not."""
    found = [
        row
        for row in entry.cohorts
        if (row.measure, row.group) == (CohortStatistic.Measure.DISTINCT_SPECIALTIES, group)
    ]
    newest = max((row.edition for row in found), default=None)
    rows = {row.matched: Cohort(row) for row in found if row.edition == newest}
    labels = [(True, f"Matched to {entry.name}"), (False, f"Did not match to {entry.name}")]
    return [(label, rows[matched]) for matched, label in labels if matched in rows]


def context(held: Guidance, entry: Entry, group: str, score: int | None) -> dict[str, object]:
    """Return what the page's template shows."""
    pairs = ordered(held.backups.get(entry.slug, []), group)
    findings = list({each.pk: each for pair in pairs for each in pair.findings}.values())
    named = {pair.backup.slug for pair in pairs}
    near = neighbours.of(entry, held.evidence.entries, group, score)
    page = entry.specialty.get_absolute_url()
    return {
        "entry": entry,
        "standing": entry.standings[group],
        "headline": headline(entry, pairs, group),
        "pairs": [
            {
                "pair": pair,
                "standing": pair.backup.standings[group],
                "reach": pair.reach[group],
                "url": address.specialty(pair.backup.specialty.get_absolute_url(), group, score),
                "compare": address.compare([entry.slug, pair.backup.slug], group, score),
            }
            for pair in pairs
        ],
        "focus": focus(entry, group),
        "fees": [each for each in findings if each.kind == Finding.Kind.FEE],
        "known": [each for each in findings if each.kind != Finding.Kind.FEE],
        "figures": list({source: None for pair in pairs for source in pair.figures}),
        "sources": list({source: None for pair in pairs for source in pair.sources}),
        "neighbours": [each for each in near if each.entry.slug not in named],
        "advice": held.named(ADVICE),
        "specialty": address.specialty(page, group, score),
        "landscape": reverse("residencies:landscape", query=address.reader(group, None)),
    }
