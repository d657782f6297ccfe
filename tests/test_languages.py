"""The site in another language: an address of its own, and each word in reach of a translator."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import override

from residencies import languages
from tests import pseudo
from tests.test_pages import links

pytestmark = pytest.mark.django_db


def test_english_pages_keep_their_addresses(client):
    response = client.get("/specialties/")
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in response.text
    assert "hreflang" not in response.text
    assert client.get("/ar/specialties/").status_code == 404


def test_the_address_alone_decides_the_language(arabic):
    asked = {"Accept-Language": "ar", "Cookie": "django_language=ar"}
    assert arabic.get("/specialties/", headers=asked).headers["Content-Language"] == "en"
    response = arabic.get("/ar/specialties/", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in response.text
    assert "Accept-Language" not in response.headers["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("address", ["/", "/specialties/?band=open", "/specialties/pathology/"])
def test_a_page_leads_to_itself_in_each_other_language(arabic, address):
    there, back = f'hreflang="ar">{pseudo.NAME}</a>', 'hreflang="en">English</a>'
    assert f'<a href="/ar{address}" lang="ar" {there}' in arabic.get(address).text
    assert f'<a href="{address}" lang="en" {back}' in arabic.get(f"/ar{address}").text


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "/"),
        ("/specialties/?band=open", "/specialties/"),
        ("/specialties/pathology/?group=both&score=241", "/specialties/pathology/?group=both"),
        ("/routes/visa/nothing/", "/routes/visa/"),
    ],
)
def test_search_engines_are_told_the_canonical_address_in_each_language(arabic, address, canonical):
    for asked, own in ((address, canonical), (f"/ar{address}", f"/ar{canonical}")):
        head = arabic.get(asked).text.partition("</head>")[0]
        assert f'<link rel="canonical" href="http://testserver{own}">' in head
        assert f'hreflang="en" href="http://testserver{canonical}">' in head
        assert f'hreflang="ar" href="http://testserver/ar{canonical}">' in head


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/specialties/?band=open&score=241",
        "/specialties/pathology/?group=both",
        "/strategies/ask-each-program-about-your-visa/",
        "/routes/visa/",
        "/glossary/",
        "/search/?q=visa",
        "/me/plan/",
    ],
)
def test_every_link_stays_in_the_language_of_its_page(arabic, address):
    others = {path for path, _ in links(f"/ar{address}", arabic.get(f"/ar{address}").text)}
    here = urlsplit(address).path
    assert {path for path in others if not path.startswith("/ar/")} <= {here}
    assert len(others) > 20


def test_what_is_held_in_one_language_is_never_shown_in_another(arabic):
    before = arabic.get("/specialties/").text
    other = arabic.get("/ar/specialties/").text
    assert arabic.get("/specialties/").text == before
    assert pseudo.OPEN in other
    assert pseudo.OPEN not in before


def test_a_page_in_another_language_costs_one_query_too(arabic, django_assert_num_queries):
    arabic.get("/ar/specialties/")
    with django_assert_num_queries(1):
        arabic.get("/ar/specialties/?band=open&group=us_img")


def test_a_page_has_another_validator_in_each_language(arabic):
    english, other = arabic.get("/about/"), arabic.get("/ar/about/")
    assert english.headers["ETag"] != other.headers["ETag"]
    asked = {"If-None-Match": other.headers["ETag"]}
    assert arabic.get("/ar/about/", headers=asked).status_code == 304


def test_pages_of_one_reader_are_kept_by_nobody_in_any_language(arabic):
    for address in ("/ar/me/", "/ar/shortlist/", "/ar/report/"):
        assert "ETag" not in arabic.get(address).headers


def test_answers_and_shortlist_go_along_to_another_language(arabic):
    arabic.post("/shortlist/", {"add": "pathology"})
    assert arabic.get("/ar/shortlist/").url == "/ar/shortlist/?s=pathology"


def test_a_correction_stands_on_its_page_in_each_language(arabic):
    from residencies.catalogue import Catalogue

    held = Catalogue.__new__(Catalogue)
    object.__setattr__(held, "corrections", [type("Row", (), {"path": "/specialties/pathology/"})])
    assert len(held.corrected("/ar/specialties/pathology/")) == 1
    assert len(held.corrected("/specialties/pathology/")) == 1
    assert held.corrected("/ar/specialties/") == []


def test_search_engines_hear_of_each_language(arabic):
    found = arabic.get("/sitemap.xml").text
    assert found.count("/ar/specialties/pathology/<") == found.count("/specialties/pathology/<") / 2
    assert "Disallow: /ar/me/" in arabic.get("/robots.txt").text


def test_a_copy_without_a_network_is_of_one_language(arabic):
    listed = arabic.get("/ar/offline/pages.json").json()
    assert {page.startswith("/ar/") for page in [*listed["pages"], *listed["own"]]} == {True}
    assert listed["locale"] == "ar"
    assert 'data-list="/ar/offline/pages.json"' in arabic.get("/ar/offline/").text


def test_what_is_for_machines_and_staff_has_one_address(arabic):
    for address in ("/ar/admin/", "/ar/staff/login/", "/ar/api/v1/specialties", "/ar/health/live"):
        assert arabic.get(address).status_code == 404
    with override("ar"):
        assert reverse("picture", args=["a"]) == "/pictures/a.png"


def test_numbers_are_written_the_same_in_every_language(arabic):
    for language, _ in settings.LANGUAGES:
        with override(language):
            assert number_format("1234.5", force_grouping=True) == "1,234.5"


def test_an_address_is_the_same_with_and_without_its_language(arabic):
    assert languages.bare("/ar/states/tx/") == languages.bare("/states/tx/") == "/states/tx/"
    with override("ar"):
        assert languages.own("/states/tx/") == "/ar/states/tx/"
    assert languages.own("/states/tx/") == "/states/tx/"


def test_all_content_is_read_in_every_language_before_the_first_reader_comes(arabic):
    with override("en"):
        assert [*languages.every()] == ["en", "ar"]
