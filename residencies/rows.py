"""The rows of the explorer's table, rendered once a revision: a request picks and joins them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from . import charts, slots
from .accessibility import Band
from .entries import Entry
from .evidence import Place, Tier
from .facets import FACETS
from .models.cohorts import ImgGroup
from .standings import Standing
from .words import squeeze, words

FIRST_YEAR = 2018


@dataclass(frozen=True, slots=True)
class Row:
    """One specialty for one group: what filters and sorts it, and its two halves of HTML."""

    entry: Entry
    standing: Standing
    facets: dict[str, frozenset[str]]
    told: dict[str, str]
    """What it has of each facet, in words."""
    keys: dict[str, float | str | None]
    names: list[str]
    """Every name that a reader may type, squeezed, the plain name first."""
    words: list[str]
    url: str
    """Its page for the same group."""
    link: SafeString
    """Its name, leading there."""
    head: SafeString
    tail: SafeString
    you: dict[Place, SafeString]
    """What stands between the two for a reader whose score is above, inside or below."""

    def html(self, score: int | None, place: Place | None) -> SafeString:
        """Return the whole row for one reader, with where the score stands in its slot."""
        return slots.joined((self.keeping(self.head, score), self.you.get(place, ""), self.tail))

    def keeping(self, html: SafeString, score: int | None) -> SafeString:
        """Return a part of this row with the reader's score kept in its link."""
        if score is None:
            return html
        kept = f"{self.url}{'&amp;' if '?' in self.url else '?'}score={score:d}"
        # Nothing but an integer is added to what is safe already.
        return mark_safe(html.replace(f'href="{self.url}"', f'href="{kept}"', 1))


def render(entries: Iterable[Entry]) -> dict[tuple[str, str], Row]:
    """Return each specialty's row for each group."""
    entries = list(entries)
    newest = max((entry.year for entry in entries if entry.year), default=FIRST_YEAR + 1)
    tops = {group: trend_top(entries, group) for group in ImgGroup}
    you = _you()
    return {
        (entry.slug, group): _row(entry, group, newest, tops[group], you)
        for group in ImgGroup
        for entry in entries
    }


def trend_top(entries: Iterable[Entry], group: str) -> float:
    """Return the top of the trend axis, out of 100: one scale for every row of the table."""
    shares = [share for each in entries for share in each.standings[group].shares.values()]
    return charts.ceiling(shares, 10)


def _you():
    words = {
        Place.ABOVE: _("You: above"),
        Place.INSIDE: _("You: inside"),
        Place.BELOW: _("You: below"),
    }
    return {
        place: format_html('<small class="you {}">{}</small>', place, text)
        for place, text in words.items()
    }


def _row(entry, group, newest, top, you):
    standing = entry.standings[group]
    page = entry.specialty.get_absolute_url()
    url = page if group == ImgGroup.NON_US_IMG else f"{page}?group={group}"
    link = format_html('<a href="{}">{}</a>', url, entry.name)
    context = {
        "link": link,
        "entry": entry,
        "standing": standing,
        "trend": charts.spark(standing.shares, FIRST_YEAR, newest, top),
        "newest": newest,
    }
    # One place in a row depends on the request: where the reader's score stands.
    head, tail = slots.rendered("residencies/explorer_row.html", context)
    facets = {facet.name: facet.of(entry, standing) for facet in FACETS}
    names = [entry.name, entry.specialty.nrmp_name, *entry.specialty.synonyms.splitlines()]
    return Row(
        entry=entry,
        standing=standing,
        facets=facets,
        told={facet.name: facet.told(facets[facet.name]) for facet in FACETS},
        keys=sort_keys(entry, standing),
        names=[squeeze(name) for name in names if name],
        words=[word for name in names for word in words(name)],
        url=url,
        link=link,
        head=head,
        tail=tail,
        you=you,
    )


def sort_keys(entry: Entry, standing: Standing) -> dict[str, float | str | None]:
    """Return what each order sorts by; None goes last in either direction."""
    matched = standing.matched
    told = matched and matched.tier is not Tier.TOO_FEW
    scores = standing.step2
    return {
        "openness": standing.judgement.openness,
        "share": standing.judgement.share,
        "places": standing.judgement.count if standing.band is not Band.SEPARATE else None,
        "matched": matched.count / matched.n if told else None,
        "score": scores.row.median if scores and scores.tellable else None,
        "offered": entry.offered,
        "unfilled": entry.unfilled,
        "change": standing.change,
        "years": entry.specialty.years_min,
        "name": entry.name.casefold(),
    }
