"""What operators see of a request, and what they must never see."""

import io
import json
import logging
import logging.config
import time

import pytest
from django.db import connection

from imgpath import logs, watching

pytestmark = pytest.mark.django_db
SECRETS = {"241", "203.0.113.7", "A browser of somebody", "signed-answers"}


@pytest.fixture
def lines():
    """The log of production, as objects."""
    stream = io.StringIO()
    configured = logs.configuration(json=True)
    configured["handlers"]["console"]["stream"] = stream
    before = logging.getLogger("imgpath.requests").level
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    logging.config.dictConfig(configured)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("imgpath.requests").setLevel(before)


def test_a_request_is_one_line_that_says_how_it_went(client, lines):
    response = client.get("/specialties/?score=241&band=open", headers={"HX-Request": "true"})
    (told,) = lines()
    assert told["request_id"] == response["X-Request-ID"]
    assert (told["method"], told["route"], told["status"]) == ("GET", "specialties/", 200)
    assert (told["part"], told["away"]) == (True, False)
    assert told["queries"] >= 1
    assert told["ms"] > 0


def test_a_line_holds_nothing_of_a_person(client, lines):
    client.cookies["answers"] = "signed-answers"
    client.get(
        "/specialties/internal-medicine/?score=241",
        headers={"User-Agent": "A browser of somebody", "Referer": "https://example.org/241"},
        REMOTE_ADDR="203.0.113.7",
    )
    client.get("/no/such/241/page/")
    text = json.dumps([line for line in lines() if line["name"] == "imgpath.requests"])
    assert not [secret for secret in SECRETS if secret in text]
    assert "internal-medicine" not in text


def test_what_is_said_meanwhile_has_the_name_of_the_request(client, lines):
    response = client.get("/no-such-page/")
    assert {line["request_id"] for line in lines()} == {response["X-Request-ID"]}
    assert len(lines()) == 2
    other = client.get("/no-such-page/")
    assert other["X-Request-ID"] != response["X-Request-ID"]


def test_a_slow_query_is_named_without_its_values(lines, monkeypatch):
    monkeypatch.setattr(watching, "SLOW", 0.01)
    asked = watching.Queries()

    def slow(*query):
        time.sleep(0.02)
        return "done"

    assert asked(slow, "SELECT %s", ["241"], False, {"connection": connection}) == "done"
    (told,) = lines()
    assert (told["sql"], told["levelname"]) == ("SELECT %s", "WARNING")
    assert told["ms"] >= 20
    assert "241" not in json.dumps(told["sql"])
    assert (asked.number, asked.seconds > 0.01) == (1, True)


def test_a_developer_sees_in_the_browser_what_took_the_time(client, settings):
    assert not client.get("/path/").has_header("Server-Timing")
    settings.DEBUG = True
    assert "queries" in client.get("/path/")["Server-Timing"]


def test_in_development_requests_are_not_written_down():
    assert logs.configuration(json=False)["loggers"]["imgpath.requests"]["level"] == "WARNING"
