"""The pages for one reader: their answers stay in their browser, and make the page."""

import json
import re
from html import unescape

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from guidance import profile
from guidance.profile import Attempts, Citizenship, Experience, Profile
from imgpath.me import cookie
from tests.guidance.profiles import SOME
from tests.pages import OWN, PAGES

ADVICE, ANSWERS = "/me/advice/", "/me/"
HTMX = {"HX-Request": "true"}
SENT = {
    "citizenship": "other",
    "needs_visa": "yes",
    "score": "231",
    "attempts": "one",
    "graduated": "2016",
    "us_experience": "observed",
    "us_months": "2",
    "has_research": "no",
    "passed_step3": "no",
    "stage": "before-applying",
    "specialties": ["neurology", "pathology"],
}
MEANT = Profile(
    citizenship=Citizenship.OTHER,
    needs_visa=True,
    score=231,
    attempts=Attempts.ONE,
    graduated=2016,
    us_months=2,
    us_experience=Experience.OBSERVED,
    has_research=False,
    passed_step3=False,
    specialties=("neurology", "pathology"),
    stage="before-applying",
)


def kept(client):
    """Return the answers in the cookie, read as the site reads them."""
    request = HttpRequest()
    request.COOKIES[cookie.COOKIE.name] = client.cookies[cookie.COOKIE.name].value
    return cookie.read(request)


def answering(answers):
    """Return a browser that keeps ``answers``."""
    client = Client()
    client.cookies.update(cookie.keep(HttpResponse(), answers).cookies)
    return client


def part(html, name):
    """Return what stands in the element with an id, up to the end of the page."""
    return html[html.index(f'id="{name}"') :]


def beside(html, name):
    """Return the message beside a field."""
    return unescape(re.search(rf'<p class="msg" id="id_{name}_error"[^>]*>(.*?)</p>', html)[1])


def test_what_is_answered_is_kept_in_the_browser_and_leads_to_the_advice(client, db):
    response = client.post(ANSWERS, SENT)
    assert (response.status_code, response.headers["Location"]) == (303, ADVICE)
    assert kept(client) == MEANT
    page = client.get(ADVICE).text
    assert "You said that you need a visa." in page
    assert 'value="231"' in page


def test_the_cookie_is_for_this_site_alone_is_signed_and_ends(client, db):
    held = client.post(ANSWERS, SENT).cookies[cookie.COOKIE.name]
    assert held["path"] == "/"
    assert held["httponly"]
    assert held["samesite"] == "Lax"
    assert held["max-age"] == 180 * 24 * 60 * 60
    assert not held["domain"]
    told = json.loads(held.value.rsplit(":", 2)[0])
    assert set(told) == set(profile.dump(MEANT))


@pytest.mark.parametrize("value", ["", "x", "{}:x:y", '{"score":300}:1xWJja:DQtm3uc693mKwjPtjz'])
def test_a_cookie_that_is_not_ours_holds_no_answers(client, db, value):
    client.cookies[cookie.COOKIE.name] = value
    response = client.get(ADVICE)
    assert response.status_code == 200
    assert "You have answered nothing yet." in response.text


def test_the_answers_are_deleted_from_every_page(client, db):
    client.post(ANSWERS, SENT)
    for address in OWN - {"/me/deleted/"}:
        assert 'action="/me/delete/"' in client.get(address).text
    response = client.post("/me/delete/")
    assert (response.status_code, response.headers["Location"]) == (303, "/me/deleted/")
    held = response.cookies[cookie.COOKIE.name]
    assert (held.value, held["max-age"], held["path"]) == ("", 0, "/")
    assert "/me/delete/" not in client.get("/me/deleted/").text
    assert "You have answered nothing yet." in client.get(ADVICE).text


def test_nothing_answered_keeps_no_cookie(client, db):
    held = client.post(ANSWERS, {}).cookies[cookie.COOKIE.name]
    assert (held.value, held["max-age"]) == ("", 0)


@pytest.mark.parametrize("address", sorted(OWN))
def test_a_page_of_one_reader_is_in_no_cache_and_no_search_engine(client, db, address):
    response = client.get(address)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert {"Cookie", "HX-Request"} <= set(response.headers["Vary"].split(", "))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text
    assert not response.cookies


@pytest.mark.parametrize("address", [ANSWERS, ADVICE, "/me/delete/"])
def test_a_page_of_another_site_can_change_nothing(client, db, address):
    refused = client.post(address, SENT, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert not refused.cookies


def test_no_other_page_depends_on_the_answers(db):
    with_answers, without = answering(MEANT), Client()
    for address in PAGES:
        if not address.startswith("/me/"):
            found = with_answers.get(address)
            assert cookie.COOKIE.name not in found.cookies
            assert found.text == without.get(address).text, address


@pytest.mark.parametrize(
    ("typed", "score"), [("241 ", 241), (" 241", 241), ("٢٤١", 241), ("२४१", 241), ("241.0", 241)]
)
def test_a_score_is_read_in_any_digits(client, db, typed, score):
    assert client.post(ANSWERS, {"score": typed}).status_code == 303
    assert kept(client).score == score


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("score", "two hundred", "Type it in digits, for example 241."),
        ("score", "24l", "Type it in digits, for example 241."),
        ("score", "301", "Step 2 CK scores are from 1 to 300."),
        ("score", "0", "Step 2 CK scores are from 1 to 300."),
        ("graduated", "98", "Give a year from 1950 on, in four digits."),
        ("graduated", "2090", f"Give a year up to {timezone.localdate().year + 1}."),
        ("us_months", "-1", "Give a number of months from 0 to 240."),
        ("us_months", "half", "Type it in digits, for example 3."),
        ("stage", "martian", "Choose one of the answers, or skip the question."),
        ("citizenship", "", ""),
    ],
)
def test_a_wrong_answer_gets_a_message_beside_it_and_nothing_typed_is_lost(
    client, db, name, typed, message
):
    response = client.post(ANSWERS, SENT | {name: typed})
    if not message:
        assert response.status_code == 303
        return
    html = response.text
    assert response.status_code == 200
    assert "<title>Error: " in html
    assert beside(html, name) == message
    for other, value in SENT.items():
        if other not in {name, "specialties"}:
            assert f'value="{value}"' in html
    if name != "stage":
        assert f'value="{typed}"' in html
    assert html.count("checked") >= 8 - (name == "stage")


def test_two_answers_that_cannot_both_be_true_are_named(client, db):
    html = client.post(ANSWERS, SENT | {"citizenship": "green-card"}).text
    assert "needs no visa" in beside(html, "needs_visa")
    html = client.post(ANSWERS, SENT | {"us_experience": "none"}).text
    assert "None yet" in beside(html, "us_months")


def test_more_specialties_than_fit_are_refused_with_their_number(client, db):
    six = ["neurology", "pathology", "psychiatry", "pediatrics", "urology", "dermatology"]
    html = client.post(ANSWERS, {"specialties": six}).text
    assert beside(html, "specialties") == "Choose at most 5. You have chosen 6."
    assert all(re.search(rf'value="{slug}"[^>]*checked', html) for slug in six)


def test_htmx_gets_the_part_that_changes_and_a_reload_shows_the_same(client, db):
    response = client.post(ADVICE, SENT, headers=HTMX)
    fragment = response.text
    assert response.status_code == 200
    assert "<html" not in fragment
    advice = fragment[: fragment.index('<p id="count"')].strip()
    assert "You said that you need a visa." in advice
    assert advice in client.get(ADVICE).text


def test_a_wrong_answer_by_htmx_says_so_beside_the_field_and_leaves_the_rest(client, db):
    fragment = client.post(ADVICE, SENT | {"score": "many"}, headers=HTMX).text
    assert beside(fragment, "score") == "Type it in digits, for example 241."
    assert beside(fragment, "graduated") == ""
    assert kept(client) == Profile(
        **{**{f: getattr(MEANT, f) for f in MEANT.__slots__}, "score": None}
    )


def test_without_a_script_the_form_beside_the_advice_works_too(client, db):
    response = client.post(ADVICE, SENT)
    assert (response.status_code, response.headers["Location"]) == (303, ADVICE)
    assert kept(client) == MEANT
    again = client.post(ADVICE, SENT | {"score": "many"})
    assert again.status_code == 200
    assert beside(again.text, "score")


def test_advice_asks_only_for_the_revision(client, db, django_assert_num_queries):
    client.post(ANSWERS, SENT)
    client.get(ADVICE)
    with django_assert_num_queries(1):
        client.get(ADVICE)


def test_no_reader_is_told_a_percentage(db):
    for reader in SOME[::40]:
        html = answering(reader).get(ADVICE).text
        text = unescape(re.sub(r"<[^>]+>", " ", part(html, "advice")))
        assert not re.search(r"\d\s*(%|percent|(out )?of 100)", text), reader


def test_nobody_is_served_the_page_of_another(db):
    one, other = answering(Profile(needs_visa=True)), answering(Profile(needs_visa=False))
    assert "You said that you need a visa." in one.get(ADVICE).text
    assert "You said that you need a visa." not in other.get(ADVICE).text
    assert "You said that you need a visa." not in Client().get(ADVICE).text


def test_a_huge_form_is_refused(client, db):
    assert client.post(ANSWERS, {"score": "1" * 20_000}).status_code == 413
