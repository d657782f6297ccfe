"""A row that cannot be true is refused, beside the field that is wrong and with the numbers."""

import pytest

from residencies.models import (
    CohortStatistic,
    Contradiction,
    Correction,
    Finding,
    MatchRate,
    MatchResult,
    PreferredMatchRate,
    SignalAllocation,
    Source,
    Specialty,
    StateResult,
    VisaFact,
)

COUNTS = {"offered": 9, "filled": 8, "pgy1_offered": 5, "pgy1_filled": 4}
IMGS = dict.fromkeys(["us_img", "non_us_img", "pgy1_us_img", "pgy1_non_us_img"], 1)


def test_groups_that_do_not_add_up_are_refused_with_the_sum_and_nothing_typed_is_lost(
    admin_client, result, page, posted
):
    address = page(MatchResult, "change", result.pk)
    typed = posted(admin_client.get(address), us_img="9", derivation="Counted twice.")
    response = admin_client.post(address, typed)
    form = response.context["adminform"].form
    reason = "The groups add up to 41, but 40 positions were filled."
    assert form.errors == {"filled": [reason]}
    assert response.text.count(reason) == 1
    assert 'value="9"' in response.text
    assert "Counted twice." in response.text
    result.refresh_from_db()
    assert (result.us_img, result.derivation) == (8, "")


@pytest.mark.parametrize(
    ("model", "changes", "field", "reason"),
    [
        (MatchResult, {"filled": 2}, "filled", "2 positions cannot be filled when 1 were"),
        (MatchResult, {"filled": 1, "us_img": 1, "non_us_img": 1}, "filled", "IMGs add up to 2"),
        (MatchRate, {"active": 10, "matched": 11}, "matched", "11 applicants cannot match"),
        (MatchRate, {"percent": 101}, "percent", "between 0 and 100"),
        (StateResult, COUNTS | IMGS | {"us_img": 8}, "filled", "IMGs add up to 9"),
        (StateResult, COUNTS | {"pgy1_filled": 6}, "pgy1_filled", "6 positions cannot"),
        (CohortStatistic, {"n": 3, "total": 2}, "n", "3 answers cannot come"),
        (CohortStatistic, {"q1": 3, "median": 2, "q3": 4}, "q1", "cannot be above the median"),
        (CohortStatistic, {"suppressed": "on", "mean": 2}, "mean", "withheld"),
        (PreferredMatchRate, {"matched": 3}, "matched", "3 cannot match when 2 ranked"),
        (VisaFact, {"programs": 2}, "programs", "2 programs cannot"),
        (SignalAllocation, {"gold": 2, "silver": 3}, "total", "add up to 5, but the total is 1"),
        (Source, {"citation": ""}, "grade", "nobody can look it up"),
        (Source, {"review_by": "2025-01-01"}, "review_by", "after the day"),
        (Specialty, {"years_min": 4, "years_max": 3}, "years_max", "3 years cannot be longest"),
        (Specialty, {"review_by": "2025-01-01"}, "review_by", "after the date"),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field(
    admin_client, add, model, changes, field, reason, page, posted
):
    address = page(model, "change", add(model, 1).pk)
    typed = posted(admin_client.get(address)) | {name: str(v) for name, v in changes.items()}
    errors = admin_client.post(address, typed).context["adminform"].form.errors
    assert list(errors) == [field]
    assert reason in errors[field][0]


def test_a_year_typed_wrong_is_refused(admin_client, specialty, source, page):
    form = {"specialty": specialty.pk, "season": "20277", "total": "5", "grade": "A"}
    response = admin_client.post(page(SignalAllocation, "add"), form | {"source": source.pk})
    assert "not a year between" in response.context["adminform"].form.errors["season"][0]


def test_a_second_row_for_the_same_year_is_refused(admin_client, add, specialty, source, page):
    row = add(SignalAllocation, 1)
    form = {"specialty": specialty.pk, "season": row.season, "total": "5", "grade": "A"}
    response = admin_client.post(page(SignalAllocation, "add"), form | {"source": source.pk})
    assert "already has signals for that season" in response.text


def test_the_main_source_of_a_finding_is_not_named_twice(admin_client, add, source, page, posted):
    address = page(Finding, "change", add(Finding, 1).pk)
    response = admin_client.post(address, posted(admin_client.get(address), also_in=[source.pk]))
    assert list(response.context["adminform"].form.errors) == ["also_in"]


def test_one_finding_contradicts_nothing(admin_client, add, page, posted):
    address = page(Contradiction, "change", add(Contradiction, 1).pk)
    typed = posted(admin_client.get(address), findings=[Finding.objects.first().pk])
    errors = admin_client.post(address, typed).context["adminform"].form.errors
    assert errors == {"findings": ["One finding contradicts nothing: choose another one too."]}


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"made_on": "2999-01-01"}, "made_on", "Choose today or a day before it."),
        ({"page": "https://other.example/"}, "page", "Give the address of a page of this site"),
        ({"said": "U"}, "__all__", "What it said and what it says now are the same."),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    admin_client, add, page, posted, changes, field, reason
):
    address = page(Correction, "change", add(Correction, 1).pk)
    typed = posted(admin_client.get(address), **changes)
    errors = admin_client.post(address, typed).context["adminform"].form.errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(reason)
