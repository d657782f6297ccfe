"""What differs between specialties for one group, measure by measure, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from . import evidence
from .differences import Told, between, extremes
from .entries import Entry


def differences(entries: Sequence[Entry], group: str) -> list[tuple[str, str]]:
    """Return what differs, measure by measure, in words; measures without two figures are left."""
    overlap = _("the middle halves overlap")
    lengths = _("Longest in {names}: {figure}."), _("Shortest in {names}: {figure}.")
    found = [
        (_("Share of positions"), between(_told(entries, group, _share))),
        (_("Places filled by the group"), extremes(_told(entries, group, _places))),
        (_("Matched, of those who ranked it first"), between(_told(entries, group, _matched))),
        (_("Step 2 CK of matched"), between(_told(entries, group, _ck), overlap)),
        (_("Step 2 CK of not matched"), between(_told(entries, group, _ck_not), overlap)),
        (_("Unfilled before SOAP"), extremes(_told(entries, group, _unfilled))),
        (_("Training"), extremes(_told(entries, group, _years), *lengths)),
    ]
    return [(label, sentence) for label, sentence in found if sentence]


def _told(entries, group, of):
    found = [(entry.name, of(entry, entry.standings[group])) for entry in entries]
    return [Told(name, *figures) for name, figures in found if figures]


def _share(entry, standing):
    judged = standing.judgement
    if judged.share is None:
        return None
    return judged.share, judged.low, judged.high, standing.share_text


def _places(entry, standing):
    count = standing.judgement.count
    return None if count is None else (count, count, count, f"{count:,}")


def _matched(entry, standing):
    known = standing.matched
    if not known or known.tier not in {evidence.Tier.PER_100, evidence.Tier.RANGE}:
        return None
    low, high = evidence.wilson(known.count, known.n)
    return known.count / known.n, low, high, known.short


def _ck(entry, standing):
    return _middle(standing.step2)


def _ck_not(entry, standing):
    return _middle(standing.step2_not)


def _middle(cohort):
    if not cohort or not cohort.tellable:
        return None
    return cohort.row.median, cohort.row.q1, cohort.row.q3, f"{cohort.row.median:.0f}"


def _unfilled(entry, standing):
    count = entry.unfilled
    return None if count is None else (count, count, count, f"{count:,}")


def _years(entry, standing):
    low, high = entry.specialty.years_min, entry.specialty.years_max
    if low is None:
        return None
    # "3 years" and "3 to 4 years" are not the same length.
    order = 100 * low + (high or 99)
    return order, order, order, entry.length_text
