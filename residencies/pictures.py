"""The picture that goes with a shared link: what it says, and where it is kept.

A name holds a digest of all that the picture shows. Once a figure changes, the page asks for
another name, and shows the site's own picture until that one is drawn: none is ever out of date.
"""

from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import date

from .accessibility import MEASURED, Band
from .cards import Card, Line
from .citing import named
from .entries import Entry, parts_of
from .evidence_page import headline
from .standings import Standing

SITE = Card(
    "imgpath",
    "Which US residency is open to me?",
    tuple(Line(band, band.label, after=band.meaning) for band in MEASURED),
    "Each specialty, by the positions that IMGs filled",
    source="Every number with its source",
)
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


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
    cited = "; ".join(
        f"{named(each)}, checked {date(each.checked_on, 'j M Y')}" for each in sources
    )
    kind = "One-year positions, no board," if entry.specialty.preliminary else "Positions"
    lines = tuple(map(_line, standings))
    barred = any(line.bar for line in lines)
    return Card(
        entry.slug,
        entry.name,
        lines,
        key=("the group named", "other IMGs", "US graduates") if barred else (),
        source=f"{kind} filled before SOAP. Source: {cited}",
    )


def _line(standing: Standing) -> Line:
    judged = standing.judgement
    could_be = " or ".join(band.label for band in judged.could_be)
    return Line(
        standing.band,
        standing.band.label,
        before=standing.group.label,
        after=f"could be {could_be}" if could_be else "",
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
    wanted = [of(entry), SITE] if entry else [SITE]
    return next((card for card in wanted if path(card.name).is_file()), None)
