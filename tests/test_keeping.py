"""The shortlist: its address makes the page, and the cookie follows only what a reader presses."""

import pytest
from django.test import Client

from imgpath.keeping import COOKIE
from residencies.shortlist import MOST
from tests.pages import PAGES, PERSONAL
from tests.residencies import naive
from tests.residencies.markup import by_id, cell, listed, text, tree

HTMX = {"HX-Request": "true"}
SLUGS = list(naive.specialties())
TWO = "/shortlist/?s=pathology&s=neurology"


def keeping(*slugs):
    """Return a browser that keeps ``slugs``."""
    client = Client()
    if slugs:
        client.cookies[COOKIE.name] = ".".join(slugs)
    return client


def kept(client):
    return [slug for slug in client.cookies[COOKIE.name].value.split(".") if slug]


def press(client, **sent):
    return client.post("/shortlist/", sent)


def notes(page):
    return " ".join(text(each) for each in page.findall(".//*[@class='note warn']"))


def test_a_star_leads_to_the_list_and_is_kept(client, db):
    first = press(client, add="pathology")
    assert (first.status_code, first.headers["Location"]) == (303, "/shortlist/?s=pathology")
    assert press(client, add="neurology").headers["Location"] == TWO
    assert press(client, add="pathology").headers["Location"] == TWO
    assert kept(client) == ["pathology", "neurology"]
    removed = press(client, remove="pathology")
    assert removed.headers["Location"] == "/shortlist/?s=neurology"
    assert kept(client) == ["neurology"]


def test_the_cookie_is_for_this_site_alone_and_ends(client, db, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = press(client, add="pathology").cookies[COOKIE.name]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 180 * 24 * 60 * 60
    assert cookie["secure"]
    assert not cookie["domain"]
    assert not cookie["httponly"]


@pytest.mark.parametrize("sent", [{"clear": "all"}, {"remove": ["pathology", "neurology"]}])
def test_an_emptied_list_leaves_no_cookie(db, sent):
    client = keeping("pathology", "neurology")
    response = press(client, **sent)
    assert response.headers["Location"] == "/shortlist/"
    assert response.cookies[COOKIE.name]["max-age"] == 0
    assert "Nothing is in it yet" in keeping().get("/shortlist/").text


def test_the_list_speaks_to_the_reader_of_the_page_that_the_star_is_on(client, db):
    page = "http://testserver/specialties/?band=open&group=us_img&score=240#count"
    response = client.post("/shortlist/", {"add": "pathology"}, headers={"Referer": page})
    assert response.headers["Location"] == "/shortlist/?s=pathology&group=us_img&score=240"
    headers = HTMX | {"HX-Current-URL": page}
    html = client.post("/shortlist/", {"add": "neurology"}, headers=headers).text
    assert tree(html).find(".//a").get("href") == f"{TWO}&group=us_img&score=240"


@pytest.mark.parametrize("referer", ["", "x", "http://[", "?score=many&group=martian", "?s=%ff&&="])
def test_any_page_may_be_where_the_star_was(client, db, referer):
    headers = {"Referer": referer}
    response = client.post("/shortlist/", {"add": "pathology"}, headers=headers)
    assert response.headers["Location"] == "/shortlist/?s=pathology"


@pytest.mark.parametrize(
    ("before", "sent", "said"),
    [
        ([], {"add": "pathology"}, "Pathology is in your shortlist now. See it"),
        (["neurology"], {"add": "pathology"}, "Pathology is in your shortlist now. See all 2"),
        (["pathology"], {"remove": "pathology"}, "Pathology is no longer in your shortlist."),
        (
            ["pathology", "neurology"],
            {"remove": "pathology"},
            "Pathology is no longer in your shortlist. See it",
        ),
        (
            SLUGS[:MOST],
            {"add": SLUGS[MOST]},
            f"Nothing changed: your shortlist can hold {MOST}. See all {MOST}",
        ),
    ],
)
def test_htmx_is_told_what_changed_and_nothing_else(db, before, sent, said):
    client = keeping(*before)
    response = client.post("/shortlist/", sent, headers=HTMX)
    assert response.status_code == 200
    assert text(tree(response.text)) == said
    assert "<html" not in response.text


def test_a_full_list_says_what_did_not_fit(db):
    client = keeping(*SLUGS[:MOST])
    page = tree(client.post("/shortlist/", {"add": SLUGS[MOST]}, follow=True).text)
    assert f"Only {MOST} fit here." in notes(page)
    assert naive.specialties()[SLUGS[MOST]]["name"] in notes(page)
    assert kept(client) == list(listed(page)) == SLUGS[:MOST]
    assert len(".".join(sorted(SLUGS, key=len)[-MOST:])) < 1_000


@pytest.mark.parametrize(
    ("cookie", "known"),
    [
        ("", []),
        ("...", []),
        ("pathology.<b>.%00.neurology", ["pathology", "neurology"]),
        ("pathology.pathology", ["pathology"]),
        ("no-such-specialty", []),
        ("no-such-specialty.pathology", ["pathology"]),
        ("patholog\u00fd.pathology", ["pathology"]),
        ("pathology." + "x" * 50_000, ["pathology"]),
        (".".join(f"gone-{n}" for n in range(500)), []),
        (".".join(SLUGS), SLUGS[:MOST]),
    ],
)
def test_whatever_the_cookie_holds_the_list_is_what_is_known(db, cookie, known):
    client = keeping(cookie)
    response = client.get("/shortlist/", follow=True)
    assert response.status_code == 200
    assert list(listed(tree(response.text))) == known
    client.post("/shortlist/", {"remove": "urology"})
    assert kept(client) == [slug for slug in known if slug != "urology"]


def test_a_specialty_that_is_no_more_is_told_once(db):
    client = keeping("renamed-since", "pathology")
    page = tree(client.get("/shortlist/", follow=True).text)
    assert "was left out" in notes(page)
    assert text(page.find(".//h1")) == "Your shortlist"
    press(client, add="neurology")
    assert notes(tree(client.get("/shortlist/", follow=True).text)) == ""


def test_a_list_is_the_same_in_a_browser_that_keeps_nothing(db):
    address = f"{TWO}&group=us_img&score=240"
    own = tree(keeping("pathology", "neurology").get(address).text)
    fresh = tree(keeping().get(address).text)
    for label in ["Share of positions", "Step 2 CK of matched", "Unfilled", "Years"]:
        rows = [listed(page) for page in (own, fresh)]
        assert list(rows[0]) == list(rows[1]) == ["pathology", "neurology"]
        told = [[cell(row, label) for row in each.values()] for each in rows]
        assert told[0] == told[1]


def test_an_address_never_changes_what_is_kept(db):
    client = keeping("urology")
    response = client.get(TWO)
    assert not response.cookies
    page = tree(response.text)
    assert text(page.find(".//h1")) == "A shortlist"
    form = page.find(".//div[@class='note stack shared']/form")
    sent = [each.get("value") for each in form.findall("./input[@name='add']")]
    assert sent == ["pathology", "neurology"]
    assert form.find("./a").get("href") == "/shortlist/?s=urology"
    client.post("/shortlist/", {"add": sent})
    assert kept(client) == ["urology", "pathology", "neurology"]


@pytest.mark.parametrize(
    ("own", "offer", "heading"),
    [
        ([], "Add these to my shortlist", "A shortlist"),
        (["urology"], "Add these to my shortlist", "A shortlist"),
        (["pathology"], "Add the 1 that is new to my shortlist", "A shortlist"),
        (["neurology", "pathology"], None, "Your shortlist"),
        (["neurology", "pathology", "urology"], None, "A shortlist"),
    ],
)
def test_only_what_is_not_kept_yet_can_be_added(db, own, offer, heading):
    page = tree(keeping(*own).get(TWO).text)
    button = page.find(".//div[@class='note stack shared']//button")
    assert (None if button is None else text(button)) == offer
    assert text(page.find(".//h1")) == heading
    removals = page.findall(".//button[@name='remove']") + page.findall(".//button[@name='clear']")
    assert bool(removals) == (heading == "Your shortlist")


def test_another_site_cannot_change_what_is_kept(db):
    client = keeping("urology")
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://other.example"}
    response = client.post("/shortlist/", {"clear": "all"}, headers=headers)
    assert response.status_code == 403
    assert kept(client) == ["urology"]


def test_no_other_page_depends_on_what_is_kept(db):
    plain, own = keeping(), keeping("pathology", "neurology")
    for path in PAGES:
        response = own.get(path)
        assert not response.cookies, path
        if path.split("?")[0] not in PERSONAL:
            assert response.content == plain.get(path).content, path


@pytest.mark.parametrize("path", ["/shortlist/", TWO])
def test_the_list_is_kept_by_no_cache(db, path):
    response = keeping("urology").get(path)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.parametrize("path", ["/shortlist/", TWO])
def test_a_list_asks_only_for_the_revision(client, db, path, django_assert_num_queries):
    client.get(path)
    with django_assert_num_queries(1):
        client.get(path)


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("/specialties/", SLUGS),
        ("/specialties/ophthalmology/", ["ophthalmology"]),
        ("/specialties/orthopaedic-surgery/backup/", ["general-surgery"]),
        ("/compare/?s=pathology&s=urology", ["pathology", "urology"]),
    ],
)
def test_what_a_page_names_can_be_starred_there(client, db, path, slugs):
    page = tree(client.get(path).text)
    stars = [each for each in page.iter("button") if "star" in each.get("class", "")]
    assert set(slugs) <= {each.get("value") for each in stars}
    for each in stars:
        name = naive.specialties()[each.get("value")]["name"]
        assert (each.get("form"), each.get("aria-label")) == ("keep", f"Shortlist {name}")
        assert each.text == "Shortlist"  # where no stylesheet draws the star
    form = by_id(page, "keep")
    assert (form.get("method"), form.get("action")) == ("post", "/shortlist/")
