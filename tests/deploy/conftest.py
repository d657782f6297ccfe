import shutil
import tempfile
from pathlib import Path

import pytest

from tests.deploy.backend import Backend
from tests.deploy.machine import Machine


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
