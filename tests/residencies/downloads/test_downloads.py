"""The files of pages: at the address of the page with a suffix, with what the page shows."""

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest

from residencies import catalogue
from residencies.downloads import files
from residencies.downloads.figures import COLUMNS, Status
from residencies.models import Revision, Specialty
from tests import pseudo
from tests.residencies.downloads.reading import FILES, read
from tests.residencies.markup import listed, tree

HOST = "http://testserver"


@pytest.mark.parametrize("address", FILES)
def test_a_file_says_what_it_is_and_which_page_shows_the_same(client, db, address):
    response = client.get(address)
    name = re.match(r"/([\w-]+)(?:/([\w-]+))?\.csv", address)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    kept = re.fullmatch(
        r'attachment; filename="(imgpath-[a-z0-9-]+\.csv)"', response.headers["Content-Disposition"]
    )
    assert (name[2] or name[1]) in kept[1]
    page = re.fullmatch(rf'<{HOST}(/[^>]*)>; rel="canonical"', response.headers["Link"])[1]
    html = client.get(page)
    assert html.status_code == 200
    assert html.headers["Content-Type"] == "text/html; charset=utf-8"
    # The page leads back to this file and to no other state.
    links = [unescape(each) for each in re.findall(r'href="([^"]*\.csv[^"]*)"', html.text)]
    assert links == [files.beside(page, "csv")]
    assert client.get(links[0]).content == response.content


@pytest.mark.parametrize("address", FILES)
def test_a_file_holds_figures_and_each_leads_to_its_source_and_to_our_page(client, db, address):
    rows = read(client, address)
    assert rows
    for row in rows:
        assert list(row) == list(COLUMNS)
        assert row["about"]
        assert row["measure"]
        assert row["publisher"] or row["status"] == "Not published"
        assert bool(row["publisher"]) is bool(row["title"]) is bool(row["terms"])
        assert row["address"].startswith("http") is bool(row["publisher"])
        assert row["status"] in {each.value for each in Status}
        assert row["grade"] in {"", "A", "B", "C"}
    pages = {row["page"] for row in rows}
    assert {client.get(page).status_code for page in sorted(pages)[:3]} == {200}


@pytest.mark.parametrize("address", FILES)
def test_an_empty_value_says_why_and_a_value_is_never_without_status(client, db, address):
    given = {Status.PUBLISHED, Status.DERIVED, Status.OURS}
    for row in read(client, address):
        assert (row["value"] != "") is (row["status"] in given), row
        assert row["n"] == "" or row["value"] != ""


@pytest.mark.parametrize("address", FILES)
def test_json_holds_the_same_figures_and_says_where_they_are_from(client, db, address):
    response = client.get(address.replace(".csv", ".json"))
    assert response.headers["Content-Type"] == "application/json"
    found = json.loads(response.content)
    assert response.headers["Link"] == f'<{found["page"]}>; rel="canonical"'
    assert found["terms"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["made_on"])
    assert found["columns"] == COLUMNS
    plain = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in found["figures"]
    ]
    assert plain == [
        {name: cell.removeprefix("'") for name, cell in row.items()}
        for row in read(client, address)
    ]


def test_a_page_in_another_language_leads_to_the_same_file(client, db):
    with pseudo.language():
        for address in FILES:
            found = client.get(f"/ar{address}")
            assert found.content == client.get(address).content
            assert found.headers["Content-Language"] == "en"


@pytest.mark.parametrize("address", FILES)
def test_a_file_costs_the_revision_and_can_be_asked_about(
    client, db, address, django_assert_num_queries
):
    client.get(address)
    with django_assert_num_queries(1):
        response = client.get(address)
    assert not response.cookies
    head = client.head(address)
    assert head.content == b""
    assert head.headers["Content-Length"] == response.headers["Content-Length"]
    assert client.post(address).status_code == 405


def test_a_filter_leaves_the_same_specialties_in_page_and_file(client, db):
    for query in ["band=open&group=us_img", "q=path&sort=name", "score=260&place=above"]:
        html = client.get(f"/specialties/?{query}").text
        slugs = listed(tree(html))
        rows = read(client, f"/specialties.csv?{query}")
        pages = dict.fromkeys(row["page"].split("?")[0] for row in rows)
        assert list(pages) == [f"{HOST}/specialties/{slug}/" for slug in slugs]
        assert slugs


def test_the_band_of_each_specialty_is_in_the_file_with_its_meaning(client, db):
    rows = read(client, "/specialties.csv?group=us_img")
    told = {row["about"]: row for row in rows if row["measure"] == "How open it is"}
    for entry in catalogue.current().entries.values():
        band = entry.standings["us_img"].band
        row = told[entry.name]
        assert band.label in {row["value"], row["status"]}
        assert row["note"].lower().startswith(band.meaning.lower())
        assert row["group"] == "US-citizen IMGs"


def test_a_query_that_asks_for_nothing_known_is_answered_as_the_page_answers_it(client, db):
    odd = client.get("/specialties.csv?band=none&group=martian&score=many&sort=-")
    assert odd.content == client.get("/specialties.csv").content
    nothing = client.get("/specialties.csv?q=nothing+has+this+name")
    assert nothing.content.decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "address", ["/specialties.xml", "/specialties.csv/", "/specialties.", "/specialties.csvx"]
)
def test_there_is_no_other_kind_of_file(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("/specialties/?group=us_img", "/specialties.csv?group=us_img"),
        ("/specialties/?q=&score=&band=open&band=rare", "/specialties.csv?band=open&band=rare"),
        ("/compare/?s=urology&s=pathology&score=", "/compare.csv?s=urology&s=pathology"),
        ("/landscape/?group=us_img&kind=all", "/landscape.csv?group=us_img"),
        ("/places/?group=both", "/places.csv?group=both&year=2026"),
    ],
)
def test_a_page_leads_to_the_file_of_what_it_shows_also_when_a_part_is_swapped(
    client, db, page, file
):
    for headers in [{}, {"HX-Request": "true"}]:
        html = client.get(page, headers=headers, follow=True).text
        assert f'<a href="{escape(file)}">CSV</a>' in html
        assert f'<a href="{escape(file.replace(".csv", ".json"))}">JSON</a>' in html
        assert 'href="/about/#downloads"' in html


@pytest.mark.parametrize(
    "address", ["/specialties/none.csv", "/match/1066.csv", "/specialties/UPPER CASE.json"]
)
def test_a_page_that_is_not_there_has_no_file(client, db, address):
    assert client.get(address).status_code == 404


def test_a_comparison_of_fewer_than_two_has_no_figures(client, db):
    assert read(client, "/compare.csv?s=pathology&s=none") == []


def test_a_name_that_looks_like_a_formula_is_text_in_a_spreadsheet(client, db):
    Specialty.objects.filter(slug="pathology").update(name='=HYPERLINK("x")')
    Revision.bump()
    names = {row["about"] for row in read(client, "/specialties.csv?q=hyper")}
    assert names == {'\'=HYPERLINK("x")'}
    found = json.loads(client.get("/specialties.json?q=hyper").content)
    assert {row["about"] for row in found["figures"]} == {'=HYPERLINK("x")'}


def test_a_query_cannot_add_a_header(client, db):
    response = client.get("/specialties.csv?q=x%0d%0aSet-Cookie:+a=b%3E;+rel=x")
    assert "\n" not in response.headers["Link"]
    assert response.headers["Link"].count(">") == 1
    assert not response.cookies


def test_every_column_and_every_status_is_explained():
    docs = Path(__file__).parents[3] / "docs"
    text = " ".join(f"{(docs / 'data.md').read_text()}{(docs / 'reuse.md').read_text()}".split())
    assert [name for name in [*COLUMNS, *Status] if f"`{name}`" not in text] == []
