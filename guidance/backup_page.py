"""What the page of one specialty's backups says to one group: its finding, and where it leads."""

from collections.abc import Sequence

from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """Return the finding: the places filled here and in its most open backup, and what is clear."""
    standing = entry.standings[group]
    own = standing.judgement
    if own.counts:
        text = _("{group} filled {count} of {filled} positions of {specialty} in {year}.")
        said = [text.format(group=standing.group.label, specialty=entry.name, **_counts(own))]
    else:
        said = [evidence_page.headline(entry, standing)]
    # A one-year entry is no way to finish training, however open it is.
    full = [pair.backup for pair in pairs if not pair.backup.specialty.preliminary]
    told = [each for each in full if each.standings[group].judgement.openness is not None]
    if told:
        text = _("In {specialty}, its backup here, they filled {count} of {filled} in {year}.")
        if told[1:]:
            text = _(
                "In {specialty}, the most open of its backups here, they filled {count} of "
                "{filled} in {year}."
            )
        most = told[0].standings[group].judgement
        said.append(text.format(specialty=told[0].name, **_counts(most)))
    if told and own.openness is not None:
        said.append(_clearly(own, [each.standings[group].judgement for each in told]))
    return " ".join(said)


def _counts(judged):
    counts = judged.counts
    return {"count": f"{judged.count:,}", "filled": f"{counts.filled:,}", "year": counts.year}


def _clearly(own, others):
    """Return how many of the backups are more open beyond chance: their ranges do not touch."""
    more, among = sum(each.openness_low > own.openness_high for each in others), len(others)
    if not more and among == 1:
        text = _("It is not more open to them by more than chance allows.")
    elif not more:
        text = _("None of the {among} is more open to them by more than chance allows.")
    elif among == 1:
        text = _("It is more open to them by more than chance allows.")
    elif more == among == 2:
        text = _("Both that finish training are more open to them by more than chance allows.")
    elif more == among:
        text = _("All {among} are more open to them by more than chance allows.")
    else:
        text = ngettext(
            "{more} of the {among} is more open to them by more than chance allows.",
            "{more} of the {among} are more open to them by more than chance allows.",
            more,
        )
    return text.format(more=more, among=among)


def focus(entry: Entry, group: str) -> list[tuple[str, Cohort]]:
    """Return how many specialties people ranked beside this one, matched to it or not."""
    found = [
        row
        for row in entry.cohorts
        if (row.measure, row.group) == (CohortStatistic.Measure.DISTINCT_SPECIALTIES, group)
    ]
    newest = max((row.edition for row in found), default=None)
    rows = {row.matched: Cohort(row) for row in found if row.edition == newest}
    labels = [(True, _("Matched to {specialty}")), (False, _("Did not match to {specialty}"))]
    return [
        (label.format(specialty=entry.name), rows[matched])
        for matched, label in labels
        if matched in rows
    ]


def context(held: Guidance, entry: Entry, group: str, score: int | None) -> dict[str, object]:
    """Return what the page's template shows. All but the links is rendered once a revision."""
    pairs = ordered(held.backups.get(entry.slug, []), group)
    named = {pair.backup.slug for pair in pairs}
    near = neighbours.of(entry, held.evidence.entries, group, score)
    return {
        "entry": entry,
        "standing": entry.standings[group],
        "headline": headline(entry, pairs, group),
        "pairs": [
            {
                "backup": pair.backup,
                "html": _rendered(held, "pair", entry, group, pair),
                "url": address.specialty(pair.backup.specialty.get_absolute_url(), group, score),
                "compare": address.compare([entry.slug, pair.backup.slug], group, score),
            }
            for pair in pairs
        ],
        "rest": _rendered(held, "rest", entry, group, *pairs),
        "neighbours": [each for each in near if each.entry.slug not in named],
        "specialty": address.specialty(entry.specialty.get_absolute_url(), group, score),
        "landscape": reverse("residencies:landscape", query=address.reader(group, None)),
    }


def _rendered(held, part, entry, group, *pairs):
    known = held.evidence.rendered
    key = ("backup", part, entry.slug, group, *(pair.backup.slug for pair in pairs))
    if key not in known:
        values = {"entry": entry, "group": group} | MAKE[part](held, entry, group, *pairs)
        known[key] = get_template(f"guidance/backup/{part}.html").render(values)
    return known[key]


def _pair(held, entry, group, pair):
    fees = any(each.kind == Finding.Kind.FEE for each in pair.findings)
    chosen = {"s1": entry.slug, "s2": pair.backup.slug} | address.reader(group, None)
    return {
        "pair": pair,
        "standing": pair.backup.standings[group],
        "reach": pair.reach[group],
        "fees": fees,
        "costs": reverse("guidance:costs", query=chosen),
    }


def _rest(held, entry, group, *pairs):
    findings = list({each.pk: each for pair in pairs for each in pair.findings}.values())
    return {
        "standing": entry.standings[group],
        "focus": focus(entry, group),
        "fees": [each for each in findings if each.kind == Finding.Kind.FEE],
        "known": [each for each in findings if each.kind != Finding.Kind.FEE],
        "advice": held.named(ADVICE),
        "figures": list({source: None for pair in pairs for source in pair.figures}),
        "sources": list({source: None for pair in pairs for source in pair.sources}),
    }


MAKE = {"pair": _pair, "rest": _rest}
