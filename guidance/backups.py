"""Backup pairs: what editors wrote of a second specialty, beside what is held of both."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from residencies import compare_table, drafts, translations
from residencies.catalogue import Catalogue
from residencies.entries import Entry
from residencies.findings import in_order
from residencies.joining import joined
from residencies.models import Finding, Source
from residencies.models.cohorts import ImgGroup

from . import backup_cost, prose
from .models import BackupPair, Status
from .models.prose import prose_fields

# What a second specialty adds, by the label of the comparison's rows.
REACH = [
    _("How open it is"),
    _("Places filled by the group"),
    _("Matched, of those who ranked it first"),
    _("Unfilled before SOAP"),
    _("Visas seen"),
]


@dataclass(frozen=True, slots=True)
class Pair:
    """One published pair of published specialties, with all that its page shows."""

    row: BackupPair
    backup: Entry
    prose: dict[str, SafeString]
    """By field."""
    costs: list[backup_cost.Cost]
    reach: dict[str, list[compare_table.Row]]
    """By group; each row has a cell of the backup, then one of the first specialty."""
    figures: list[Source]
    """What the figures on both specialties rest on."""
    findings: list[Finding]
    sources: list[Source]
    """What the words rest on beside the sources of the findings."""


def read(evidence: Catalogue, sources: Mapping[int, Source]) -> dict[str, list[Pair]]:
    """Return the pairs by the slug of the first specialty, with those of ``sources`` they name."""
    entries = {entry.specialty.pk: entry for entry in evidence.entries.values()}
    findings = joined(BackupPair, "findings", evidence.findings.shown)
    named = joined(BackupPair, "sources", sources)
    found = defaultdict(list)
    rows = drafts.public(BackupPair.objects.all(), status=Status.PUBLISHED)
    for row in translations.over(rows):
        if row.specialty_id in entries and row.backup_id in entries:
            first, second = entries[row.specialty_id], entries[row.backup_id]
            row.specialty, row.backup = first.specialty, second.specialty
            pair = _pair(row, first, second, evidence, findings[row.pk], named[row.pk])
            found[first.slug].append(pair)
    return dict(found)


def _pair(row, first, second, evidence, findings, sources):
    shown = {finding.source_id for finding in findings}
    return Pair(
        row,
        second,
        {name: prose.render(getattr(row, name)) for name in prose_fields(BackupPair)},
        backup_cost.costs(first, second),
        {group: _reach(first, second, group, evidence) for group in ImgGroup},
        list({source: None for entry in (second, first) for source in _figures(entry)}),
        in_order(findings),
        [source for source in sources if source.pk not in shown],
    )


def _reach(first, second, group, evidence):
    rows = {str(row.label): row for row in compare_table.rows([second, first], group, evidence)}
    return [rows[str(label)] for label in REACH]


def _figures(entry):
    judged = {each.judgement.counts for each in entry.standings.values() if each.judgement.counts}
    years = {entry.year, *(counts.year for counts in judged)}
    yield from (row.source for row in entry.results if row.year in years)
    yield from (each.preferred.source for each in entry.standings.values() if each.preferred)
    yield from (row.source for row in [*entry.visas, *entry.signals])
