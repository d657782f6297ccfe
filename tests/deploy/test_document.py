"""docs/deploying.md, followed from its first block to its last, and the site that comes of it."""

import json
import os
import re
import shutil
import signal
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import pytest

from tests.backups.rows import connected, digests
from tests.databases import database
from tests.deploy.document import blocks, followed
from tests.deploy.machine import cached

pytestmark = pytest.mark.xdist_group("document")
COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
MERELY_HASHED = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
PAGE = "/specialties/?band=open"


@pytest.fixture(scope="module")
def machine():
    """The site as the page makes it; its pages are fresh for a second instead of a minute."""
    # In memory where there is room, and short: the path of a socket has 107 bytes at most.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 1_000_000_000
    root = Path(tempfile.mkdtemp(prefix="imgpath", dir=memory if roomy else None))
    (root / "var/lib").mkdir(parents=True)
    with database(root / "var/lib", "site") as address, followed(root, address) as machine:
        machine.change("imgpath/caching.py", "SHARED = 60\n", "SHARED = 1\n")
        machine.change("imgpath/settings.py", COMPRESSED, MERELY_HASHED)
        machine.change("deploy/environment.example", "WEB_CONCURRENCY='2'", "WEB_CONCURRENCY='1'")
        machine.commit("Be quick")
        for heading in ("2. A user, folders and the code", "3. Settings", "4. nginx"):
            machine.follow(heading)
        machine.said = machine.follow("5. The first release")
        yield machine
    shutil.rmtree(root)


def test_every_block_of_the_page_is_followed_here():
    told = Path(__file__).read_text()
    assert [heading for heading, _ in blocks() if f'"{heading}"' not in told] == []


def test_the_site_answers_and_says_that_it_is_ready(machine):
    assert machine.said.splitlines()[-1] == f"release: {machine.serving} serves"
    assert json.loads(machine.ask("/health/ready").body) == {"status": "ready"}
    assert machine.ask("/no-such-page/").status == 404
    assert b"There is no page at this address" in machine.ask("/no-such-page/").body
    admin = machine.ask("/admin/")
    assert (admin.status, cached(admin)) == (302, None)


def test_a_page_is_kept_and_its_part_is_not(machine):
    answers = [machine.ask(PAGE) for _ in range(2)]
    assert [cached(answer) for answer in answers] == ["MISS", "HIT"]
    assert answers[0].body == answers[1].body
    part = machine.ask(PAGE, HX_Request="true")
    assert (cached(part), part.headers["Cache-Control"]) == ("BYPASS", "no-store")
    assert b"<html" not in part.body
    assert machine.ask(PAGE).body == answers[0].body
    time.sleep(2.1)
    assert cached(machine.ask(PAGE)) == "REVALIDATED"
    packed = machine.ask(PAGE, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(answers[0].body) / 2


def test_static_files_carry_the_headers_that_the_site_gives_them(machine):
    sheet = re.search(rb"/static/css/site\.\w+\.css", machine.ask("/").body)[0].decode()
    answer = machine.ask(sheet)
    own = machine.ask("/about/")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    security = {"Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy",
                "Cross-Origin-Resource-Policy", "Referrer-Policy", "Strict-Transport-Security",
                "X-Content-Type-Options", "X-Frame-Options"}  # fmt: skip
    for name in security:
        assert answer.headers.get_all(name) == own.headers.get_all(name)
        assert len(own.headers.get_all(name)) == 1
    assert answer.headers["Set-Cookie"] is own.headers["Set-Cookie"] is None


def test_a_form_of_a_reader_reaches_the_site(machine):
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin"}
    answer = machine.ask("/shortlist/", "POST", b"add=neurology", **headers)
    assert answer.status in {302, 303}
    assert "neurology" in answer.headers["Set-Cookie"]


def test_an_edit_is_seen_once_the_time_is_up(machine):
    assert b"In other words" not in machine.ask("/specialties/neurology/").body
    with connected(machine.database_url) as connection:
        connection.execute(
            "UPDATE residencies_specialty SET name = 'In other words' WHERE slug = 'neurology'"
        )
        connection.execute(f"UPDATE residencies_revision SET token = '{uuid4().hex}'")
    time.sleep(2.1)
    assert b"In other words" in machine.ask("/specialties/neurology/").body


def test_a_restore_brings_back_every_row_in_minutes_while_readers_get_pages(machine):
    machine.run(machine.script("Copies of the database, and the way back", 0))
    before = digests(machine.database_url)
    with connected(machine.database_url) as connection:
        connection.execute("DELETE FROM guidance_fee_specialties")
    assert digests(machine.database_url) != before
    assert machine.ask("/about/").status == 200
    began = time.monotonic()
    stop, restore = machine.script("Copies of the database, and the way back", 1).split("\n", 1)
    machine.run(stop)
    time.sleep(2.1)
    assert cached(machine.ask("/about/")) == "STALE"
    assert machine.ask("/never/seen/").status == 503
    machine.run(restore)
    assert time.monotonic() - began < 60
    assert digests(machine.database_url) == before
    assert machine.ask("/costs/").status == 200


def test_a_release_follows_and_the_one_before_comes_back_without_a_failed_request(machine):
    old = machine.serving
    machine.change("templates/pages/about.html", "<h1>", "<h1>Anew: ")
    machine.commit("Say it anew")
    with machine.asking("/me/") as statuses:
        machine.follow("Each release after that")
        assert b"Anew: " in machine.ask("/about/?a").body
        assert machine.serving != old
        machine.follow("Back to the release before")
    assert machine.serving == old
    assert b"Anew: " not in machine.ask("/about/?b").body
    assert set(statuses) == {200}
    assert len(statuses) > 20


def test_two_processes_share_readers_and_database_and_one_of_them_may_die(machine):
    releases = [path.name for path in machine.path("srv/imgpath/releases").iterdir()]
    (other,) = set(releases) - {machine.serving}
    machine.run(f"systemctl start imgpath-web@{other}")
    one = f"server unix:{machine.root}/srv/imgpath/current/gunicorn.sock max_conns=64;"
    two = f"server unix:{machine.root}/srv/imgpath/releases/{other}/gunicorn.sock max_conns=64;"
    configured = machine.path("etc/nginx/conf.d/imgpath.conf")
    configured.write_text(configured.read_text().replace(one, f"{one}\n{two}", 1))
    machine.run("systemctl reload nginx")
    said = {b"Anew: " in machine.ask(f"/about/?{number}").body for number in range(8)}
    assert said == {False, True}
    process = int(machine.path(f"run/units/imgpath-web@{other}.service").read_text())
    with machine.asking("/states/?", numbered=True) as statuses:
        time.sleep(0.5)
        os.killpg(process, signal.SIGKILL)
        time.sleep(1)
    assert set(statuses) == {200}
    assert len(statuses) > 10
