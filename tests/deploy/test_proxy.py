"""nginx with the configuration that ships, before a stand-in for the site."""

import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest
from django.conf import settings
from django.utils.csp import build_policy

from tests.deploy.backend import SHARED, Answer
from tests.deploy.machine import NAME, wait_for


def time_is_up():
    """Wait until what was kept just now, with s-maxage=1, is no longer fresh: seconds are whole."""
    time.sleep(int(time.time()) + 2.05 - time.time())


def cached(answer):
    return answer.headers["X-Cache"]


def test_a_page_is_asked_for_once_and_then_only_whether_it_still_holds(proxy, backend):
    backend.answers["/held/?a=1"] = Answer(headers={"Cache-Control": SHARED, "ETag": 'W/"first"'})
    told = [cached(proxy.ask("/held/?a=1")) for _ in range(3)]
    time_is_up()
    told.append(cached(proxy.ask("/held/?a=1")))
    assert told == ["MISS", "HIT", "HIT", "REVALIDATED"]
    assert [each.headers["If-None-Match"] for each in backend.asked] == [None, 'W/"first"']
    assert cached(proxy.ask("/held/?a=2")) == "MISS"
    reader = proxy.ask("/held/?a=1", If_None_Match='W/"first"')
    assert (reader.status, reader.body) == (304, b"")


def test_an_edit_is_seen_by_the_first_who_asks_after_the_time_is_up(proxy, backend):
    backend.answers["/edited/"] = Answer("before", headers={"Cache-Control": SHARED, "ETag": '"1"'})
    proxy.ask("/edited/")
    backend.answers["/edited/"] = Answer("after", headers={"Cache-Control": SHARED, "ETag": '"2"'})
    assert proxy.ask("/edited/").body == b"before"
    time_is_up()
    assert proxy.ask("/edited/").body == b"after"


def test_a_page_and_its_part_never_mix(proxy, backend):
    backend.answers["/both/"] = Answer("the page")
    assert proxy.ask("/both/").body == b"the page"
    backend.answers["/both/"] = Answer("a part", headers={"Cache-Control": "no-store"})
    part = proxy.ask("/both/", HX_Request="true")
    assert (part.body, cached(part)) == (b"a part", "BYPASS")
    assert proxy.ask("/both/").body == b"the page"
    backend.answers["/both/"] = Answer("a part that says it may be kept")
    proxy.ask("/both/", HX_Request="true")
    assert proxy.ask("/both/").body == b"the page"
    assert proxy.ask("/both/", HX_Request="").body == b"the page"


@pytest.mark.parametrize("place", ["admin", "staff", "me", "shortlist", "report", "health"])
def test_pages_of_one_person_are_never_kept_and_get_their_cookie(proxy, backend, place):
    for visitor in ("a=1", "b=2"):
        assert cached(proxy.ask(f"/{place}/", Cookie=visitor)) is None
        assert cached(proxy.ask(f"/%{ord(place[0]):x}{place[1:]}/", Cookie=visitor)) is None
    assert [each.headers["Cookie"] for each in backend.asked] == ["a=1", "a=1", "b=2", "b=2"]


def test_what_everyone_gets_is_asked_for_without_cookies(proxy, backend):
    proxy.ask("/cookies/", Cookie="imgpath_list=a.b; __Host-sessionid=secret")
    assert backend.asked[0].headers["Cookie"] is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": SHARED, "Set-Cookie": "a=1"},
        {"Cache-Control": SHARED, "Vary": "HX-Request, Cookie"},
        {"Cache-Control": "private, max-age=60"},
        {"Cache-Control": "no-store"},
        {},
    ],
)
def test_what_may_not_be_kept_is_not(proxy, backend, headers):
    path = f"/not-kept/?{headers}".replace(" ", "")
    backend.answers[path] = Answer(headers=headers)
    assert [cached(proxy.ask(path)) for _ in range(2)] == ["MISS", "MISS"]


def test_the_last_good_page_stands_in_for_an_error(proxy, backend):
    statuses = [500, 502, 503, 504]
    for status in statuses:
        proxy.ask(f"/broken/?{status}")
        backend.answers[f"/broken/?{status}"] = Answer("broken", status, {})
    time_is_up()
    for status in statuses:
        answer = proxy.ask(f"/broken/?{status}")
        assert (answer.status, answer.body, cached(answer)) == (200, b"a page", "STALE")


def test_the_last_good_pages_are_shown_while_the_site_is_down(proxy, backend):
    proxy.ask("/down/")
    backend.server.shutdown()
    backend.server.server_close()
    time_is_up()
    answer = proxy.ask("/down/")
    assert (answer.status, answer.body, cached(answer)) == (200, b"a page", "STALE")
    unseen = proxy.ask("/never-seen/")
    assert unseen.status == 503
    assert b"This page cannot be shown right now" in unseen.body
    assert unseen.headers["Retry-After"] == "10"
    assert unseen.headers["Cache-Control"] == "no-store"


def test_of_many_who_ask_for_a_new_page_at_once_one_reaches_the_site(proxy, backend):
    with backend.holding() as busy, ThreadPoolExecutor(8) as crowd:
        backend.answers["/crowd/"] = Answer(waits=busy)
        answers = [crowd.submit(proxy.ask, "/crowd/") for _ in range(8)]
        time.sleep(0.3)
        busy.set()
        assert [answer.result().body for answer in answers] == [b"a page"] * 8
    assert backend.count("/crowd/") == 1


def test_too_many_at_once_get_the_cache_or_a_503_and_editors_get_in(proxy, backend):
    proxy.ask("/popular/")
    time_is_up()
    with backend.holding() as busy, ThreadPoolExecutor(76) as crowd:
        asked = []
        for number in range(76):
            path, source = f"/slow/?{number}", f"127.0.0.{number % 2 + 2}"
            backend.answers[path] = Answer(waits=busy)
            asked.append(crowd.submit(proxy.ask, path, source=source))
        wait_for(lambda: len(backend.asked) == 65)  # 64, and the page above
        wait_for(lambda: sum(answer.done() for answer in asked) == 12)
        popular = proxy.ask("/popular/")
        assert (popular.status, cached(popular)) == (200, "STALE")
        assert proxy.ask("/admin/").status == 200
        busy.set()
        answers = [answer.result() for answer in asked]
    assert sorted(answer.status for answer in answers) == [200] * 64 + [503] * 12
    assert {answer.headers["Retry-After"] for answer in answers} == {None, "10"}


def test_what_a_visitor_says_of_addresses_goes_no_further(proxy, backend):
    lies = {"X_Forwarded_For": "1.2.3.4", "X_Forwarded_Proto": "http", "Forwarded": "for=1.2.3.4"}
    proxy.ask("/me/", X_Forwarded_Host="evil.example", **lies)
    heard = backend.asked[0].headers
    assert heard["X-Forwarded-For"] == "127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "https"
    assert heard["X-Forwarded-Host"] is heard["Forwarded"] is None
    assert heard["Host"] == NAME


def test_what_is_too_long_is_refused(proxy, backend):
    assert proxy.ask("/?" + "a" * 7_000).status == 200
    assert proxy.ask("/?" + "a" * 9_000).status == 414
    assert proxy.ask("/report/", "POST", b"a" * 60_000).status == 200
    too_much = proxy.ask("/report/", "POST", b"a" * 70_000)
    assert too_much.status == 413
    assert b"more than the site takes" in too_much.body
    assert proxy.ask("/admin/", "POST", b"a" * 3_000_000).status == 200
    assert proxy.ask("/", "DELETE").status == 405


def test_one_address_that_asks_too_fast_waits(proxy, backend):
    answers = [proxy.ask("/report/", "POST", source="127.0.0.9") for _ in range(40)]
    refused = [answer for answer in answers if answer.status == 429]
    assert answers[0].status == 200
    assert refused
    assert {answer.headers["Retry-After"] for answer in refused} == {"10"}
    assert proxy.ask("/report/", "POST", source="127.0.0.10").status == 200


def test_what_nginx_answers_itself_has_the_headers_of_the_site_once(proxy, backend):
    policy = build_policy(settings.SECURE_CSP)
    for path, method in [("/?" + "a" * 9_000, "GET"), ("/", "DELETE"), ("/static/no.css", "GET")]:
        answer = proxy.ask(path, method)
        assert answer.headers.get_all("Content-Security-Policy") == [policy]
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    backend.answers["/headers/"] = Answer(
        headers={"Cache-Control": SHARED, "Content-Security-Policy": "its own"}
    )
    for _ in range(2):
        answer = proxy.ask("/headers/")
        assert answer.headers.get_all("Content-Security-Policy") == ["its own"]
        assert answer.headers.get_all("Cache-Control") == [SHARED]
    assert cached(answer) == "HIT"


def test_static_files_come_from_disk_for_good_and_the_site_has_the_last_word(proxy, backend):
    folder = proxy.path("srv/imgpath/shared/static/css")
    folder.mkdir(parents=True)
    for name in ("site.css", "site.0123456789ab.css"):
        (folder / name).write_text("body{}")
    (folder / "site.0123456789ab.css.gz").write_bytes(b"packed")
    hashed = proxy.ask("/static/css/site.0123456789ab.css")
    assert (hashed.body, hashed.headers["Content-Type"]) == (b"body{}", "text/css; charset=utf-8")
    assert hashed.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    packed = proxy.ask("/static/css/site.0123456789ab.css", Accept_Encoding="gzip")
    assert (packed.body, packed.headers["Content-Encoding"]) == (b"packed", "gzip")
    assert proxy.ask("/static/css/site.css").headers["Cache-Control"] == "public, max-age=60"
    assert backend.asked == []
    backend.answers["/static/none.css"] = Answer("no such page", 404, {})
    missing = proxy.ask("/static/none.css")
    assert (missing.status, missing.body) == (404, b"no such page")


def test_plain_http_leads_to_https_and_other_names_to_nothing(proxy):
    connection = HTTPConnection("127.0.0.1", proxy.plain, timeout=5)
    connection.request("GET", "/match/2026/?group=us", headers={"Host": NAME})
    answer = connection.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{NAME}/match/2026/?group=us"
    connection.close()
    context = ssl.create_default_context()
    with (
        socket.create_connection(("127.0.0.1", proxy.secure), timeout=5) as raw,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(raw, server_hostname="evil.example")


def test_browsers_get_http_2(proxy):
    context = ssl.create_default_context(cafile=proxy.path("etc/imgpath/tls/fullchain.pem"))
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", proxy.secure), timeout=5) as raw,
        context.wrap_socket(raw, server_hostname=NAME) as secure,
    ):
        assert secure.selected_alpn_protocol() == "h2"


def test_logs_tell_neither_a_query_nor_an_address(proxy, backend):
    proxy.ask("/logged/?score=244", source="127.0.0.77")
    backend.server.shutdown()
    backend.server.server_close()
    proxy.ask("/logged/unseen/?score=244", source="127.0.0.77")
    logs = [path for path in proxy.path("var/log/nginx").iterdir() if path.is_file()]
    written = "".join(path.read_text() for path in logs)
    assert "/logged/unseen/ 503" in written
    assert "score" not in written
    assert "127.0.0" not in written
