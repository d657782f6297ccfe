"""The first page: what is open to whom, where to begin, and what is new."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from guidance import catalogue
from residencies import explorer
from residencies.accessibility import MEASURED, Band
from residencies.address import address, reader
from residencies.explorer import Criteria, Result
from residencies.models.cohorts import ImgGroup

from . import changes
from .changes import Change

WEEK = timedelta(days=7)
NAMED = 3  # rows of one kind that are named of those that changed

# What each kind of reader begins with, beside the pages that the template names.
BEGIN = {
    "choosing": ["questions/which-specialty-should-i-apply-to"],
    "applying": ["strategies/start-early-with-one-dated-plan"],
    "unmatched": ["pathways/soap"],
}
ROUTES = {"choosing": "apply-now-or-wait", "applying": "visa", "unmatched": "not-matched"}


def context(group: str) -> dict:
    """Return what the page shows to one group of IMGs."""
    held = catalogue.current()
    found = bands(group, held.evidence)
    return {
        "group": ImgGroup(group),
        "here": reverse("home", query=reader(group, None)),
        "groups": [(each, reverse("home", query=reader(each, None))) for each in ImgGroup],
        "bands": {band: each for band, each in found.items() if band in MEASURED},
        "others": {band: each for band, each in found.items() if band not in MEASURED},
        "total": len(held.evidence.entries),
        "explorer": address(Criteria(group=group)),
        "news": news(changes.current(), timezone.localdate()),
        **{name: held.named(items) for name, items in BEGIN.items()},
        "routes": {name: held.routes.get(slug) for name, slug in ROUTES.items()},
    }


def bands(group: str, evidence) -> dict[Band, list[Result]]:
    """Return the specialties of each band, the most open first; one-year positions are left out."""
    listed = explorer.explore(Criteria(group=group), evidence).listed
    lasting = [each for each in listed if not each.row.entry.specialty.preliminary]
    found = {band: [each for each in lasting if each.row.standing.band is band] for band in Band}
    return {band: results for band, results in found.items() if results}


def news(told: Iterable[Change], today: date) -> list[Change]:
    """Return what changed in the last seven days, the newest first, each kind of row once."""
    found = {}
    for each in told:
        if today - each.day < WEEK:
            of_kind = replace(each, rows={}, fields=[], most=NAMED)
            here = found.setdefault((each.kind, each.what), of_kind)
            here.rows |= {name: url for name, url in each.rows.items() if name not in here.rows}
    return list(found.values())
