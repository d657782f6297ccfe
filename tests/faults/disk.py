"""A disk that is soon full, and an editor who saves meanwhile."""

import re
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, Request, build_opener

from tests.faults.machine import CannotRun, Site, postgres
from tests.faults.readers import get

MEGABYTE = 2**20
PAGE = "/challenges/visa-sponsorship/"
EDITOR = """
from django.contrib.auth.models import User
from django.test import Client
from guidance.models import Challenge
from tests.signing_in import sign_in
user = User.objects.create(username="editor", is_staff=True, is_superuser=True)
print(sign_in(Client(), user).session.session_key, end=" ")
print(Challenge.objects.get(slug="visa-sponsorship").pk, end="")
"""


class Disk:
    """A file system of its own, in memory, with little room."""

    def __init__(self, folder: Path):
        self.folder, self.ballast = folder, folder / "ballast"

    def fill(self):
        with suppress(OSError), self.ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(MEGABYTE))
        with suppress(OSError), self.ballast.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(512))

    def free(self):
        self.ballast.unlink()


@contextmanager
def disk(megabytes):
    with tempfile.TemporaryDirectory() as name:
        options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", name]
        if subprocess.run(["mount", *options], stderr=subprocess.DEVNULL).returncode:
            raise CannotRun("it has to mount a file system, which only root may")
        try:
            yield Disk(Path(name))
        finally:
            subprocess.run(["umount", name], check=True)


@contextmanager
def small_disk():
    """Give a site whose database server has a disk with little room, and whose log has none."""
    with disk(megabytes=200) as small, postgres(small.folder) as server:
        site = Site(server.address, log="/dev/full")
        site.postgres, site.disk = server, small
        with site.serving():
            yield site


@contextmanager
def small_disk_of_sqlite():
    with disk(megabytes=60) as small:
        site = Site(f"sqlite:///{small.folder}/site.sqlite3", log="/dev/full")
        site.disk = small
        with site.serving():
            yield site


class Fields(HTMLParser):
    """What a browser would send back from the form of a page."""

    def __init__(self, page):
        super().__init__()
        self.sent, self._text, self._select = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        here = dict(attributes)
        if tag == "textarea":
            self._text, self._name = "", here["name"]
        elif tag == "select":
            self._select = here["name"]
        elif tag == "option" and "selected" in here:
            self.sent.append((self._select, here["value"]))
        elif tag == "input" and "name" in here and ("checked" in here or _is_text(here)):
            self.sent.append((here["name"], here.get("value", "")))

    def handle_data(self, data):
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.sent.append((self._name, self._text.removeprefix("\n")))
            self._text = None


def _is_text(attributes):
    return attributes.get("type") not in {"checkbox", "radio", "file", "submit"}


class Untouched(HTTPErrorProcessor):
    """Follow nothing, raise nothing."""

    def http_response(self, request, response):
        return response


class Editor:
    """Someone signed in, who changes the summary of one challenge again and again."""

    def __init__(self, site):
        self.site, self.last = site, None
        session, row = site.manage("shell", "--verbosity=0", "-c", EDITOR).split()
        self.page = f"{site.address}/admin/guidance/challenge/{row}/change/"
        self.cookies = {"sessionid": session}
        assert self.save("Saved before.")

    def save(self, summary):
        """Open the form, change it and send it; say whether the site then leads on."""
        form = dict_of(Fields(self._ask(self.page)[1]).sent)
        form["summary"] = [summary]
        status, page = self._ask(self.page, urlencode(form, doseq=True).encode())
        if status == 302:
            self.last = summary
        self.status = status
        return status == 302

    def saves_until_refused(self, most=200):
        """Save until there is no room; say whether the page then told so."""
        for number in range(most):
            if not self.save(f"Save {number}."):
                return self.status == 503
        return False

    def shown(self):
        """Return the summary as a reader sees it."""
        page = get(self.site.address + PAGE)[1].decode()
        return next(iter(re.findall(r"(?:Save \d+|Saved before)\.", page)), None)

    def _ask(self, address, body=None):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Origin": self.site.address, "Sec-Fetch-Site": "same-origin"}
        with build_opener(Untouched).open(Request(address, body, headers), timeout=60) as answer:
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()


def dict_of(pairs):
    found = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
