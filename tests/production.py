"""What the settings are in production, so far as a test can have them."""

import os
from importlib import util
from unittest import mock

from django.conf import settings as running

OTHERWISE = {"DATABASES", "LOGGING", "STORAGES"}
"""What a test keeps its own of: it has no hashed files, and reads no log."""


def differences(**environment):
    """Return the settings that ``environment`` makes other than those that tests have."""
    spec = util.spec_from_file_location(
        "imgpath.settings_again", running.BASE_DIR / "imgpath/settings.py"
    )
    module = util.module_from_spec(spec)
    with mock.patch.dict(os.environ, environment):
        spec.loader.exec_module(module)
    found = {name: value for name, value in vars(module).items() if name.isupper()}
    return {
        name: value
        for name, value in found.items()
        if name not in OTHERWISE and getattr(running, name, None) != value
    }
