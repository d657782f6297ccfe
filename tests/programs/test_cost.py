"""What the page costs with as many programs as NRMP lists, over a dozen Matches."""

import brotli

from imgpath.programs import listing
from imgpath.programs.models import ProgramFill
from tests.programs import made_up
from tests.residencies.markup import tree

PAGE = "/programs/"


def test_7500_programs_cost_no_more_queries_than_eight(client, loaded, django_assert_num_queries):
    with django_assert_num_queries(4):
        listing.read()
    made_up.fill(7500, range(2015, 2027))
    assert ProgramFill.objects.count() > 90_000
    with django_assert_num_queries(4):
        listing.read()
    client.get(PAGE)
    with django_assert_num_queries(1):
        page = client.get(PAGE).text
    assert "<b>7,508 of 7,508 programs</b>, page 1 of 151" in page
    with django_assert_num_queries(3):  # rows that nobody saw before
        assert len(tree(client.get(PAGE, {"page": 150}).text).findall(".//tr[@data-code]")) == 50


def test_a_full_page_of_a_dozen_years_keeps_to_the_budget(client, db):
    made_up.fill(600, range(2015, 2027))
    page = client.get(PAGE)
    assert page.text.count("<td ") == 50 * 12
    assert len(brotli.compress(page.content, quality=5)) <= 10_000
    fragment = client.get(PAGE, headers={"HX-Request": "true"})
    assert len(brotli.compress(fragment.content, quality=5)) <= 6_000
    assert sum(1 for _ in tree(page.text).iter()) <= 1_800


def test_rows_kept_in_memory_are_bounded_and_no_page_lacks_one(client, loaded, monkeypatch):
    monkeypatch.setattr(listing, "KEPT", 5)
    for query in [{}, {"state": "Alabama"}, {"state": "New York"}, {}]:
        rows = tree(client.get(PAGE, query).text).findall(".//tr[@data-code]")
        assert rows
        assert all(len(row.findall("./td")) == 3 for row in rows)
