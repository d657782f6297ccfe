"""The picture that goes with a shared link: what it says, and where it is kept.

A name holds a digest of all that the picture shows. Once a figure changes, the page asks for
another name, and shows the site's own picture until that one is drawn: none is ever out of date.
"""

from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import date
from django.utils.translation import gettext as _

from . import languages
from .accessibility import MEASURED, Band
from .cards import Card, Line
from .citing import named
from .entries import Entry, parts_of
from .evidence_page import headline
from .standings import Standing

HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@languages.each
def site() -> Card:
    """Return what the picture of every other page shows."""
    return Card(
        "imgpath",
        _("Which US residency is open to me?"),
        tuple(Line(band, band.label, after=band.meaning) for band in MEASURED),
        _("Each specialty, by the positions that IMGs filled"),
        source=_("Every number with its source"),
    )


def of(entry: Entry) -> Card:
    """Return what the picture of one specialty shows: the finding for both groups."""
    standings = list(entry.standings.values())
    counts = next((each.judgement.counts for each in standings if each.judgement.counts), None)
    if counts is None or standings[0].band is Band.SEPARATE:
        first = standings[0]
        said = Line(first.band, first.band.label)
        return Card(entry.slug, entry.name, (said,), headline(entry, first))
    parts = parts_of(entry.results, counts.year, entry.specialty.preliminary)
    sources = dict.fromkeys(row.source for row in parts)
    cited = _("; ").join(
        _("{source}, checked {day}").format(source=named(each), day=date(each.checked_on, "j M Y"))
        for each in sources
    )
    source = _("Positions filled before SOAP. Source: {source}")
    if entry.specialty.preliminary:
        source = _("One-year positions, no board, filled before SOAP. Source: {source}")
    lines = tuple(map(_line, standings))
    barred = any(line.bar for line in lines)
    return Card(
        entry.slug,
        entry.name,
        lines,
        key=(_("the group named"), _("other IMGs"), _("US graduates")) if barred else (),
        source=source.format(source=cited),
    )


def _line(standing: Standing) -> Line:
    judged = standing.judgement
    return Line(
        standing.band,
        standing.band.label,
        before=str(standing.group.label),
        after=judged.could_be_text,
        figure=standing.share_text,
        counts=standing.counts_text,
        # A bar is a share: where there are too few positions for one, the counts stand alone.
        bar=() if judged.share is None else tuple(standing.bar),
    )


def path(name: str) -> Path:
    """Return where the picture of this name is kept, drawn or not."""
    return settings.PICTURES_ROOT / f"{name}.png"


def drawn(entry: Entry | None = None) -> Card | None:
    """Return the picture of a specialty if it was drawn, else the site's own, else None."""
    wanted = [of(entry), site()] if entry else [site()]
    return next((card for card in wanted if path(card.name).is_file()), None)
