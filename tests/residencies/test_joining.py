"""Rows that many others name: the same that Django's relations give, and each of them once."""

import pytest

from guidance.catalogue import current
from guidance.models import Challenge, SeasonEvent, Strategy
from residencies.joining import joined
from residencies.models import Contradiction, Finding, Source

BOTH_ENDS = [
    (Finding, "also_in"),
    (Source, "supported_findings"),
    (Contradiction, "findings"),
    (Finding, "contradictions"),
    (Challenge, "audiences"),
    (Challenge, "questions"),
    (SeasonEvent, "strategies"),
]


@pytest.mark.parametrize(("model", "name"), BOTH_ENDS)
def test_a_row_is_joined_to_what_django_finds_in_the_same_order(
    db, model, name, django_assert_num_queries
):
    known = model._meta.get_field(name).related_model.objects.in_bulk()
    with django_assert_num_queries(1):
        found = joined(model, name, known)
    expected = {row.pk: list(getattr(row, name).all()) for row in model.objects.all()}
    assert {key: rows for key, rows in expected.items() if rows} == found
    assert found


def test_only_known_rows_are_joined(db):
    strategy = Strategy.objects.filter(challenges__isnull=False).first()
    challenge = strategy.challenges.first()
    found = joined(Strategy, "challenges", {challenge.pk: challenge})
    assert found[strategy.pk] == [challenge]
    assert {row for rows in found.values() for row in rows} == {challenge}


def test_a_source_and_a_finding_are_in_memory_once(client, db):
    held = current()
    named = [finding for item in held.items for finding in item.findings]
    named += [
        finding for pairs in held.backups.values() for each in pairs for finding in each.findings
    ]
    assert len(named) > len({finding.pk for finding in named})
    assert len({id(finding) for finding in named}) == len({finding.pk for finding in named})
    rows = [row for entry in held.evidence.entries.values() for row in entry.results]
    sources = [row.source for row in [*rows, *named, *held.evidence.states]]
    assert len({id(source) for source in sources}) == len({source.pk for source in sources})
