"""The explorer's part for htmx, its headers, and the page of each specialty."""

import pytest

from tests.residencies import naive
from tests.residencies.markup import by_id, listed, swapped, text, tree, written

QUERIES = [
    "",
    "band=open",
    "q=neuro&sort=-share",
    "group=us_img&kind=surgical&score=240",
    "score=236&place=inside&band=open&band=accessible&years=3",
    "score=two+hundred&band=nonsense&q=" + "x" * 70,
    "q=dermatolgy&group=us_img",
    "band=rare&years=3&sort=fame",
    "place=inside&group=martian",
]
PAGES = [
    *("/", "/specialties/", "/specialties/?band=open&score=240&q=x", "/method/"),
    *("/specialties/internal-medicine/", "/specialties/urology/?group=us_img&score=1"),
    *("/specialties/no-such-specialty/", "/sources/", "/about/", "/privacy/"),
]
HTMX = {"HX-Request": "true"}
RESTORED = HTMX | {"HX-Trigger-Name": "q"}
# What a reader has typed or ticked is in the form already: htmx leaves it, a reload repeats it.
ANSWERS = ["checked", "selected", "value"]


def by_hand(page):
    """Return a page as it looks whatever the form's fields hold."""
    for field in page.iter("input"):
        for name in ANSWERS[: 3 if field.get("type") in {"search", "text"} else 1]:
            field.attrib.pop(name, None)
    select = by_id(page, "sort")
    select[:] = []
    return written(by_id(page, "main"))


@pytest.mark.parametrize("query", QUERIES)
def test_htmx_gets_exactly_the_part_of_the_page_that_changes(client, db, query):
    fragment = client.get(f"/specialties/?{query}", headers=HTMX).text
    page = tree(client.get(f"/specialties/?{query}").text)
    assert "<html" not in fragment
    assert "<main" not in fragment
    assert 'id="filters"' not in fragment
    assert written(by_id(swapped(client.get("/specialties/").text, fragment), "results")) == (
        written(by_id(page, "results"))
    )


@pytest.mark.parametrize("after", QUERIES)
@pytest.mark.parametrize("before", ["", QUERIES[3], QUERIES[5]])
def test_what_a_reader_has_after_filtering_is_what_a_reload_gives(client, db, before, after):
    start = client.get(f"/specialties/?{before}").text
    fragment = client.get(f"/specialties/?{after}", headers=HTMX).text
    reloaded = tree(client.get(f"/specialties/?{after}").text)
    assert by_hand(swapped(start, fragment)) == by_hand(reloaded)


def test_each_piece_that_is_swapped_has_its_place_on_the_page(client, db):
    page = tree(client.get("/specialties/").text)
    fragment = tree(client.get("/specialties/?band=open", headers=HTMX).text)
    pieces = [piece.get("id") for piece in fragment.findall("./*[@data-hx-swap-oob]")]
    assert {"count", "errors", "error-q", "error-score", "n-band-open"} <= set(pieces)
    assert len(pieces) == len(set(pieces))
    for name in pieces:
        by_id(page, name)


@pytest.mark.parametrize("path", PAGES)
def test_no_two_elements_share_an_id_and_every_label_names_one(client, db, path):
    page = tree(client.get(path).text)
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for name in ["aria-describedby", "aria-labelledby", "for"]:
        for each in page.iter():
            assert set((each.get(name) or "").split()) <= set(ids)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("path", ["/specialties/", "/specialties/?band=open&junk=1"])
def test_caches_keep_the_page_and_the_part_apart(client, db, path, headers):
    vary = client.get(path, headers=headers).headers["Vary"]
    assert "HX-Request" in [each.strip() for each in vary.split(",")]


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("q=&score=&sort=&band=open", "/specialties/?band=open"),
        ("sort=openness&band=open&band=nonsense", "/specialties/?band=open"),
        (
            "band=selective&band=open&years=3&q=+family++medicine+",
            "/specialties/?q=family+medicine&band=open&band=selective&years=3",
        ),
        ("score=٢٤١&group=us_img", "/specialties/?group=us_img&score=241"),
        ("place=inside&utm_source=mail", "/specialties/"),
        ("sort=-openness", "/specialties/?sort=-openness"),
    ],
)
def test_the_address_bar_gets_the_one_address_of_what_was_asked(client, db, query, address):
    here = {"HX-Current-URL": "http://testserver/specialties/?kind=combined"}
    response = client.get(f"/specialties/?{query}", headers=HTMX | here)
    assert response.headers["HX-Push-Url"] == address
    assert "HX-Replace-Url" not in response.headers
    typed = client.get(f"/specialties/?{query}", headers=HTMX | here | {"HX-Trigger-Name": "q"})
    assert typed.headers["HX-Replace-Url"] == address
    assert "HX-Push-Url" not in typed.headers


@pytest.mark.parametrize("trigger", [{}, {"HX-Trigger-Name": "q"}, {"HX-Trigger-Name": "band"}])
def test_an_address_that_stays_makes_no_step_in_the_history(client, db, trigger):
    here = {"HX-Current-URL": "http://testserver/specialties/?band=open"}
    response = client.get("/specialties/?band=open&q=", headers=HTMX | here | trigger)
    assert not {"HX-Push-Url", "HX-Replace-Url"} & response.headers.keys()


def test_a_whole_page_never_touches_the_history(client, db):
    headers = client.get("/specialties/?band=open").headers
    assert not {"HX-Push-Url", "HX-Replace-Url"} & headers.keys()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_public_page_sets_no_cookie_and_depends_on_none(client, db, path, headers):
    response = client.get(path, headers=headers)
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_may_load_only_what_is_ours(client, db, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/", "/specialties/", "/method/", "/specialties/pathology/"])
def test_a_page_is_only_read(client, db, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("group", naive.GROUPS)
def test_the_list_holds_every_specialty_with_its_numbers_before_any_script(client, db, group):
    html = client.get("/specialties/", {"group": group}).text
    for slug, row in listed(tree(html)).items():
        judged = naive.judged(slug, group)
        assert f'href="/specialties/{slug}/' in html
        if "count" in judged:
            assert naive.places(judged) in text(row)
    assert len(listed(tree(html))) == len(naive.specialties())


def test_without_a_script_the_form_and_every_link_ask_the_same_page(client, db):
    page = tree(client.get("/specialties/?band=open&group=us_img&score=240").text)
    form = by_id(page, "filters")
    assert (form.get("method"), form.get("action")) == ("get", "/specialties/")
    assert form.find(".//button[@type='submit']") is not None
    ticked = {(f.get("name"), f.get("value")) for f in form.iter("input") if "checked" in f.attrib}
    assert ticked == {("group", "us_img"), ("band", "open")}
    assert by_id(page, "score").get("value") == "240"


def test_the_average_in_the_legend_is_the_newest_national_share(client, db):
    for group in naive.GROUPS:
        page = text(tree(client.get("/specialties/", {"group": group}).text))
        filled, by = naive.national(2026)
        assert f"All specialties: {100 * by[group] / filled:.1f}%" in page
