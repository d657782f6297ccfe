"""The explorer's table, and what it leaves out: all but the rows is rendered once a revision."""

from collections.abc import Iterable, Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from . import slots
from .address import Link
from .catalogue import Catalogue
from .explorer import Result
from .models.cohorts import ImgGroup

COLUMNS = {
    "name": _("Specialty"),
    "share": _("Share of positions"),
    "matched": _("Ranked it first, matched"),
    "score": _("Step 2 CK of matched"),
    "unfilled": _("Unfilled"),
    "years": _("Years"),
    "change": _("Share since 2018"),
}


def table(
    held: Catalogue, group: str, listed: Iterable[Result], orders: Mapping[str, Link] | None = None
) -> SafeString:
    """Return the table of what is listed; with ``orders``, its headings lead to each order."""
    known = ("table", group, bool(orders))
    if known not in held.rendered:
        context = {
            "group": ImgGroup(group),
            "columns": COLUMNS,
            "sorts": bool(orders),
            "average": held.averages(held.year).get(group),
            "year": held.year,
            "late": held.late,
        }
        held.rendered[known] = slots.rendered("residencies/explorer_table.html", context)
    heads = [word for name in COLUMNS if orders for word in _head(orders[name])]
    rows = slots.joined([each.html for each in listed])
    return slots.filled(held.rendered[known], [*heads, rows])


def _head(link):
    direction = "descending" if link.descending else "ascending"
    yield f' aria-sort="{direction}"' if link.current else ""
    yield conditional_escape(link.url)


def left_out(excluded: Iterable[Result]) -> SafeString:
    """Return each of those left out, with the rules that leave it out, as items of a list."""
    told = [(each.link, each.why) for each in excluded]
    escaped = {why: conditional_escape(why) for why in {why for _, why in told}}  # many are alike
    parts = []
    for link, why in told:
        parts += ("<li>", link, " <small>", escaped[why], "</small></li>")
    return slots.joined(parts)
