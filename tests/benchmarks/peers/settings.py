"""The site's own settings, with the peers beside it: they share its middleware and its server."""

from pathlib import Path

from imgpath.settings import *  # noqa: F403
from imgpath.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS += ["tests.benchmarks.peers"]
ROOT_URLCONF = "tests.benchmarks.peers.urls"
TEMPLATES[0]["DIRS"] += [Path(__file__).parent / "templates"]
