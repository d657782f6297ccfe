"""What befalls the processes of the site, and what is asked of them at such times."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from tests.deploy.machine import wait_for
from tests.faults.figures import at_most, counted, is_so
from tests.faults.machine import running
from tests.faults.readers import get, under_readers

GRACE = 30
"""Seconds that gunicorn gives to requests under way."""
DAY = 24 * 60 * 60
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@under_readers()
def worker_killed(site):
    """One process of the site is killed, and another takes its place."""
    os.kill(site.workers()[0], signal.SIGKILL)
    yield


@under_readers(p99=None)
def reloaded(site):
    """The site is reloaded in place. Its new processes read all content before they answer."""
    site.server.send_signal(signal.SIGHUP)
    yield


@under_readers()
def load_killed(site):
    """Loads of content run, and are killed before they end."""
    command = [sys.executable, "manage.py", "load_content", "--verbosity=0"]
    for delay in (0.6, 0.9, 1.2, 1.5):
        site.postgres.query("UPDATE guidance_challenge SET weight = 6 - weight", "imgpath")
        with subprocess.Popen(command, env=site.environment) as load:
            time.sleep(delay)
            load.kill()
    yield
    site.manage("load_content", "--verbosity=0")


@contextmanager
def with_a_clock():
    """Give a site whose clock can be set."""
    with (
        tempfile.NamedTemporaryFile() as file,
        running("tests.faults.clock", CLOCK=file.name) as site,
    ):
        site.clock = Path(file.name)
        yield site


@under_readers(with_a_clock)
def clock_changed(site):
    """The clock of the site jumps a day ahead, and back."""
    address = f"{site.address}/challenges/"
    with closing(HTTPConnection(site.bind)) as asking:
        asking.request("GET", "/challenges/")
        tag = asking.getresponse().headers["ETag"]
    site.clock.write_text(str(DAY))
    tomorrow, _ = get(address, **{"If-None-Match": tag})
    yield
    site.clock.write_text("0")
    today, _ = get(address, **{"If-None-Match": tag})
    return [
        is_so("On the other day a page is made anew", tomorrow == 200),
        is_so("Back on the first day what a cache holds still holds", today == 304),
    ]


def shut_down():
    """The site is told to end while a reader waits for an answer."""
    answered = []
    with running() as site, psycopg.connect(site.postgres.address) as blocking:
        blocking.execute("LOCK TABLE reports_errorreport")
        sending = threading.Thread(target=lambda: answered.append(report(site)))
        sending.start()
        with psycopg.connect(site.postgres.address, autocommit=True) as asking:
            wait_for(lambda: asking.execute(WAITING).fetchone()[0])
        start = time.monotonic()
        site.server.terminate()
        time.sleep(2)
        blocking.rollback()
        site.server.wait()
        took = time.monotonic() - start
        sending.join()
    return [
        counted("The answer under way", answered, [302]),
        at_most("The end, with 2 seconds of waiting for the answer", took, GRACE, " s"),
    ]


def report(site):
    """Report an error, as a reader does; return the status."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"Origin": site.address, "Sec-Fetch-Site": "same-origin"}
    with closing(HTTPConnection(site.bind, timeout=2 * GRACE)) as sending:
        sending.request("POST", "/report/", b"page=%2Fplaces%2F&text=Wrong", headers)
        return sending.getresponse().status
