"""What other sites answer, as a server of the test plays them; nothing here leaves this machine."""

import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from urllib3 import HTTPConnectionPool, exceptions

from imgpath.content.asking import Asker, State, _trouble, is_public

HOME = "https://site.example"
AGENT = "imgpath link check (+https://imgpath.example/about/)"
LEADS = {
    "/for-good": (301, f"{HOME}/ok"),
    "/for-good-twice": (308, "/for-good"),
    "/for-now": (302, "/ok"),
    "/for-good-then-now": (301, "/for-now"),
    "/for-now-then-good": (302, "/for-good"),
    "/for-good-to-nothing": (301, "/gone"),
    "/round": (302, "/round"),
    "/insecure": (302, "http://other.example/"),
    "/inside": (302, "https://inside.example/admin"),
    "/port": (302, "https://site.example:8443/"),
    "/nowhere": (302, ""),
    "/no-address": (302, "https://[/"),
}


class Site(BaseHTTPRequestHandler):
    """Answers as its path says: /404, /head/405 for HEAD alone, /busy once."""

    asked = []

    def do_HEAD(self):
        self.asked.append((self.command, self.headers["Host"], self.path, self.headers))
        status, location = LEADS.get(self.path, (200, ""))
        part = self.path.strip("/").split("/")
        if part[-1].isdigit():
            status = int(part[-1]) if part[0] != "head" or self.command == "HEAD" else 200
        if self.path == "/gone":
            status = 404
        if self.path == "/busy":
            status = 500 if len(self.asked) < 3 else 200
        if self.path == "/breaks-off":
            self.close_connection = True
            return
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asker(port):
    """Every name is this machine, but for one inside a private network; there is no encryption."""
    Site.asked.clear()
    slept = []
    found = Asker(
        AGENT,
        pause=5,
        timeout=5,
        sleep=slept.append,
        public=lambda ip: ip == "127.0.0.1",
        look_up=lambda host: ["10.0.0.7" if host == "inside.example" else "127.0.0.1"],
        connect=lambda ip, number, host: HTTPConnectionPool(ip, port),
    )
    found.slept = slept
    return found


ANSWERS = {
    "/ok": (State.OK, 200),
    "/204": (State.OK, 204),
    "/head/405": (State.OK, 200),
    "/head/500": (State.OK, 200),
    "/busy": (State.OK, 200),
    "/for-good": (State.MOVED, 200),
    "/for-good-twice": (State.MOVED, 200),
    "/for-now": (State.OK, 200),
    "/for-now-then-good": (State.OK, 200),
    "/for-good-then-now": (State.MOVED, 200),
    "/for-good-to-nothing": (State.FAILED, 404),
    "/404": (State.FAILED, 404),
    "/410": (State.FAILED, 410),
    "/500": (State.FAILED, 500),
    "/nowhere": (State.FAILED, 302),
    "/round": (State.FAILED, None),
    "/inside": (State.FAILED, None),
    "/no-address": (State.FAILED, None),
    **{f"/{status}": (State.UNCLEAR, status) for status in [401, 403, 405, 429, 451, 503, 999]},
    "/insecure": (State.UNCLEAR, None),
    "/port": (State.UNCLEAR, None),
    "/breaks-off": (State.UNCLEAR, None),
}


def test_each_answer_is_judged(asker):
    found = {}
    for path in ANSWERS:
        Site.asked.clear()
        answer = asker.ask(HOME + path)
        found[path] = answer.state, answer.status
        assert bool(answer.detail) == (answer.state != State.OK), path
    assert found == ANSWERS


def test_what_moved_says_where_to_as_far_as_it_moved_for_good(asker):
    told = {path: asker.ask(HOME + path).detail for path in ["/for-good-twice", "/for-good"]}
    assert set(told.values()) == {f"It moved for good to {HOME}/ok"}
    found = asker.ask(f"{HOME}/for-good-then-now")
    assert found.detail == f"It moved for good to {HOME}/for-now"


def test_an_insecure_address_is_asked_for_over_https(asker):
    found = asker.ask("http://site.example/ok")
    assert (found.state, found.detail) == (State.MOVED, f"It moved for good to {HOME}/ok")
    found = asker.ask("http://site.example/404")
    assert found.state is State.UNCLEAR
    assert found.detail.startswith("Without HTTPS, which is not asked.")


def test_it_says_who_asks_wants_no_text_and_never_asks_one_site_in_a_row(asker):
    assert asker.ask(f"{HOME}/a b?c=ü#d").state is State.OK
    (first,) = Site.asked
    assert first[:3] == ("HEAD", "site.example", "/a%20b?c=%C3%BC")
    assert first[3]["User-Agent"] == AGENT
    assert "Cookie" not in first[3]
    assert asker.slept == []
    asker.ask(f"{HOME}/head/405")
    assert [method for method, *_ in Site.asked] == ["HEAD", "HEAD", "GET"]
    assert [4 < each <= 5 for each in asker.slept] == [True, True]
    asker.ask("https://other.example/ok")
    assert len(asker.slept) == 2


def test_nothing_private_is_asked(asker):
    assert asker.ask("https://inside.example/").detail == (
        "“inside.example” is not on the public internet."
    )
    # One address of several is enough, and the one that was looked at is the one that is asked.
    asker.look_up = lambda host: ["127.0.0.1", "10.0.0.7"]
    assert asker.ask(f"{HOME}/ok").state is State.FAILED
    assert Site.asked == []
    turns = iter([["127.0.0.1"], ["10.0.0.7"], ["10.0.0.7"]])
    asker.look_up = lambda host: next(turns)
    assert asker.ask(f"{HOME}/for-now").state is State.FAILED
    assert [path for _, _, path, _ in Site.asked] == ["/for-now"]


def test_only_public_addresses_are_public():
    private = [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
    ]
    assert [each for each in private if is_public(each)] == []
    public = ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
    assert [each for each in public if not is_public(each)] == []


def test_a_real_asker_does_not_ask_this_machine(port):
    for host in ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1"]:
        found = Asker(AGENT, pause=0, port=port).ask(f"https://{host}/")
        assert found.status is None, host
        assert found.state is State.FAILED, host


def test_each_trouble_is_judged():
    expired, chain = ssl.SSLCertVerificationError(1, "x"), ssl.SSLCertVerificationError(1, "x")
    expired.verify_code, expired.verify_message = 10, "certificate has expired"
    chain.verify_code, chain.verify_message = 20, "unable to get local issuer certificate"
    pool = HTTPConnectionPool("127.0.0.1")
    for error, state, words in [
        (socket.gaierror(socket.EAI_NONAME, ""), State.FAILED, "No site has this name"),
        (socket.gaierror(socket.EAI_AGAIN, ""), State.UNCLEAR, "No answer within 9 seconds"),
        (exceptions.ReadTimeoutError(pool, "/", ""), State.UNCLEAR, "No answer within 9"),
        (exceptions.ConnectTimeoutError(), State.UNCLEAR, "No answer within 9 seconds"),
        (exceptions.NewConnectionError(None, ""), State.FAILED, "Nothing answers"),
        (exceptions.SSLError(expired), State.FAILED, "certificate has expired"),
        (exceptions.SSLError(chain), State.UNCLEAR, "unable to get local issuer"),
        (exceptions.SSLError("x"), State.FAILED, "no secure connection"),
        (exceptions.ProtocolError(), State.UNCLEAR, "broke off"),
        (ValueError(), State.FAILED, "not an address"),
    ]:
        answer = _trouble(error, 9).answer
        assert (answer.state, words in answer.detail) == (state, True), error


def test_what_is_no_address_is_not_asked(asker):
    for address in ["https://", "https://[/", "https://a..b/", f"https://{'a' * 70}.example/"]:
        assert asker.ask(address).state is State.FAILED, address
    assert Site.asked == []
