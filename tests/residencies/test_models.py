"""What cannot be true is refused: with its reason in a form, and by the database itself."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from residencies.models import (
    CohortStatistic,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    Revision,
    SignalAllocation,
    Source,
    Specialty,
    StateResult,
    VisaFact,
)

EVIDENCE = [
    *(Source, Specialty, MatchResult, CohortStatistic, PreferredMatchRate),
    *(VisaFact, SignalAllocation, MatchRate, PositionTotal, StateResult),
]
DATES = {"as_of": datetime.date(2026, 1, 1), "review_by": datetime.date(2099, 1, 1)}
GROUPS = {"us_md_senior": 10, "us_do_senior": 8, "us_graduate": 2, "us_img": 5, "non_us_img": 15}
CHOICES = {"preliminary_year": "no", "match_service": "nrmp", "application_service": "eras"}
STATE = {"offered": 50, "filled": 40, "us_img": 10, "non_us_img": 20}


@pytest.fixture
def row(db):
    """Return an unsaved row of a model that is right, with some of it changed."""
    source = Source.objects.create(
        slug="s", publisher="P", title="T", citation="C", grade="A", checked_on=DATES["as_of"]
    )
    named = {"name": "Test", "nrmp_name": "Test", "short_name": "Test", "what_it_is": "A test."}
    specialty = Specialty.objects.create(slug="test", grade="A", **named, **CHOICES, **DATES)
    cited = {"source": source, "grade": "A"}
    figure = {"specialty": specialty, **cited}
    fields = {
        Source: {"slug": "s2", "publisher": "P", "title": "T", "url": "https://example.org/"}
        | {"grade": "A", "checked_on": DATES["as_of"]},
        Specialty: {"slug": "test-2", "grade": "A", **named, **CHOICES, **DATES},
        MatchResult: figure | {"year": 1990, "track": "pgy1", "offered": 50, "filled": 40} | GROUPS,
        CohortStatistic: figure
        | {"edition": 1990, "group": "us_img", "matched": True, "measure": "step2-ck"}
        | {"n": 20, "total": 30, "q1": 230, "median": 240, "q3": 250},
        PreferredMatchRate: figure
        | {"year": 1990, "group": "us_img", "applicants": 9, "matched": 4},
        VisaFact: figure
        | {"year": 1990, "measure": "j1", "percent": 50, "programs": 5, "programs_seen": 10},
        SignalAllocation: figure | {"season": 1990, "gold": 3, "silver": 12, "total": 15},
        MatchRate: cited
        | {"year": 1990, "group": "all", "basis": "all-active", "active": 9, "matched": 4},
        PositionTotal: cited | {"year": 1990, "measure": "filled", "value": 1},
        StateResult: {"year": 1990, "state": "Test", "source": source}
        | STATE
        | {f"pgy1_{name}": count for name, count in STATE.items()},
    }

    def _row(model, **changes):
        return model(**fields[model] | changes)

    return _row


def refused(row):
    """Return why a form refuses the row, once the database has refused it as well."""
    with pytest.raises(ValidationError) as reason:
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    return " ".join(reason.value.messages)


WRONG = [
    (MatchResult, {"filled": 51, "us_img": None}, "No more positions can be filled than were"),
    (MatchResult, {"us_img": 6}, "The applicant groups must add up to the positions filled."),
    (MatchResult, {"us_graduate": 1}, "The applicant groups must add up to the positions filled."),
    (
        MatchResult,
        {"us_md_senior": None, "us_img": 26},
        "IMGs cannot fill more positions than were filled.",
    ),
    (CohortStatistic, {"q1": 241}, "The median lies between the quartiles."),
    (CohortStatistic, {"q3": 239}, "The median lies between the quartiles."),
    (CohortStatistic, {"n": 31}, "The sample cannot be larger than the cohort."),
    (CohortStatistic, {"suppressed": True}, "A suppressed cohort has no figures."),
    (
        CohortStatistic,
        {"suppressed": True, "median": None, "mean": 240},
        "A suppressed cohort has no figures.",
    ),
    (PreferredMatchRate, {"matched": 10}, "No more applicants can match than ranked it first."),
    (VisaFact, {"programs": 11}, "No more programs can take a visa than were looked at."),
    (SignalAllocation, {"total": 14}, "Gold and silver signals must add up to the total."),
    (MatchRate, {"matched": 10}, "No more applicants can match than were active."),
    (StateResult, {"filled": 51}, "IMGs fit within filled, and filled within offered."),
    (StateResult, {"us_img": 21}, "IMGs fit within filled, and filled within offered."),
    (StateResult, {"pgy1_filled": 51}, "IMGs fit within filled, and filled within offered."),
    (Source, {"url": ""}, "A source without an address or a citation cannot be looked up"),
    (Source, {"slug": "contradictions"}, "A page of this site has this address already."),
    (Source, {"slug": "corrections"}, "A page of this site has this address already."),
    (Specialty, {"years_min": 4, "years_max": 3}, "The longest training cannot be shorter"),
]
TWICE = [
    (MatchResult, {"offered": 9, "filled": None}, "already has a row for that year and kind."),
    (CohortStatistic, {"n": 12}, "This cohort already has that measure."),
    (PreferredMatchRate, {"matched": 1}, "This group already has a rate for that year."),
    (VisaFact, {"percent": 1}, "This specialty already has that figure for that year."),
    (SignalAllocation, {"total": 15}, "This specialty already has signals for that season."),
    (MatchRate, {"matched": 1}, "This group already has a rate for that year."),
    (PositionTotal, {"value": 2}, "This total already has a value for that year."),
    (StateResult, {"offered": 60}, "This state already has a row for that year."),
    (Source, {"title": "Another"}, "Source with this Slug already exists."),
    (Specialty, {"name": "Another"}, "Specialty with this Slug already exists."),
]
UNKNOWN = [
    (MatchResult, {"filled": None}),
    (MatchResult, dict.fromkeys(GROUPS) | {"filled": None}),
    (MatchResult, {"us_md_senior": None, "us_img": 6}),
    (MatchResult, {"offered": 40}),
    (MatchResult, dict.fromkeys(GROUPS, 0) | {"offered": 0, "filled": 0}),
    (CohortStatistic, {"n": None, "total": None}),
    (CohortStatistic, {"q1": None, "q3": None}),
    (CohortStatistic, {"q1": 240, "q3": 240, "n": 30}),
    (CohortStatistic, {"suppressed": True, "median": None}),
    (PreferredMatchRate, {"applicants": 0, "matched": 0}),
    (VisaFact, {"programs": None}),
    (SignalAllocation, {"gold": None, "silver": None}),
    (SignalAllocation, {"gold": None, "silver": None, "total": 0}),
    (MatchRate, {"active": None}),
    (MatchRate, {"matched": None}),
    (Source, {"url": "", "citation": "89 FR 12345"}),
    (Source, {"url": "", "grade": "D"}),
    (Specialty, {"years_min": 3, "years_max": None}),
    (Specialty, {"years_min": None, "years_max": None}),
    (Specialty, {"years_min": 3, "years_max": 3}),
]


@pytest.mark.parametrize("model", EVIDENCE)
def test_a_row_that_can_be_true_is_kept(row, model):
    kept = row(model)
    kept.full_clean()
    kept.save()
    assert model.objects.get_by_natural_key(*kept.natural_key()) == kept


@pytest.mark.parametrize(("model", "changes", "reason"), WRONG)
def test_a_row_that_cannot_be_true_is_refused_with_its_reason(row, model, changes, reason):
    assert reason in refused(row(model, **changes))


@pytest.mark.parametrize(("model", "changes", "reason"), TWICE)
def test_the_same_figure_twice_is_refused_with_its_reason(row, model, changes, reason):
    row(model).save()
    assert reason in refused(row(model, **changes))


@pytest.mark.parametrize(("model", "changes"), UNKNOWN)
def test_what_is_unknown_or_on_the_edge_is_kept(row, model, changes):
    kept = row(model, **changes)
    kept.full_clean()
    kept.save()
    assert model.objects.filter(pk=kept.pk).exists()


def test_every_constraint_is_tried_here():
    named = {
        (model, constraint.violation_error_message)
        for model in EVIDENCE
        for constraint in model._meta.constraints
    }
    tried = {(model, reason) for model, _, reason in WRONG + TWICE}
    for model, message in named:
        assert any(model is each and reason in message for each, reason in tried), message


def test_unfilled_positions_are_what_is_left_of_those_offered(row):
    for filled, unfilled in [(40, 10), (50, 0), (None, None)]:
        kept = row(MatchResult, filled=filled, us_img=None)
        kept.save()
        kept.refresh_from_db()
        assert kept.unfilled == unfilled
        kept.delete()


def test_a_source_that_something_rests_on_cannot_be_deleted(row):
    kept = row(MatchResult)
    kept.save()
    with pytest.raises(models.ProtectedError):
        kept.source.delete()


def test_a_total_and_its_parts_are_counted_once(row):
    row(MatchResult, track="pgy1-total").save()
    row(MatchResult, track="categorical", part_of_total=True).save()
    found = MatchResult.objects.filter(specialty__slug="test").counted_once()
    assert [each.track for each in found] == ["pgy1-total"]


def test_each_bump_gives_the_one_revision_a_new_token(db):
    tokens = [Revision.current()]
    for _ in range(3):
        Revision.bump()
        tokens.append(Revision.current())
    assert len(set(tokens)) == 4
    assert Revision.objects.count() == 1


def test_before_anything_was_loaded_there_is_no_revision(db):
    Revision.objects.all().delete()
    assert Revision.current() is None
