"""What a browser is told to keep for reading without a network."""

import re
import struct
from html import unescape
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from imgpath.offline.views import KILOBYTES
from residencies.models import Revision
from tests.pages import MISSING, OWN, PAGES, PERSONAL
from tests.residencies.markup import by_id, text, tree

pytestmark = pytest.mark.django_db

LIST, WORKER, MANIFEST = "/offline/pages.json", "/worker.js", "/offline/imgpath.webmanifest"
STATIC = Path("static")


def test_a_copy_holds_every_page_of_the_site_but_those_of_one_reader_and_those_that_need_a_network(
    client,
):
    listed = client.get(LIST).json()
    urls = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", client.get("/sitemap.xml").text)
    assert {*urls} - {*listed["pages"]} == {"/shortlist/", "/report/", "/search/", "/api/v1/"}
    assert {*listed["pages"]} < {*urls}
    assert listed["missing"] in listed["pages"]
    own = {*OWN, "/shortlist/"} - {"/me/share/", "/me/deleted/"}
    assert {*listed["own"]} == own


def test_every_page_says_of_which_version_it_is(client):
    version = client.get(LIST).json()["version"]
    pages = [each for each in PAGES if each not in {*PERSONAL, "/report/", MISSING}]
    assert {client.get(each).headers["Content-Version"] for each in pages[:40]} == {version}
    Revision.bump()
    assert client.get(LIST).json()["version"] != version
    assert client.get("/questions/").headers["Content-Version"] != version


def test_the_list_and_the_worker_are_in_no_cache(client):
    for address in (LIST, WORKER):
        response = client.get(address)
        assert "no-store" in response.headers["Cache-Control"]
        assert not response.cookies


def test_the_worker_comes_from_the_root_so_that_it_may_answer_for_the_whole_site(client):
    response = client.get(WORKER)
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.content == (STATIC / "js/worker.js").read_bytes()


@pytest.mark.parametrize("name", ["exact", "plain", "missing"])
def test_a_stamp_has_a_place_for_the_day_of_the_copy(client, name):
    stamp = client.get(LIST).json()["stamps"][name]
    assert stamp.count("{date}") == 1
    assert "You have no network" in stamp


def test_the_parts_that_the_scripts_look_for_are_in_the_pages(client):
    assert client.get("/").text.count('<header class="top">') == 1
    page = unescape(client.get("/offline/").text)
    script = (STATIC / "js/offline.js").read_text()
    for state in re.findall(r'show\("(\w+)"\)', script):
        assert f'data-state="{state}"' in page
    for told in re.findall(r"dataset\.(begins|whole|failed|removed)", script):
        assert f"data-{told}=" in page
    for part in re.findall(r'"\.([\w-]+)"', script):
        assert re.search(rf'class="[^"]*\b{part}\b', page)
    assert 'data-list="/offline/pages.json" data-locale="en-GB"' in page
    assert '?? "/offline/pages.json"' in (STATIC / "js/worker.js").read_text()


def test_without_a_script_only_what_holds_then_is_said(client):
    told = text(by_id(tree(client.get("/offline/").text), "offline"))
    assert told.startswith("Your copy Your browser cannot keep a copy")
    assert told.endswith("You can print a page, or save it with your browser.")


def test_the_page_says_about_how_much_data_a_copy_takes(client):
    pages = len(client.get(LIST).json()["pages"])
    assert f"about {KILOBYTES * pages / 1000:.0f} MB of data" in client.get("/offline/").text


def test_the_site_can_be_put_on_a_home_screen_with_icons_of_the_sizes_it_names(client):
    assert f'<link rel="manifest" href="{MANIFEST}">' in client.get("/offline/").text
    response = client.get(MANIFEST)
    assert response.headers["Content-Type"] == "application/manifest+json"
    found = response.json()
    assert (found["start_url"], found["scope"]) == ("/", "/")
    for icon in found["icons"]:
        name = re.sub(r"^/static/|\.[0-9a-f]{12}(?=\.)", "", icon["src"])
        width, height = struct.unpack(">II", Path(finders.find(name)).read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"


def test_all_scripts_of_our_own_that_visitors_may_get_take_at_most_4_kb():
    names = ["site", "offline", "worker"]
    scripts = [(STATIC / f"js/{name}.js").read_bytes() for name in names]
    assert sum(len(brotli.compress(each)) for each in scripts) <= 4_000
