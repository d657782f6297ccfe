"""Links beside figures name the row, and an editor is led from the report to it."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from imgpath.reports import rows
from residencies.citing import row_name
from residencies.models import Finding, MatchResult, Source, StateResult

PAGES = {
    "/specialties/pathology/": ["match result", "signal allocation"],
    "/specialties/internal-medicine/": ["match result", "signal allocation", "visa fact"],
    "/match/2026/": ["match rate", "position total", "signal allocation"],
    "/strategies/prepare-for-soap/": ["finding"],
}
TABLES = {"/places/": "positions by state", "/landscape/": "all specialties"}


def reported(client, path):
    """Return (page, row) of every link to a report on a page but that in its footer."""
    html = client.get(path).text
    links = re.findall(r'href="/report/(\?[^"]*)"', html[: html.index("<footer")])
    asked = [parse_qs(urlsplit(unescape(link)).query) for link in links]
    return [(each["page"][0], each["row"][0]) for each in asked]


@pytest.mark.parametrize("path", PAGES)
def test_a_link_beside_a_figure_names_its_page_and_a_row_that_is_found(client, db, path):
    found = reported(client, path)
    assert {page for page, _ in found} == {path}
    kinds = {rows.find(row)._meta.verbose_name for _, row in found if "/" in row or "find" in row}
    assert kinds == set(PAGES[path])
    assert len({row for _, row in found}) == len(found)


@pytest.mark.parametrize("path", TABLES)
def test_a_link_under_a_table_names_the_table(client, db, path):
    assert reported(client, path) == [(path, TABLES[path])]


@pytest.mark.parametrize("model", [Finding, MatchResult, Source, StateResult])
def test_a_row_is_found_by_the_words_that_name_it(db, model):
    row = model.objects.last()
    assert rows.find(row_name(row)) == row


@pytest.mark.parametrize(
    "words",
    [
        "",
        "finding",
        "finding no-such-finding",
        "match result pathology/2026",
        "match result pathology/last year/pgy1",
        "match result pathology/99999999999999999999/pgy1",
        "cohort statistic pathology/2026/us_img/maybe/work",
        "the third number from the left",
    ],
)
def test_words_that_name_no_row_find_none(db, words):
    assert rows.find(words) is None
