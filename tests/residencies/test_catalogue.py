"""The content in memory: as new as the database, on one query, and there when that is away."""

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.urls import reverse

from residencies import catalogue, freshness
from residencies.accessibility import Band
from residencies.held import Held
from residencies.models import (
    CohortStatistic,
    MatchResult,
    PreferredMatchRate,
    Revision,
    SignalAllocation,
    Specialty,
    VisaFact,
)
from tests.residencies import naive
from tests.residencies.markup import cell, listed, text, tree

HTMX = {"HX-Request": "true"}
PAGES = [
    ("/", {}),
    ("/specialties/", {}),
    ("/specialties/?band=open&q=medicine&score=240", {}),
    ("/specialties/?band=open", HTMX),
    ("/specialties/pathology/", {}),
    ("/specialties/urology/?group=us_img&score=240", {}),
    ("/method/", {}),
]
SHARE = "Share of positions"


@pytest.fixture
def pathology(db):
    return MatchResult.objects.get(specialty__slug="pathology", year=2026, track="pgy1")


def change(row):
    """Move one position from the earlier US graduates to the non-US IMGs."""
    row.non_us_img, row.us_graduate = row.non_us_img + 1, row.us_graduate - 1
    row.full_clean()
    row.save()
    Revision.bump()


def share(client, slug="pathology"):
    return cell(listed(tree(client.get("/specialties/").text))[slug], SHARE)


def test_an_edit_shows_on_the_next_request(client, pathology):
    assert "170 of 634 in 2026" in share(client)
    change(pathology)
    assert "171 of 634 in 2026" in share(client)
    assert "171 of 634" in client.get("/specialties/pathology/").text
    assert "171" in client.get("/specialties/", headers=HTMX).text


def test_another_process_sees_the_edit_too(pathology):
    other = Held(catalogue.read)
    for held in [catalogue.current(), other.current()]:
        assert held.entries["pathology"].standings["non_us_img"].judgement.count == 170
    change(pathology)
    for held in [other.current(), catalogue.current()]:
        assert held.entries["pathology"].standings["non_us_img"].judgement.count == 171


def test_what_an_editor_saves_in_the_admin_shows_on_the_next_request(
    client, admin_client, pathology
):
    assert "170 of 634 in 2026" in share(client)
    address = reverse("admin:residencies_matchresult_change", args=[pathology.pk])
    form = admin_client.get(address).context["adminform"].form
    values = {field.html_name: field.value() for field in form}
    values |= {"us_graduate": 24, "non_us_img": 180, "also_in": []}
    posted = {name: value for name, value in values.items() if value not in (None, False)}
    assert admin_client.post(address, posted).status_code == 302
    assert "180 of 634 in 2026" in share(client)


def test_a_reader_between_two_edits_gets_what_is_held(client, held):
    client.get("/specialties/")
    assert catalogue.current() is held


@pytest.mark.parametrize(("address", "headers"), PAGES)
def test_a_page_asks_for_the_revision_and_nothing_else(
    client, db, django_assert_num_queries, address, headers
):
    client.get(address, headers=headers)
    with django_assert_num_queries(1) as asked:
        assert client.get(address, headers=headers).status_code == 200
    assert "revision" in asked.captured_queries[0]["sql"]


@pytest.mark.parametrize(("address", "headers"), PAGES)
def test_the_content_read_last_is_served_while_the_database_is_away(
    client, db, monkeypatch, caplog, address, headers
):
    def away():
        raise OperationalError("the server closed the connection")

    before = client.get(address, headers=headers)
    monkeypatch.setattr(Revision, "current", away)
    after = client.get(address, headers=headers)
    told = render_to_string("components/away.html", {"away_since": freshness.away_since()})
    assert (told in after.text) == (headers == {})
    assert (after.status_code, after.text.replace(told, "", 1).split()) == (
        200,
        before.text.split(),
    )
    assert "The database is away" in caplog.text


def test_a_site_without_content_still_answers(client, db):
    for model in [MatchResult, CohortStatistic, PreferredMatchRate, VisaFact, SignalAllocation]:
        model.objects.all().delete()
    Specialty.objects.update(published=False)
    Revision.bump()
    page = client.get("/specialties/")
    assert page.status_code == 200
    assert "0 of 0 specialties" in text(tree(page.text))
    assert client.get("/method/").status_code == 200


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (MatchResult, "results"),
        (CohortStatistic, "cohorts"),
        (VisaFact, "visas"),
        (SignalAllocation, "signals"),
        (PreferredMatchRate, "preferred"),
    ],
)
def test_an_unverified_figure_is_never_shown(db, model, name):
    slug = "diagnostic-radiology"
    rows = model.objects.filter(specialty__slug=slug)
    kept = rows.first()
    assert rows.count() > 1 or model is PreferredMatchRate
    rows.exclude(pk=kept.pk).update(grade="D")
    Revision.bump()
    assert getattr(catalogue.current().entries[slug], name) == [kept]
    rows.update(grade="D")
    Revision.bump()
    assert getattr(catalogue.current().entries[slug], name) == []


def test_an_unverified_count_makes_room_for_an_older_verified_one(client, pathology):
    MatchResult.objects.filter(pk=pathology.pk).update(grade="D")
    Revision.bump()
    assert "168 of 619 in 2025" in share(client)
    assert "170" not in client.get("/specialties/pathology/").text


def test_an_unpublished_specialty_appears_nowhere(client, db):
    everyone = len(naive.specialties())
    Specialty.objects.filter(slug="pathology").update(published=False)
    Revision.bump()
    for headers in ({}, HTMX):
        page = client.get("/specialties/", headers=headers).text
        assert "athology" not in page
        assert f"{everyone - 1} of {everyone - 1} specialties" in text(tree(page))
    assert "athology" not in client.get("/").text
    assert "athology" not in client.get("/method/").text
    assert client.get("/specialties/pathology/").status_code == 404


def test_an_unpublished_specialty_still_counts_in_the_average(db):
    Specialty.objects.filter(slug="internal-medicine").update(published=False)
    Revision.bump()
    held = catalogue.current()
    for year in (2025, 2026):
        assert held.overall[year].filled == naive.national(year)[0]


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize("slug", sorted(naive.SEPARATE))
def test_a_separate_match_is_named_and_never_a_zero(client, held, slug, group):
    row = held.rows[slug, group]
    assert row.standing.band is Band.SEPARATE
    assert {row.keys[name] for name in row.keys.keys() - {"name", "years"}} == {None}
    page = tree(client.get("/specialties/", {"group": group}).text)
    words = text(listed(page)[slug])
    assert "Separate match" in words
    assert "0" not in words
    assert cell(listed(page)[slug], "Unfilled") == "Not published"
    own = text(tree(client.get(f"/specialties/{slug}/", {"group": group}).text))
    assert "That is not a zero" in own
    assert " 0 of " not in own
    assert "0%" not in own
