"""All specialties at once: how open each is against how many positions a group fills in it."""

from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from . import catalogue, differences, landscape_plot
from .accessibility import Band
from .facets import KINDS
from .held import Held
from .models import Revision
from .models.cohorts import ImgGroup
from .rows import Row

ALL = "all"
CHOICES = {ALL: _("All kinds")} | KINDS
SIZES = {"narrow": (328, 400, 12.0), "broad": (680, 460, 13.0)}
"""Width, height and size of type of the two drawings; the stylesheet shows the one that fits."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows for one group and one kind of work."""

    headline: str
    body: SafeString


def read() -> dict[tuple[str, str], Shown]:
    """Return the landscape of each group for each kind of work."""
    held = catalogue.at(Revision.current())
    template = get_template("residencies/landscape_body.html")
    return {
        (group, kind): _shown(listed(held.rows, group, kind), ImgGroup(group), kind, template)
        for group in ImgGroup
        for kind in CHOICES
    }


def listed(rows: dict[tuple[str, str], Row], group: str, kind: str) -> list[Row]:
    """Return the rows of a group and a kind of work, most positions filled first."""
    found = [
        row
        for (_, each), row in rows.items()
        if each == group and (kind == ALL or kind in row.facets["kind"])
    ]
    return sorted(found, key=lambda row: -(row.standing.judgement.count or 0))


def _shown(listed, group, kind, template):
    drawn = [row for row in listed if row.standing.judgement.openness is not None]
    points = [
        landscape_plot.Point(
            row.entry.specialty.short_name,
            row.standing.judgement.openness,
            row.standing.judgement.count,
        )
        for row in drawn
    ]
    rings = [row.entry.specialty.preliminary for row in drawn]
    plots = {
        name: landscape_plot.plot(points, *size) if points else None for name, size in SIZES.items()
    }
    context = {
        "group": group,
        "kind": CHOICES[kind],
        "every": kind == ALL,
        "listed": listed,
        "drawn": len(drawn),
        "above": sum(row.standing.band is Band.OPEN for row in drawn),
        "years": differences.listed(
            [str(year) for year in sorted({row.standing.judgement.counts.year for row in drawn})]
        ),
        "plots": {
            name: (each, list(zip(each.dots, rings, strict=True)))
            for name, each in plots.items()
            if each
        },
        "headline": headline(drawn, group),
        "sources": _sources(drawn),
        "row": "all specialties",
    }
    return Shown(context["headline"], template.render(context))


def headline(drawn: list[Row], group: ImgGroup) -> str:
    """Return where the places are, in one sentence. One-year entries are not among them."""
    open_ = [
        row
        for row in drawn
        if row.standing.band is Band.OPEN and not row.entry.specialty.preliminary
    ]
    if not open_:
        told = gettext(
            "One-year positions aside, none of these specialties is as open as average to {group}."
        )
        return told.format(group=group.inline)
    named = gettext("{specialty} ({count} in {year})")
    names = [
        named.format(specialty=row.entry.name, count=f"{here.count:,}", year=here.counts.year)
        for row in open_[:NAMED]
        for here in [row.standing.judgement]
    ]
    told = ngettext(
        "{n} specialty is open to {group}: {specialties}.",
        "{n} specialties are open to {group}: {specialties}.",
        len(open_),
    )
    if len(open_) > NAMED:
        told = ngettext(
            "{n} specialty is open to {group}: they filled most positions in {specialties}.",
            "{n} specialties are open to {group}: they filled most positions in {specialties}.",
            len(open_),
        )
    listed = differences.listed(names)
    return told.format(n=len(open_), group=group.inline, specialties=listed)


def _sources(drawn):
    rows = [
        result
        for row in drawn
        for result in row.entry.results
        if result.year == row.standing.judgement.counts.year
    ]
    return list({row.source: None for row in rows})


_held = Held(read)
current = _held.current
