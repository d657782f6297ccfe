"""The page that puts specialties side by side: what it accepts, its part for htmx, its links."""

from urllib.parse import urlencode

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.residencies import naive
from tests.residencies.markup import by_id, swapped, text, tree, written

HTMX = {"HX-Request": "true"}
SLUGS = list(naive.specialties())
PAIRS = st.lists(
    st.tuples(st.just("s"), st.sampled_from(SLUGS))
    | st.tuples(st.sampled_from(["s", "group", "score", ""]), st.text(max_size=20))
    | st.sampled_from([("group", "us_img"), ("score", "240")]),
    max_size=8,
)


@pytest.mark.parametrize(
    ("query", "kept", "said"),
    [
        ("", [], ""),
        ("s=", [], ""),
        ("s=pathology", ["pathology"], ""),
        ("s=none&s=pathology", ["pathology"], "no specialty"),
        ("s=urology&s=urology", ["urology"], "shown once"),
        ("s=urology&s=%00&s=pathology", ["urology", "pathology"], "no specialty"),
        (
            "s=urology&s=x&s=pathology&s=neurology&s=urology&s=dermatology&s=psychiatry",
            ["urology", "pathology", "neurology", "dermatology"],
            "Left out: Psychiatry",
        ),
        ("group=martian&s=pathology&s=urology", ["pathology", "urology"], "no such group"),
        ("s=pathology&s=urology&score=many", ["pathology", "urology"], "as a number"),
    ],
)
def test_any_query_is_a_page_that_says_what_it_left_out(client, db, query, kept, said):
    response = client.get(f"/compare/?{query}", follow=True)
    page = tree(response.text)
    hidden = page.findall(".//input[@type='hidden']")
    assert response.status_code == 200
    assert [each.get("value") for each in hidden] == kept
    assert said in text(by_id(page, "results"))
    assert (page.find(".//table") is not None) == (len(kept) > 1)
    if len(kept) < 2:
        assert page.findall(".//form//select")
        assert "Choose two to four" in text(page)
    assert len(page.findall(".//form//select")) == {0: 2, 4: 0}.get(len(kept), 1)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAIRS)
def test_any_query_keeps_the_first_four_that_are_known(client, db, pairs):
    known = dict.fromkeys(value for name, value in pairs if name == "s" and value in SLUGS)
    response = client.get("/compare/?" + urlencode(pairs), follow=True)
    hidden = tree(response.text).findall(".//input[@type='hidden']")
    assert [each.get("value") for each in hidden] == list(known)[:4]


def test_without_a_script_the_form_adds_and_each_link_removes(client, db):
    page = tree(client.get("/compare/?s=pathology&s=urology&group=us_img&score=240").text)
    form = page.find(".//form[@aria-label='What to compare']")
    assert (form.get("method"), form.get("action")) == ("get", "/compare/")
    assert form.find(".//button[@type='submit']") is not None
    offered = {each.get("value") for each in form.findall(".//option")} - {""}
    assert offered == naive.specialties().keys() - {"pathology", "urology"}
    links = [each.get("href") for each in by_id(page, "chips").iter("a")]
    assert links == [
        "/compare/?s=urology&group=us_img&score=240",
        "/compare/?s=pathology&group=us_img&score=240",
    ]
    names = [each.get("href") for each in page.findall(".//thead//a")]
    assert names[0] == "/specialties/pathology/?group=us_img&score=240"
    back = page.find(".//p[@class='crumb']/a").get("href")
    assert back == "/specialties/?group=us_img&score=240"


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"s": ["pathology"], "score": "x"},
        {"s": ["pathology", "urology"]},
        {"s": ["pathology", "neurology", "urology"], "group": "us_img", "score": "240"},
    ],
)
def test_what_a_reader_has_after_a_swap_is_what_a_reload_gives(client, db, query):
    start = client.get("/compare/", {"s": ["pathology", "dermatology"]}).text
    fragment = client.get("/compare/", query, headers=HTMX).text
    title, fragment = fragment.split("</title>")
    reloaded = client.get("/compare/", query).text
    assert "<html" not in fragment
    assert f"{title.strip()}</title>" in reloaded
    main = [by_id(page, "main") for page in (swapped(start, fragment), tree(reloaded))]
    assert written(main[0]) == written(main[1])


def test_the_address_bar_gets_what_was_asked_without_what_was_left_out(client, db):
    query = "/compare/?s=pathology&s=x&s=&s=urology&group=non_us_img&score="
    here = {"HX-Current-URL": "http://testserver/compare/"}
    headers = client.get(query, headers=HTMX | here).headers
    assert headers["HX-Push-Url"] == "/compare/?s=pathology&s=urology"
    same = {"HX-Current-URL": "http://testserver/compare/?s=pathology&s=urology"}
    assert "HX-Push-Url" not in client.get(query, headers=HTMX | same).headers
    assert "HX-Push-Url" not in client.get(query).headers
    assert "HX-Request" in client.get(query).headers["Vary"]


def test_focus_goes_to_what_is_left_only_after_a_removal(client, db):
    query = "/compare/?s=pathology&s=urology"
    for trigger, moved in [("remove-neurology", True), ("show", False)]:
        html = client.get(query, headers=HTMX | {"HX-Trigger": trigger}).text
        assert ("autofocus" in html) == moved


@pytest.mark.parametrize("query", ["", "s=urology", "s=pathology&s=neurology&score=240"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_comparison_asks_only_for_the_revision(
    client, held, query, headers, django_assert_num_queries
):
    with django_assert_num_queries(1):
        client.get(f"/compare/?{query}", headers=headers)


def test_the_heaviest_comparison_is_no_heavier_than_a_page_of_a_specialty(client, db):
    slugs = ["internal-medicine", "general-surgery", "diagnostic-radiology", "pathology"]
    html = client.get("/compare/", {"s": slugs, "score": "240"}).content
    assert len(brotli.compress(html, quality=5)) <= 16_000
