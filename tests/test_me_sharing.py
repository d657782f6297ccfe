"""A link that shows a reader's answers: made when asked, and it shows what was chosen alone."""

import re
import runpy
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from gunicorn.config import Config
from gunicorn.glogging import Logger

from guidance.profile import EMPTY, Profile
from imgpath import cookies
from imgpath.me import sharing
from tests.guidance.profiles import SOME
from tests.residencies.markup import text, tree, unlinked
from tests.test_me import ADVICE, MEANT, answering, kept

SHARE, SHARED = "/me/share/", "/me/shared/"
EVERY = [name for name in Profile.__slots__ if getattr(MEANT, name) not in (None, ())]


def offered(html):
    """Return {name of an answer: (its words, whether it is chosen)} of the page that shares."""
    return {
        box.get("value"): (text(label), box.get("checked"))
        for label in tree(html).findall(".//label")
        for box in label.findall("input[@type='checkbox']")
    }


def made(html):
    """Return the path and query of the link on the page."""
    (link,) = re.findall(r'<input id="link" type="url" value="([^"]*)" readonly', html)
    address = urlsplit(unescape(link))
    assert (address.scheme, address.netloc) == ("http", "testserver")
    return f"{address.path}?{address.query}"


def shown(html):
    """Return {question: answer} of a page that somebody shared."""
    page = tree(html)
    questions, told = ([text(each) for each in page.iter(kind)] for kind in ("dt", "dd"))
    return dict(zip(questions, told, strict=True))


def test_it_says_each_answer_that_the_link_would_show_and_makes_none_by_itself(db):
    html = answering(MEANT).get(SHARE).text
    assert set(offered(html)) == set(EVERY)
    assert offered(html)["score"] == ("Your Step 2 CK score 231", "")
    assert offered(html)["needs_visa"][0] == "Do you need a visa to train in the US? Yes"
    assert offered(html)["specialties"][0].endswith("Neurology, Pathology")
    assert "?a=" not in html


def test_a_link_shows_the_same_advice_in_a_fresh_browser_and_keeps_nothing_there(db):
    mine = answering(MEANT)
    link = made(mine.post(SHARE, {"show": EVERY}).text)
    response = Client().get(link)
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    advice = mine.get(ADVICE).text
    assert advice[advice.index('id="next"') : advice.index("</ol>")] in unlinked(response.text)
    assert len(shown(response.text)) == len(EVERY)


def test_a_link_shows_what_was_chosen_alone(db):
    html = answering(MEANT).post(SHARE, {"show": ["needs_visa", "graduated"]}).text
    assert [name for name, (_, chosen) in offered(html).items() if chosen is not None] == [
        "needs_visa",
        "graduated",
    ]
    link = made(html)
    assert shown(Client().get(link).text) == {
        "Do you need a visa to train in the US?": "Yes",
        "Year you graduated in medicine": "2016",
    }
    assert sharing.read(parse_qs(urlsplit(link).query)["a"][0]) == Profile(
        needs_visa=True, graduated=2016
    )


@pytest.mark.parametrize("chosen", [[], ["martian"]])
def test_a_link_to_nothing_is_refused_beside_the_list(db, chosen):
    html = answering(MEANT).post(SHARE, {"show": chosen}).text
    assert re.search(r'<p class="msg" id="id_show_error">\S', html)
    assert "?a=" not in html


def test_without_answers_there_is_nothing_to_share(db):
    for page in [Client().get(SHARE), Client().post(SHARE, {"show": ["score"]})]:
        assert "nothing to share" in page.text
        assert "?a=" not in page.text


def test_the_answers_of_the_one_who_opens_a_link_stay_as_they_were(db):
    link = made(answering(MEANT).post(SHARE, {"show": EVERY}).text)
    other = answering(Profile(score=250))
    other.get(link)
    assert kept(other) == Profile(score=250)
    response = other.post("/me/shared/keep/", {"a": parse_qs(urlsplit(link).query)["a"][0]})
    assert (response.status_code, response.headers["Location"]) == (303, ADVICE)
    assert kept(other) == MEANT


@pytest.mark.parametrize("spoil", [lambda t: "", lambda t: t[:-4], lambda t: "x" + t, str.upper])
def test_a_link_that_was_cut_off_or_changed_says_so_and_keeps_nothing(client, db, spoil):
    token = spoil(parse_qs(urlsplit(made(shared_by_me())).query)["a"][0])
    response = client.get(SHARED, {"a": token})
    assert response.status_code == 404
    assert "This link shows no answers" in response.text
    refused = client.post("/me/shared/keep/", {"a": token})
    assert (refused.headers["Location"], refused.cookies) == (SHARED, {})


def shared_by_me():
    return answering(MEANT).post(SHARE, {"show": EVERY}).text


def test_a_link_ends_after_180_days(client, db, monkeypatch):
    link = made(shared_by_me())
    assert client.get(link).status_code == 200
    monkeypatch.setattr(sharing, "AGE", timedelta(seconds=-1))
    assert sharing.AGE != cookies.AGE == 180 * 24 * 60 * 60
    assert client.get(link).status_code == 404


def test_every_answer_of_any_reader_is_said_and_can_be_shared(db, rf):
    names = {slug: slug.title() for reader in SOME for slug in reader.specialties}
    for reader in SOME[::20]:
        given = [name for name, _, _ in sharing.said(names, reader)]
        assert set(given) == {n for n in Profile.__slots__ if getattr(reader, n) not in (None, ())}
        token = parse_qs(urlsplit(sharing.link(rf.get("/"), reader)).query)["a"][0]
        assert sharing.read(token) == reader
    assert sharing.said(names, EMPTY) == []


def test_a_log_of_requests_holds_no_query_no_referrer_and_no_address():
    config = Config()
    written = runpy.run_path(settings.BASE_DIR / "gunicorn.conf.py")
    asked = {"REQUEST_METHOD": "GET", "RAW_URI": "/me/shared/?a=secret", "PATH_INFO": SHARED}
    asked |= {"QUERY_STRING": "a=secret", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "10.9.8.7"}
    asked |= {"HTTP_REFERER": "https://testserver/me/shared/?a=secret"}
    answer = SimpleNamespace(status="200 OK", sent=10, headers=[])
    request = SimpleNamespace(headers=[])
    atoms = Logger(config).atoms(answer, request, asked, timedelta(milliseconds=3))
    line = written["access_log_format"] % atoms
    assert SHARED in line
    assert "secret" not in line
    assert "10.9.8.7" not in line
