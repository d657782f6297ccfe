import shutil
import tempfile
from pathlib import Path

import pytest

from tests.databases import database
from tests.deploy.backend import Backend
from tests.deploy.document import followed
from tests.deploy.machine import Machine

COMPRESSED = "imgpath.static_files.Storage"
MERELY_HASHED = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@pytest.fixture(scope="package")
def machine():
    """A machine with nginx before a stand-in for the site."""
    # Not in pytest's own folder: the path of a socket may have 107 bytes at most.
    root = Path(tempfile.mkdtemp(prefix="imgpath"))
    machine = Machine(root)
    machine.install_nginx()
    machine.path("srv/imgpath/current").mkdir()
    yield machine
    shutil.rmtree(root)


@pytest.fixture(scope="package")
def proxy(machine):
    with machine.nginx():
        yield machine


@pytest.fixture
def backend(machine):
    backend = Backend()
    with backend.at(machine.path("srv/imgpath/current/gunicorn.sock")) as server:
        backend.server = server
        yield backend


@pytest.fixture(scope="package")
def deployed():
    """The site as docs/deploying.md makes it; its pages are fresh for a second, not a minute.

    Tests that take it are of one group, so that it is made once.
    """
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
