"""The page of a shortlist: the rows of the explorer that an address names, and where they lead."""

from urllib.parse import urlencode

import brotli
import pytest

from residencies.shortlist import MOST
from tests.residencies import naive
from tests.residencies.downloads.reading import read
from tests.residencies.markup import by_id, listed, text, tree

SLUGS = list(naive.specialties())
TWO = "/shortlist/?s=pathology&s=neurology"


def notes(page):
    return " ".join(text(each) for each in page.findall(".//*[@class='note warn']"))


@pytest.mark.parametrize("group", naive.GROUPS)
def test_a_row_is_the_row_of_the_explorer(client, db, group):
    reader = urlencode({"group": group, "score": 240})
    explorer = listed(tree(client.get(f"/specialties/?{reader}").text))
    for few in (SLUGS[:MOST], SLUGS[MOST : 2 * MOST], SLUGS[2 * MOST :]):
        query = urlencode({"s": few}, doseq=True)
        page = tree(client.get(f"/shortlist/?{query}&{reader}").text)
        assert {slug: text(row) for slug, row in listed(page).items()} == {
            slug: text(explorer[slug]) for slug in few
        }


@pytest.mark.parametrize(
    ("query", "known", "said"),
    [
        ("s=", [], ""),
        ("s=none", [], "no specialty"),
        ("s=urology&s=urology", ["urology"], "shown once"),
        ("s=urology&s=%00&s=pathology", ["urology", "pathology"], "no specialty"),
        ("s=urology&group=martian&score=many", ["urology"], "no such group"),
        (urlencode({"s": SLUGS}, doseq=True), SLUGS[:MOST], "Left out: "),
    ],
)
def test_any_query_is_a_page_that_says_what_it_left_out(client, db, query, known, said):
    page = tree(client.get(f"/shortlist/?{query}").text)
    assert list(listed(page)) == known
    assert said in notes(page)


def test_the_list_leads_to_a_comparison_of_the_first_four_for_the_same_reader(client, db):
    query = urlencode({"s": SLUGS[:6], "group": "us_img", "score": 240}, doseq=True)
    section = by_id(tree(client.get(f"/shortlist/?{query}").text), "choosing")
    page = tree(client.get(f"/shortlist/?{query}").text)
    form = page.find(".//form[@action='/compare/']")
    boxes = form.findall(".//input[@type='checkbox']")
    assert text(section) == "Compare"
    assert [each.get("value") for each in boxes] == SLUGS[:6]
    assert [each.get("value") for each in boxes if "checked" in each.attrib] == SLUGS[:4]
    hidden = {e.get("name"): e.get("value") for e in form.findall("./input[@type='hidden']")}
    assert hidden == {"group": "us_img", "score": "240"}


def test_the_address_to_share_is_shown_without_the_score(client, db):
    page = tree(client.get(f"{TWO}&group=us_img&score=240").text)
    assert text(page.find(".//*[@class='address']")) == f"http://testserver{TWO}&group=us_img"


def test_a_full_list_is_no_heavier_than_any_page(client, db):
    html = client.get("/shortlist/", {"s": SLUGS[:MOST], "score": 240}).content
    assert len(brotli.compress(html, quality=5)) <= 16_000


def test_the_file_holds_the_list_of_its_address_in_its_order_whatever_is_kept(client, db):
    client.cookies["shortlist"] = "urology"
    rows = read(client, "/shortlist.csv?s=pathology&s=none&s=neurology&group=us_img")
    assert list(dict.fromkeys(row["about"] for row in rows)) == ["Pathology", "Neurology"]
    assert {row["group"] for row in rows} <= {"", "US-citizen IMGs", "All applicants"}
    assert read(client, "/shortlist.csv") == []
    explorer = read(client, "/specialties.csv?group=us_img")
    assert rows == [
        row for slug in ["Pathology", "Neurology"] for row in explorer if row["about"] == slug
    ]
