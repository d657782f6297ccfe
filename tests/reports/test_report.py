"""Anyone can report an error: without a name, a cookie or JavaScript, and without losing a word."""

import re
from html import unescape

import pytest
from django.db import OperationalError

from guidance import catalogue
from imgpath.reports.forms import AWAY, FULL, page_here
from imgpath.reports.models import ErrorReport
from residencies.models import Revision
from tests.pages import PAGES

SAID = {
    "page": "/specialties/pathology/",
    "row": "match result pathology/2026/pgy1",
    "text": "The table says 41.\n\nThe report says 14.",
    "address": "https://www.nrmp.org/tables.pdf",
}


@pytest.fixture
def send(client, db):
    """Send a report as a browser would, with some of it changed."""
    return lambda **changes: client.post("/report/", SAID | changes)


def shown(response):
    """Return what each field of the form shows, by name."""
    inputs = re.findall(r'<input [^>]*name="(\w+)"(?: value="([^"]*)")?', response.text)
    text = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', response.text, re.DOTALL)
    return {name: unescape(value) for name, value in [*inputs, ("text", text[1])]}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_a_report_that_names_it(client, db, path):
    html = client.get(path).text
    footer = html[html.index('<footer class="foot">') :]
    (link,) = re.findall(r'href="(/report/[^"]*)" rel="nofollow"', footer)
    page = path.split("?")[0]
    assert shown(client.get(unescape(link)))["page"] == page


def test_a_report_is_kept_as_it_was_typed_and_nothing_else_is(send):
    before = Revision.current()
    response = send()
    assert response.status_code == 302
    report = ErrorReport.objects.get()
    assert {name: getattr(report, name) for name in SAID} == SAID
    assert (report.handled, report.note) == (False, "")
    kept = {field.name for field in ErrorReport._meta.get_fields()}
    assert kept == {"id", *SAID, "received_on", "handled", "note"}
    assert Revision.current() == before


def test_it_sets_no_cookie_and_needs_none(client, db):
    for response in [client.get("/report/"), client.post("/report/", SAID)]:
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrf" not in client.get("/report/").text


def test_a_reader_is_thanked_and_led_back_to_the_page(client, send):
    html = client.get(send().headers["Location"]).text
    assert "<h1>Thank you</h1>" in html
    assert 'href="/specialties/pathology/">Back to the page</a>' in html


def test_only_what_is_wrong_and_the_page_must_be_said(send):
    assert send(row="", address="").status_code == 302


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"text": " "}, "text", "Say what is wrong."),
        ({"text": "x" * 2001}, "text", "at most 2000 characters"),
        ({"text": "x\x00y"}, "text", "Null characters are not allowed."),
        ({"page": ""}, "page", "Say which page it is on."),
        ({"page": "https://other.example/places/"}, "page", "a page of this site"),
        ({"address": "page 12"}, "address", "Give a whole address"),
        ({"address": "javascript:alert(1)"}, "address", "Give a whole address"),
        ({"row": "x" * 201}, "row", "at most 200 characters"),
    ],
)
def test_what_is_missing_is_said_twice_and_what_was_typed_stays(send, changes, field, reason):
    response = send(**changes)
    assert response.status_code == 200
    assert "<title>Error: Report an error" in response.text
    link = rf'<a href="#id_{field}">([^<]*)</a>'
    (in_summary,) = re.findall(link, response.text)
    (beside,) = re.findall(rf'id="id_{field}_error">([^<]+)</p>', response.text)
    assert in_summary == beside
    assert reason in beside
    assert f'aria-describedby="id_{field}_helptext id_{field}_error"' in response.text
    assert shown(response) == SAID | changes
    assert not ErrorReport.objects.exists()


def test_the_end_of_a_line_counts_as_one_character(send):
    assert send(text="x\r\n" * 1000).status_code == 302
    assert ErrorReport.objects.get().text.count("\n") == 999


def test_the_same_report_sent_again_is_kept_once_until_it_was_handled(send):
    send()
    assert send().status_code == 302
    assert ErrorReport.objects.count() == 1
    send(text="Something else.")
    assert ErrorReport.objects.count() == 2
    ErrorReport.objects.update(handled=True)
    send()
    assert ErrorReport.objects.waiting().count() == 1


def test_when_very_many_wait_a_reader_is_asked_to_come_back(send, settings):
    settings.MOST_REPORTS_WAITING = 1
    send()
    response = send(text="Something else.")
    assert response.status_code == 503
    assert str(FULL) in unescape(response.text)
    assert shown(response)["text"] == "Something else."
    assert ErrorReport.objects.count() == 1
    ErrorReport.objects.update(handled=True)
    assert send(text="Something else.").status_code == 302


def test_without_a_database_the_form_says_so_and_keeps_what_was_typed(client, send, monkeypatch):
    catalogue.current()

    def away(*args, **kwargs):
        raise OperationalError("no connection")

    monkeypatch.setattr("imgpath.reports.models.ErrorReportQuerySet.waiting", away)
    response = send()
    assert response.status_code == 503
    assert str(AWAY) in unescape(response.text)
    assert shown(response) == SAID


def test_the_form_itself_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/report/", {"page": "/places/"}).status_code == 200
        assert client.get("/report/thanks/", {"page": "/places/"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://other.example", "null"])
def test_a_page_of_another_site_cannot_send_a_report(client, db, origin):
    assert client.post("/report/", SAID, headers={"Origin": origin}).status_code == 403
    assert not ErrorReport.objects.exists()


def test_a_body_that_no_report_needs_is_refused_unread(client, db):
    response = client.post("/report/", SAID | {"more": "x" * 50_000})
    assert response.status_code == 413
    assert not ErrorReport.objects.exists()


def test_the_longest_report_in_any_script_is_short_enough(send):
    longest = {"page": "/" + "x" * 299, "row": "𝄞" * 200, "text": "𝄞" * 2000}
    assert send(**longest).status_code == 302


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/places/", "/places/"),
        ("/compare/?s=pathology&s=urology#side", "/compare/?s=pathology&s=urology"),
        ("http://imgpath.example/places/", "/places/"),
        ("", ""),
        ("places/", ""),
        ("//other.example/places/", ""),
        ("///other.example/places/", ""),
        ("////other.example/places/", ""),
        ("/\\other.example/", ""),
        ("\\\\other.example/", ""),
        ("/\t/other.example/", ""),
        ("https://other.example/places/", ""),
        ("https://imgpath.example@other.example/", ""),
        ("https:///other.example/", ""),
        ("javascript:alert(1)", ""),
        ("javascript://imgpath.example/%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[", ""),
    ],
)
def test_only_an_address_of_this_site_is_led_back_to(address, page):
    assert page_here(address, "imgpath.example") == page


@pytest.mark.parametrize("address", ["//other.example/", "https://other.example/", "javascript:x"])
def test_a_link_from_elsewhere_cannot_make_this_site_lead_away(client, db, address):
    for path in ["/report/", "/report/thanks/"]:
        assert "other.example" not in (html := client.get(path, {"page": address}).text)
        assert "javascript:" not in html


def test_what_an_address_brings_along_cannot_leave_its_place(client, db):
    html = client.get("/report/", {"page": '/"><script>x', "row": '"><script>y'}).text
    assert "<script>x" not in html
    assert "<script>y" not in html
    html = client.get("/report/thanks/", {"page": '/"><script>x'}).text
    assert "<script>x" not in html
