"""The settings refuse to start half-configured, and say what to set."""

import os
import subprocess
import sys

import pytest

from tests.production import differences

PRODUCTION = {
    "DJANGO_SECRET_KEY": "0123456789abcdefghij0123456789abcdefghij0123456789abcdefghij",
    "DJANGO_ALLOWED_HOSTS": "imgpath.example",
}


def start(**variables):
    """Import the settings in a fresh process that knows only ``variables``."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-c", "from imgpath import settings as s; print(s.DEBUG, s.SECURE)"],
        env=environment | variables,
        capture_output=True,
        text=True,
    )


def test_production_is_the_default():
    process = start(**PRODUCTION)
    assert process.stdout.split() == ["False", "True"]


@pytest.mark.parametrize("missing", PRODUCTION)
def test_a_missing_variable_stops_the_start_with_a_sentence_that_names_it(missing):
    process = start(**{name: value for name, value in PRODUCTION.items() if name != missing})
    assert process.returncode != 0
    assert f"ImproperlyConfigured: Set {missing} to " in process.stderr


def test_a_short_secret_key_counts_as_missing():
    process = start(**PRODUCTION | {"DJANGO_SECRET_KEY": "short"})
    assert "at least 50 characters" in process.stderr


def test_keys_from_before_are_known():
    told = differences(DJANGO_FORMER_KEYS="one-from-before,and-another")
    assert told["SECRET_KEY_FALLBACKS"] == ["one-from-before", "and-another"]


@pytest.mark.parametrize("name", ["DJANGO_DEBUG", "DJANGO_SECURE"])
def test_a_flag_that_is_neither_on_nor_off_stops_the_start(name):
    process = start(**PRODUCTION, **{name: "yes"})
    assert f'Set {name} to "1" or "0", not to "yes".' in process.stderr


def test_development_needs_only_a_secret_key():
    process = start(DJANGO_DEBUG="1", DJANGO_SECRET_KEY=PRODUCTION["DJANGO_SECRET_KEY"])
    assert process.stdout.split() == ["True", "False"]


def test_an_address_of_postgresql_can_say_how_long_to_wait():
    """A release says it, so that a migration does not keep readers waiting behind it."""
    url = "postgresql://imgpath@db.example/imgpath?options=-c%20lock_timeout=4000"
    told = "from imgpath import settings as s; print(s.DATABASES['default']['OPTIONS']['options'])"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")}
    process = subprocess.run(
        [sys.executable, "-c", told],
        env=environment | PRODUCTION | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
    )
    assert process.stdout.strip() == "-c lock_timeout=4000"
