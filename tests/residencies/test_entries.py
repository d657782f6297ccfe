"""Rows as an editor may leave them: what is missing is said, and no page falls over it."""

import pytest

from residencies import catalogue
from residencies.evidence import Place, Tier
from residencies.models import CohortStatistic, MatchResult, PreferredMatchRate, Revision, Specialty
from tests.residencies import naive
from tests.residencies.markup import cell, listed, text, tree

SCORES = {"measure": "step2-ck", "group": "non_us_img", "specialty__slug": "pathology"}
OF_MATCHED = "Step 2 CK of matched"


@pytest.fixture
def look(client, db):
    """Return the row and the page of pathology after ``model``'s rows were changed."""

    def _look(model, changes, **which):
        for row in model.objects.filter(**which):
            for name, value in changes.items():
                setattr(row, name, value)
            row.full_clean()
            row.save()
        Revision.bump()
        row = listed(tree(client.get("/specialties/?score=240").text))["pathology"]
        page = client.get("/specialties/pathology/?score=240")
        assert page.status_code == 200
        return row, text(tree(page.text))

    return _look


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"n": 9}, "Too few to say"),
        ({"n": None}, "Not published"),
        ({"median": None}, "Not published"),
        (dict.fromkeys(["mean", "median", "percent"]) | {"suppressed": True}, "Withheld"),
    ],
)
def test_scores_that_cannot_be_told_say_why(look, changes, reason):
    row, page = look(CohortStatistic, changes, matched=True, **SCORES)
    assert cell(row, OF_MATCHED).startswith(reason)
    assert reason in page
    assert "You:" not in text(row)


@pytest.mark.parametrize("missing", [["q1"], ["q3"], ["q1", "q3"]])
def test_a_median_without_its_quartiles_places_nobody(look, missing):
    changes = dict.fromkeys(missing)
    row, page = look(CohortStatistic, changes, matched=True, **SCORES)
    assert "None" not in text(row) + page
    assert "You:" not in text(row)
    held = catalogue.current()
    assert held.entries["pathology"].standings["non_us_img"].place(240) == Place.UNKNOWN


@pytest.mark.parametrize(
    ("applicants", "matched", "told"),
    [
        (0, 0, "Too few to say"),
        (9, 4, "Too few to say"),
        (19, 7, "7 of 19"),
        (39, 21, "40 to 70 of 100"),
        (100, 51, "51 of 100"),
    ],
)
def test_a_match_rate_is_told_by_how_many_people_it_rests_on(look, applicants, matched, told):
    changes = {"applicants": applicants, "matched": matched}
    row, page = look(PreferredMatchRate, changes, specialty__slug="pathology")
    assert cell(row, "Ranked it first, matched").startswith(told)
    assert told.lower().replace("40 to 70", "between 40 and 70") in page.lower()


@pytest.mark.parametrize(("edition", "told"), [(1990, "244 232"), (2099, "201 200")])
def test_the_newest_edition_of_the_scores_is_told(client, db, edition, told):
    row = CohortStatistic.objects.get(matched=True, **SCORES)
    row.pk, row.edition = None, edition
    row.q1, row.median, row.q3 = 200, 201, 202
    row.save()
    Revision.bump()
    page = tree(client.get("/specialties/").text)
    assert cell(listed(page)["pathology"], OF_MATCHED).startswith(told)


@pytest.mark.parametrize(("year", "told"), [(1990, "45 of 100"), (2099, "1 of 100")])
def test_the_newest_match_rate_is_told(client, db, year, told):
    row = PreferredMatchRate.objects.get(specialty__slug="pathology", group="non_us_img")
    row.pk, row.year, row.matched, row.applicants = None, year, 1, 100
    row.save()
    Revision.bump()
    page = tree(client.get("/specialties/").text)
    assert cell(listed(page)["pathology"], "Ranked it first, matched").startswith(told)


def test_nobody_who_ranked_it_first_is_a_known_number(look):
    nobody = {"applicants": 0, "matched": 0}
    _, page = look(PreferredMatchRate, nobody, specialty__slug="pathology")
    assert "Too few to say: 0 non-US IMGs ranked Pathology first in 2026." in page


def test_a_year_with_only_the_imgs_published_is_not_mixed_with_another(look):
    newest = {"specialty__slug": "pathology", "year": 2026}
    unknown = dict.fromkeys(["us_md_senior", "us_do_senior", "us_graduate"])
    _, page = look(MatchResult, unknown, **newest)
    assert "filled 170 of 634 positions in 2026" in page or (
        "filled 168 of 619 positions in 2025" in page
    )


def test_groups_without_their_sum_are_not_called_a_share(look):
    row, page = look(MatchResult, {"filled": None}, specialty__slug="pathology", year=2026)
    assert "168 of 619 in 2025" in cell(row, "Share of positions")
    assert cell(row, "Unfilled") == "Not published; 636 offered"
    assert "None" not in page


def test_training_of_unknown_length_is_not_seen_and_sorts_last(look, client):
    unknown = {"years_min": None, "years_max": None}
    row, page = look(Specialty, unknown, slug="pathology")
    assert cell(row, "Years") == "Not seen"
    assert "TrainingNot seen" in page
    for order in ["years", "-years"]:
        slugs = list(listed(tree(client.get("/specialties/", {"sort": order}).text)))
        known = [slug for slug in slugs if naive.specialties()[slug]["years_min"]]
        assert slugs.index("pathology") > max(slugs.index(s) for s in known if s != "pathology")


def test_a_specialty_without_a_position_filled_is_no_division_by_zero(look):
    none = dict.fromkeys(
        ["filled", "us_md_senior", "us_do_senior", "us_graduate", "us_img", "non_us_img"], 0
    )
    row, page = look(MatchResult, none, specialty__slug="pathology", year=2026)
    assert "0 of 0 in 2026" in cell(row, "Share of positions")
    assert "Too few to say" in text(row)
    assert "too few to say how open it is" in page


def test_what_may_be_told_of_the_shipped_rates_follows_their_size(held):
    for row in naive.rows("preferred_match_rates"):
        (slug,) = row["specialty"]
        told = held.entries[slug].standings["non_us_img"].matched
        assert (told.count, told.n) == (row["matched"], row["applicants"])
        few, many = row["applicants"] < 10, row["applicants"] >= 100
        assert (told.tier is Tier.TOO_FEW) == few
        assert (told.tier is Tier.PER_100) == many
