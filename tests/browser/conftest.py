"""Chromium and the site for it to visit.

The browser and the server live as long as this package's tests: all of them run in one process
(the xdist group), and a Playwright left open would keep Django's database from later tests there.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.site import chromium_path, served
from tests.browser.windows import opening

EDITOR = """
import json
from django.contrib.auth.models import User
from django.test import Client
from tests.signing_in import sign_in

values = {"is_staff": True, "is_superuser": True}
user, _ = User.objects.get_or_create(username="editor", defaults=values)
session = sign_in(Client(), user).session
print(json.dumps({"name": "sessionid", "value": session.session_key}))
"""


@pytest.hookimpl(tryfirst=True)  # xdist looks for its groups in the same hook
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def running(tmp_path_factory):
    """The address of the site, the environment of its processes, and its first process."""
    with served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def site(running):
    """The address of the site, without a slash at the end."""
    return running[0]


@pytest.fixture(scope="package")
def manage(running):
    """Run a command of the project beside the running site, and return what it printed."""

    def run(*arguments):
        command = [sys.executable, "manage.py", *arguments, "--verbosity=0"]
        done = subprocess.run(command, env=running[1], capture_output=True, check=True, text=True)
        return done.stdout

    return run


@pytest.fixture(scope="package")
def chromium():
    path = chromium_path()
    if path is None:
        pytest.fail("Chromium was not found: install it, or set CHROMIUM to the path of one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=Path(__file__).with_name("chromium.sh"),
            env=os.environ | {"CHROMIUM": path},
            args=["--disable-quic"],
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, site):
    with opening(chromium, site) as open_page:
        yield open_page


@pytest.fixture
def page(new_page):
    """A page on a wide screen, in light colours, with JavaScript."""
    return new_page()


@pytest.fixture(scope="package")
def session(site, manage):
    """The cookie of an editor's session."""
    return json.loads(manage("shell", "-c", EDITOR)) | {"url": site}


@pytest.fixture
def sign_in(session):
    """Give a page that cookie."""

    def _sign_in(page):
        page.context.add_cookies([session])

    return _sign_in
