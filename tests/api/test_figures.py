"""Figures in the API: each row once, and a value only where the terms of its source allow that."""

import pytest
from django.urls import reverse

from residencies.models import CohortStatistic, MatchResult, Revision, Source
from tests.api.asking import OPERATIONS, answer, figures, walk
from tests.residencies import naive

pytestmark = pytest.mark.django_db
GIVEN = {"Published", "Worked out from published figures"}
LISTS = [each.path for each in OPERATIONS if each.lists]
ROWS = {
    "results": "match_results",
    "cohorts": "cohorts",
    "first-choices": "preferred_match_rates",
    "visas": "visa_facts",
    "signals": "signals",
    "rates": "match_rates",
    "totals": "position_totals",
    "places": "state_results",
}


@pytest.fixture
def terms():
    """Return a function that gives every source the same terms."""

    def _terms(terms):
        Source.objects.update(terms=terms)
        Revision.bump()

    return _terms


def everything(client):
    return [found for path in LISTS for found in figures(list(walk(client, f"{path}?limit=100")))]


def test_no_value_leaves_that_its_source_does_not_allow(client):
    found = everything(client)
    allowed = {each["slug"] for each in naive.rows("sources") if each["terms"] == "open"}
    assert {each["terms"] for each in found if each["status"] in GIVEN} == {"open"}
    for each in found:
        given = each["status"] in {*GIVEN, "Our own"}
        assert (each["value"] is not None) == given, each
        assert given or each["n"] is None, each
        assert each["status"] != "See the source" or each["address"], each
    opened = [row for slug in allowed for row in walk(client, f"/api/v1/findings?source={slug}")]
    assert {each["status"] for row in opened for each in row["figures"]} == {"Published"}


def test_where_terms_are_not_known_only_our_own_words_and_counts_are_given(client, terms):
    terms(Source.Terms.UNKNOWN)
    given = [each for each in everything(client) if each["value"] is not None]
    assert {each["status"] for each in given} == {"Our own"}


@pytest.mark.parametrize(("path", "name"), ROWS.items())
def test_each_row_is_there_once(client, path, name):
    sure = [each for each in naive.rows(name) if each.get("grade") != "D"]
    about = answer(client, f"/api/v1/{path}")["about"]
    assert about["count"] == len(sure) > 0


def test_a_row_is_told_by_what_names_it_and_by_all_its_numbers(client, terms):
    terms(Source.Terms.OPEN)
    (row,) = walk(client, "/api/v1/results?specialty=pathology&year=2026&track=pgy1")
    (kept,) = [each for each in naive.of("pathology") if each["year"] == 2026]
    told = {(each["measure"], each["group"]): each["value"] for each in row["figures"]}
    assert told["Positions offered", ""] == kept["offered"]
    assert told["Positions filled", "Non-US IMGs"] == kept["non_us_img"]
    assert (row["source"], row["part_of_total"]) == (kept["source"][0], kept["part_of_total"])


def test_filters_hold_together_and_each_has_the_rows_that_it_names(client):
    found = list(walk(client, "/api/v1/cohorts?specialty=psychiatry&matched=false&measure=phd"))
    assert [(each["specialty"], each["measure"], each["matched"]) for each in found] == [
        ("psychiatry", "phd", False)
    ]
    assert answer(client, "/api/v1/cohorts?group=us_img")["items"] == []
    assert answer(client, "/api/v1/results?specialty=none-such")["items"] == []


def test_too_few_people_and_what_a_source_withholds_are_told_as_that(client, terms):
    terms(Source.Terms.OPEN)
    address = "/api/v1/cohorts?specialty=pathology&measure=step2-ck&matched=true&group=non_us_img"
    rows = CohortStatistic.objects.filter(
        specialty__slug="pathology", measure="step2-ck", matched=True, group="non_us_img"
    )
    for changed, status in [
        ({"n": 9}, "Too few to say"),
        ({"n": None}, "Not published"),
        ({"suppressed": True, "mean": None, "median": None}, "Withheld by the source"),
    ]:
        rows.update(**changed)
        Revision.bump()
        (row,) = answer(client, address)["items"]
        (told,) = row["figures"]
        assert (told["status"], told["value"], told["n"]) == (status, None, None)


def test_what_was_not_published_is_no_zero(client, terms):
    terms(Source.Terms.OPEN)
    MatchResult.objects.filter(specialty__slug="pathology", year=2026).update(us_img=None)
    Revision.bump()
    (row,) = answer(client, "/api/v1/results?specialty=pathology&year=2026")["items"]
    told = {each["group"]: (each["value"], each["status"]) for each in row["figures"]}
    assert told["US-citizen IMGs"] == (None, "Not published")


def test_a_row_of_grade_d_is_not_there(client):
    before = answer(client, "/api/v1/results?specialty=pathology")["about"]["count"]
    MatchResult.objects.filter(specialty__slug="pathology", year=2026).update(grade="D")
    Revision.bump()
    assert answer(client, "/api/v1/results?specialty=pathology")["about"]["count"] == before - 1


def test_a_file_of_a_source_says_which_state_a_figure_is_about(client):
    file = answer(client, f"{reverse('source', args=['match-s01'])[:-1]}.json")
    pages = {each["about"] for each in file["figures"] if "/places/" in each["page"]}
    assert "Texas" in pages
    assert not any("Match" in each for each in pages)
