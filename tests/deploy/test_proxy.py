"""nginx with the configuration that ships, before a stand-in for the site: what it lets through."""

import json
import socket
import ssl
import subprocess
from http.client import HTTPConnection

import pytest
from django.conf import settings
from django.utils.csp import build_policy

from tests.databases import on_one_database
from tests.deploy.backend import SHARED, Answer
from tests.deploy.machine import NAME, cached, wait_for

pytestmark = on_one_database


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
    too_long = proxy.ask("/?" + "a" * 9_000)
    assert too_long.status == 414
    assert b"more than the site takes" in too_long.body
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


def test_to_a_program_nginx_says_no_in_json(proxy, backend):
    too_long = proxy.ask("/api/v1/specialties?" + "a" * 8_050)
    asked = [proxy.ask("/api/v1/asked", "POST", source="127.0.0.8") for _ in range(40)]
    too_fast = next(answer for answer in asked if answer.status == 429)
    assert (too_long.status, too_fast.headers["Retry-After"]) == (414, "10")
    for answer in (too_long, too_fast):
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert json.loads(answer.body).keys() == {"title", "detail"}
    assert proxy.ask("/api/v1/any", "DELETE").status == 200
    assert backend.asked[-1].command == "DELETE"
    assert proxy.ask("/any/", "DELETE").headers["Access-Control-Allow-Origin"] is None


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
    hashed, plain = "/static/css/site.0123456789ab.css", "/static/css/site.css"
    for home, path in [("shared", hashed), ("shared", plain), ("current", plain)]:
        file = proxy.path(f"srv/imgpath/{home}{path}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"/* {home} */")
    proxy.path(f"srv/imgpath/shared{hashed}.gz").write_bytes(b"packed")
    answer = proxy.ask(hashed)
    assert answer.body == b"/* shared */"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    packed = proxy.ask(hashed, Accept_Encoding="gzip")
    assert (packed.body, packed.headers["Content-Encoding"]) == (b"packed", "gzip")
    newest = proxy.ask(plain)
    assert newest.body == b"/* current */"
    assert newest.headers["Cache-Control"] == "public, max-age=60"
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
    connection.request("GET", "/health/metrics", headers={"Host": NAME})
    assert connection.getresponse().status == 403
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


def test_an_address_is_as_long_over_http_2(proxy, backend):
    told = ["curl", "--silent", "--http2", "--write-out", " %{http_version} %{http_code}"]
    told += ["--cacert", proxy.path("etc/imgpath/tls/fullchain.pem")]
    told += ["--connect-to", f"::127.0.0.1:{proxy.secure}"]
    for length, body, end in [
        (7_000, "a page", " 2 200"),
        (9_000, "than the site takes", " 2 414"),
    ]:
        command = [*told, f"https://{NAME}/?{'a' * length}"]
        done = subprocess.run(command, capture_output=True, text=True)
        assert body in done.stdout
        assert done.stdout.endswith(end)


def test_what_is_for_watchers_is_for_this_machine_alone(proxy, backend):
    for path in ["/health/metrics", "/health/ready"]:
        assert proxy.ask(path).status == 200
        assert proxy.ask(path, source="127.0.0.9").status == 403
    assert {each.path for each in backend.asked} == {"/health/metrics", "/health/ready"}
    assert len(backend.asked) == 2


def test_logs_tell_no_query_no_address_and_no_link_of_staff(proxy, backend):
    proxy.ask("/logged/?score=244", source="127.0.0.77")
    proxy.ask("/staff/first/MQ/d00r-0pener/")
    backend.server.shutdown()
    backend.server.server_close()
    proxy.ask("/logged/unseen/?score=244", source="127.0.0.77")

    def written():
        logs = [path for path in proxy.path("var/log/nginx").iterdir() if path.is_file()]
        return "".join(path.read_text() for path in logs)

    wait_for(lambda: "/logged/unseen/ 503" in written())  # it is written after the answer
    assert "score" not in written()
    assert "/staff/first/ " in written()
    assert "d00r" not in written()
    assert "127.0.0" not in written()
