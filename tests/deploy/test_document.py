"""docs/deploying.md, followed from its first block to its last, and the site that comes of it."""

import json
import re
import time
from pathlib import Path
from uuid import uuid4

import pytest

from tests.backups.rows import connected, digests
from tests.deploy.document import blocks
from tests.deploy.machine import cached

pytestmark = pytest.mark.xdist_group("document")
PAGE = "/specialties/?band=open"


def test_every_block_of_the_page_is_followed_here():
    told = "".join(path.read_text() for path in Path(__file__).parent.glob("*.py"))
    assert [heading for heading, _ in blocks() if f'"{heading}"' not in told] == []


def test_the_site_answers_and_says_that_it_is_ready(deployed):
    assert deployed.said.splitlines()[-1] == f"release: {deployed.serving} serves"
    assert json.loads(deployed.ask("/health/ready").body) == {"status": "ready"}
    assert deployed.ask("/no-such-page/").status == 404
    assert b"There is no page at this address" in deployed.ask("/no-such-page/").body
    admin = deployed.ask("/admin/")
    assert (admin.status, cached(admin)) == (302, None)


def test_a_page_is_kept_and_its_part_is_not(deployed):
    answers = [deployed.ask(PAGE) for _ in range(2)]
    assert [cached(answer) for answer in answers] == ["MISS", "HIT"]
    assert answers[0].body == answers[1].body
    part = deployed.ask(PAGE, HX_Request="true")
    assert (cached(part), part.headers["Cache-Control"]) == ("BYPASS", "no-store")
    assert b"<html" not in part.body
    assert deployed.ask(PAGE).body == answers[0].body
    time.sleep(2.1)
    assert cached(deployed.ask(PAGE)) == "REVALIDATED"
    packed = deployed.ask(PAGE, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(answers[0].body) / 2


def test_static_files_carry_the_headers_that_the_site_gives_them(deployed):
    sheet = re.search(rb"/static/css/site\.\w+\.css", deployed.ask("/").body)[0].decode()
    answer = deployed.ask(sheet)
    own = deployed.ask("/about/")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    security = {"Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy",
                "Cross-Origin-Resource-Policy", "Referrer-Policy", "Strict-Transport-Security",
                "X-Content-Type-Options", "X-Frame-Options"}  # fmt: skip
    for name in security:
        assert answer.headers.get_all(name) == own.headers.get_all(name)
        assert len(own.headers.get_all(name)) == 1
    assert answer.headers["Set-Cookie"] is own.headers["Set-Cookie"] is None


def test_a_form_of_a_reader_reaches_the_site(deployed):
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin"}
    answer = deployed.ask("/shortlist/", "POST", b"add=neurology", **headers)
    assert answer.status in {302, 303}
    assert "neurology" in answer.headers["Set-Cookie"]


def test_an_edit_is_seen_once_the_time_is_up(deployed):
    assert b"In other words" not in deployed.ask("/specialties/neurology/").body
    with connected(deployed.database_url) as connection:
        connection.execute(
            "UPDATE residencies_specialty SET name = 'In other words' WHERE slug = 'neurology'"
        )
        connection.execute(f"UPDATE residencies_revision SET token = '{uuid4().hex}'")
    time.sleep(2.1)
    assert b"In other words" in deployed.ask("/specialties/neurology/").body


def test_a_restore_brings_back_every_row_in_minutes_while_readers_get_pages(deployed):
    deployed.run(deployed.script("Copies of the database, and the way back", 0))
    before = digests(deployed.database_url)
    with connected(deployed.database_url) as connection:
        connection.execute("DELETE FROM guidance_fee_specialties")
    assert digests(deployed.database_url) != before
    assert deployed.ask("/about/").status == 200
    began = time.monotonic()
    stop, restore = deployed.script("Copies of the database, and the way back", 1).split("\n", 1)
    deployed.run(stop)
    time.sleep(2.1)
    assert cached(deployed.ask("/about/")) == "STALE"
    assert deployed.ask("/never/seen/").status == 503
    deployed.run(restore)
    assert time.monotonic() - began < 60
    assert digests(deployed.database_url) == before
    assert deployed.ask("/costs/").status == 200


def test_a_release_follows_and_the_one_before_comes_back_without_a_failed_request(deployed):
    old = deployed.serving
    deployed.change("templates/pages/about.html", "<h1>", "<h1>Anew: ")
    deployed.commit("Say it anew")
    with deployed.asking("/me/") as statuses:
        deployed.follow("Each release after that")
        assert b"Anew: " in deployed.ask("/about/?a").body
        assert deployed.serving != old
        deployed.follow("Back to the release before")
    assert deployed.serving == old
    assert b"Anew: " not in deployed.ask("/about/?b").body
    assert set(statuses) == {200}
    assert len(statuses) > 20
