"""The site is several processes, and each must know at once what an editor changed."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

PAGE = "/challenges/visa-sponsorship/"
EDITED = "Edited a moment ago, for every process to show."


@pytest.fixture
def workers(running):
    """The processes that answer requests."""
    listed = Path(f"/proc/{running[2]}/task/{running[2]}/children")
    if not listed.exists():
        pytest.skip("Only Linux lists the processes of a server in a file.")
    children = listed.read_text().split()
    assert len(children) > 1
    return [int(each) for each in children]


@contextmanager
def alone(worker, workers):
    """Keep all but one from answering."""
    others = [each for each in workers if each != worker]
    for each in others:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in others:
            os.kill(each, signal.SIGCONT)


def answers(site, workers):
    """Return what each worker makes of the page."""
    found = []
    for worker in workers:
        with alone(worker, workers), urlopen(site + PAGE, timeout=20) as response:
            found.append(response.read().decode())
    return found


def test_an_edit_shows_on_the_next_request_in_every_worker(page, sign_in, site, workers):
    assert not any(EDITED in answer for answer in answers(site, workers))
    sign_in(page)
    page.goto("/admin/guidance/challenge/?q=visa-sponsorship")
    page.locator("#result_list tbody th a").first.click()
    before = page.get_by_label("Summary").input_value()
    for text, shown in [(EDITED, True), (before, False)]:
        page.get_by_label("Summary").fill(text)
        page.get_by_role("button", name="Save and continue editing").first.click()
        expect(page.locator(".messagelist .success")).to_be_visible()
        assert [EDITED in answer for answer in answers(site, workers)] == [shown] * len(workers)
