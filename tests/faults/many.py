"""Many at once: readers at a steady pace, more than the site can answer, and writers."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

from tests.deploy.machine import NAME, ROOT, Machine, wait_for
from tests.faults.figures import Figure, at_most, counted, is_so, percentile
from tests.faults.load import Load, uncached
from tests.faults.machine import Site, postgres, running
from tests.faults.readers import PAGES

MINUTES = float(os.environ.get("MINUTES") or 2)
PACE = 60
TIMES_TOO_MANY, SECONDS = 4, 15
WRITERS = 6


def steady():
    """Readers ask 60 times a second for some minutes, and no cache stands before the site."""
    with running() as site:
        load = Load(lambda hand: HTTPConnection(site.bind, timeout=30), cycle(PAGES))
        answers = load.offer(PACE, MINUTES * 60)
    took = [ms for *_, ms in answers]
    wrong = 100 * sum(status != 200 for status, *_ in answers) / len(answers)
    return [
        Figure("Answers", f"{len(answers):,} in {MINUTES:g} minutes"),
        at_most("Of these, errors", wrong, 0.1, " %"),
        Figure("Half of them within", f"{percentile(took, 0.5):,.0f} ms"),
        at_most("95% of them within", percentile(took, 0.95), 300, " ms"),
        at_most("99% of them within", percentile(took, 0.99), 800, " ms"),
    ]


class Front(Machine):
    """nginx as it ships, before a site at the socket where it looks for one."""

    def __init__(self, root):
        super().__init__(root)
        self.install_nginx()
        self.path("srv/imgpath/current").mkdir()
        self.socket = self.path("srv/imgpath/current/gunicorn.sock")

    def connect(self, hand):
        """Connect as one of many visitors: nginx counts how often each address asks."""
        trusted = ssl.create_default_context(cafile=self.path("etc/imgpath/tls/fullchain.pem"))
        source = f"127.0.1.{hand % 250 + 1}"
        raw = socket.create_connection(("127.0.0.1", self.secure), 30, (source, 0))
        connection = HTTPConnection(NAME)
        connection.sock = trusted.wrap_socket(raw, server_hostname=NAME)
        return connection

    def good(self, path):
        """Say whether a page comes as ever."""
        start = time.monotonic()
        return self.ask(path).status == 200 and time.monotonic() - start < 0.3


@contextmanager
def behind_nginx():
    # Not in the folder of a test run: the path of a socket may have 107 bytes at most.
    root = Path(tempfile.mkdtemp(prefix="imgpath"))
    try:
        with postgres() as server:
            secure = {"DJANGO_SECURE": "1", "DJANGO_ALLOWED_HOSTS": NAME}
            site, front = Site(server.address, **secure), Front(root)
            site.bind = f"unix:{front.socket}"
            with site.serving(), front.nginx():
                wait_for(lambda: front.ask("/health/ready").status == 200)
                yield front
    finally:
        shutil.rmtree(root)


@contextmanager
def watched(front):
    """Ask again and again whether the site lives, as a balancer does: over a new connection."""
    answers, over = [], threading.Event()

    def ask():
        while not over.wait(0.1):
            start = time.monotonic()
            status = front.ask("/health/live").status
            answers.append((status, (time.monotonic() - start) * 1000))

    watching = threading.Thread(target=ask)
    watching.start()
    try:
        yield answers
    finally:
        over.set()
        watching.join()


def recovery(front, paths):
    """Return the seconds until ten pages in a row come as ever."""
    start, began, good = time.monotonic(), None, 0
    while good < 10:
        at = time.monotonic()
        good = good + 1 if front.good(next(paths)) else 0
        began = at if good == 1 else began
    return began - start


def overloaded():
    """Readers ask for pages that nginx does not have, four times as fast as the site can answer."""
    with behind_nginx() as front:
        paths = uncached()
        capacity = Load(front.connect, paths).as_fast_as_can_be(seconds=4, hands=8)
        with watched(front) as lives:
            load = Load(front.connect, paths)
            answers = load.offer(TIMES_TOO_MANY * capacity, SECONDS)
        again = recovery(front, paths)
    took = [ms for _, ms in lives]
    statuses = [status for status, *_ in answers]
    refused = [each for each in answers if each[0] == 503]
    return [
        Figure("What the site can answer", f"{capacity:,.0f} pages a second"),
        Figure("What was asked for", f"{len(answers) / SECONDS:,.0f} pages a second"),
        counted("Answers", statuses, [200, 503]),
        is_so("Each 503 says when to come again", all(again for _, again, _ in refused)),
        Figure("Pages that came", f"{statuses.count(200) / SECONDS:,.0f} a second"),
        counted("Is it alive?", (status for status, _ in lives)),
        at_most("99% of these answers within", percentile(took, 0.99), 1000, " ms"),
        at_most("Pages as ever again after", again, 5, " s"),
    ]


def writes_queue():
    """Six processes write to one SQLite file, each 60 times: they read first and then write."""
    with tempfile.TemporaryDirectory() as name:
        site = Site(f"sqlite:///{name}/site.sqlite3")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
        command = [sys.executable, "-m", "tests.faults.writer"]
        writers = [subprocess.Popen(command, env=site.environment, **pipes) for _ in range(WRITERS)]
        for each in writers:
            each.stdout.readline()
        for each in writers:
            each.stdin.write("go\n")
            each.stdin.flush()
        told = [json.loads(each.communicate()[0]) for each in writers]
    took = [ms for each in told for ms in each["took"]]
    failed = [error for each in told for error in each["failed"]]
    return [
        Figure("Transactions", f"{len(took)}"),
        at_most("Failed, as with “database is locked”", len(failed), 0, ""),
        Figure("Half of them within", f"{percentile(took, 0.5):,.0f} ms"),
        at_most("The longest wait", max(took), 3000, " ms"),
    ]
