"""The peers are fair: they say what the explorer says, behind the same middleware."""

import pytest
from django.conf import settings as site
from django.template.loader import render_to_string

from residencies import catalogue, rows, slots
from residencies.models.cohorts import ImgGroup
from tests.benchmarks.peers import models
from tests.benchmarks.peers import settings as beside

pytestmark = pytest.mark.django_db


def _listed(row):
    """Return a row of the peers as the database gives it, with its shares fetched."""
    listed = models.listed(row)
    listed.pk = 1
    listed._prefetched_objects_cache = {"shares": models.shares(row, listed)}
    return listed


@pytest.mark.parametrize("group", ImgGroup)
def test_the_naive_peer_shows_each_row_of_the_explorer_as_the_explorer_does(group, settings):
    settings.TEMPLATES = beside.TEMPLATES
    held = catalogue.current()
    newest, top = held.year, rows.trend_top(held.entries.values(), group)
    for row in held.rows_of(group):
        listed = _listed(row)
        context = {"row": listed, "trend": listed.trend(newest, top), "newest": newest}
        shown = slots.squeeze_html(render_to_string("peers/row.html", context))
        assert shown == row.html(None, None)


def test_peers_stand_behind_the_middleware_of_the_site():
    assert beside.MIDDLEWARE == site.MIDDLEWARE
    assert beside.DATABASES["default"]["ENGINE"] == site.DATABASES["default"]["ENGINE"]
