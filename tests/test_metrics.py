"""The numbers for a Prometheus: of all processes together, only where they are wanted."""

import importlib
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

TOKEN = "a-token-that-only-this-test-knows"
SITE = """
import os, sys
import django
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
"""
ASKED = """
read = {"headers": {"Authorization": "Bearer " + sys.argv[1]}}
assert Client().get("/health/metrics").status_code == 404
assert Client().get("/health/metrics", headers={"Authorization": "Bearer x"}).status_code == 404
for child in range(2):
    if not (pid := os.fork()):
        Client().get("/health/live?score=241", REMOTE_ADDR="203.0.113.7")
        Client().generic("BREW", "/no/such/241/page/")
        os._exit(0)
    os.waitpid(pid, 0)
response = Client().get("/health/metrics", **read)
print(response.headers["Cache-Control"], response.headers["Content-Type"])
print(response.text)
"""


def run(program, folder, **environment):
    """Run a program in a process that knows only the settings of a test and ``environment``."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, TOKEN],
        env=os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(folder)} | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def numbers(tmp_path_factory):
    """What is read after two processes answered two requests each, and this one two refusals."""
    return run(SITE + ASKED, tmp_path_factory.mktemp("numbers"), DJANGO_METRICS_TOKEN=TOKEN)


def test_the_numbers_of_all_processes_are_added(numbers):
    assert 'imgpath_requests_total{method="GET",route="health/live",status="200"} 2.0' in numbers
    assert 'imgpath_requests_total{method="other",route="",status="404"} 2.0' in numbers
    assert 'imgpath_request_seconds_count{route="health/live"} 2.0' in numbers
    assert 'imgpath_queries_total{route="health/live"} 0.0' in numbers
    assert "imgpath_requests_running 1.0" in numbers
    assert "imgpath_database_away 0.0" in numbers


def test_they_are_for_the_holder_of_the_token_and_kept_by_no_cache(numbers):
    assert 'imgpath_requests_total{method="GET",route="health/metrics",status="404"} 2.0' in numbers
    assert "no-store" in numbers.splitlines()[0]
    assert "text/plain" in numbers.splitlines()[0]


def test_nothing_of_a_person_is_in_a_number(numbers):
    named = re.sub(r" \S+$", "", numbers, flags=re.MULTILINE)  # seconds may have any digits
    assert not re.search(r"241|203\.0\.113|BREW|such", named)


def test_without_a_token_nothing_is_loaded(tmp_path):
    program = SITE + "import imgpath.urls\nClient().get('/health/live')\n"
    program += "print('prometheus_client' in sys.modules)\n"
    program += "print(Client().get('/health/metrics').status_code)\n"
    assert run(program, tmp_path, DJANGO_METRICS_TOKEN="").split() == ["False", "404"]


def test_a_token_that_can_be_guessed_stops_the_start(settings):
    settings.METRICS_TOKEN = "1"
    with pytest.raises(ImproperlyConfigured, match="random value of at least 20 characters"):
        importlib.import_module("imgpath.metrics")
