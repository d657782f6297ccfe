"""The more open neighbours of a specialty, as its page names them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import address, groups, languages
from .entries import Entry
from .explorer import Criteria
from .facets import KINDS
from .kinship import Likeness, more_open
from .models.cohorts import ImgGroup
from .standings import Standing

# Words of a name that say nothing of its family.
LINKING = frozenset({"and", "integrated"})
WORK = [name for name in KINDS if name != "combined"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A more open specialty, why it is named here, and where to go from here."""

    entry: Entry
    standing: Standing
    why: str
    url: str
    compare: str


def of(
    entry: Entry, entries: Mapping[str, Entry], group: str, score: int | None, choice: str = ""
) -> list[Neighbour]:
    """Return the specialties like ``entry`` that are more open to ``group``, the most alike first.

    The links keep who the reader is, and the ``choice`` of groups where it is another.
    """
    likenesses = {slug: _likeness(each, group) for slug, each in entries.items()}
    own = likenesses[entry.slug]
    if own is None:
        return []
    found = more_open(own, [each for each in likenesses.values() if each])
    return [
        Neighbour(
            (other := entries[each.slug]),
            other.standings[group],
            _why(own, each),
            address.specialty(other.specialty.get_absolute_url(), choice or group, score),
            address.compare([entry.slug, each.slug], group, score),
        )
        for each in found
    ]


def of_each(
    entry: Entry, entries: Mapping[str, Entry], choice: str, score: int | None
) -> list[tuple[ImgGroup, list[Neighbour]]]:
    """Return the neighbours for each group shown that has a band here to compare with."""
    return [
        (group, of(entry, entries, group, score, choice))
        for group in groups.of(choice)
        if _likeness(entry, group)
    ]


def links(entry: Entry, choice: str, score: int | None) -> dict[str, str]:
    """Return where the page of ``entry`` leads, for the same reader."""
    group = groups.first(choice)
    return {
        "compare": address.compare([entry.slug], group, score),
        "explorer": address.address(Criteria(group=group, score=score)),
    }


def _likeness(entry, group):
    judged = entry.standings[group].judgement
    if judged.openness is None or entry.specialty.preliminary:
        return None
    return Likeness(
        entry.slug,
        frozenset(name for name in WORK if getattr(entry.specialty, name)),
        frozenset(entry.slug.split("-")) - LINKING,
        entry.specialty.years_min,
        judged.openness,
        judged.openness_low,
        judged.openness_high,
    )


def _why(own, other):
    shared = [languages.inside(KINDS[name]) for name in WORK if name in own.kinds & other.kinds]
    return _(", ").join(([_("same family")] if own.family(other) else []) + shared)
