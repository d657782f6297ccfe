"""How the settings read variables of the environment: what makes no sense stops the start."""

import os

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, default: str) -> bool:
    """Read a variable that must be "0" or "1"."""
    value = os.environ.get(name) or default
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f'Set {name} to "1" or "0", not to "{value}".')
    return value == "1"


def count(name: str) -> int:
    """Read a variable that must be a whole number from 0; it need not be set."""
    value = os.environ.get(name) or "0"
    if not value.isdecimal():
        raise ImproperlyConfigured(f'Set {name} to a whole number, not to "{value}".')
    return int(value)


def listed(name: str) -> list[str]:
    """Read a variable that holds words, separated by commas."""
    return [word for word in os.environ.get(name, "").split(",") if word]
