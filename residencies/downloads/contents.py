"""What the file of each page holds: the rows of evidence that the page shows, and our bands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import address, catalogue
from ..entries import Entry, parts_of
from ..explorer import explore
from ..forms import ExplorerForm
from ..models.cohorts import ImgGroup
from .figures import Figure, Topic, band
from .kinds import of


@dataclass(frozen=True, slots=True)
class File:
    """Figures, and the page that shows them."""

    name: str
    page: str
    """Its address, with what was asked."""
    year: int | None
    """The Match that the page is about."""
    figures: list[Figure]


def explorer(form: ExplorerForm) -> File:
    """Return what the list of specialties shows, in its order."""
    held, criteria = catalogue.current(), form.criteria
    listed = [each.row.entry for each in explore(criteria, held).listed]
    found = [figure for entry in listed for figure in in_list(entry, ImgGroup(criteria.group))]
    return File("specialties", address.address(criteria), held.year, found)


def in_list(entry: Entry, group: ImgGroup) -> Iterator[Figure]:
    """Yield what a list says of one specialty to one group: the newest of each figure."""
    topic, standing = about(entry, group), entry.standings[group]
    yield band(topic, standing.judgement, group)
    yield from filled(entry, group)
    if standing.preferred:
        yield from of(standing.preferred, topic)
    if standing.step2:
        yield from of(standing.step2.row, topic)
    yield from _results(entry, topic, entry.year, ["offered", "unfilled"])


def about(entry: Entry, group: ImgGroup) -> Topic:
    """Return what figures of one specialty are about: its page speaks to one group."""
    page = address.specialty(entry.specialty.get_absolute_url(), group, None)
    return Topic(entry.name, page)


def filled(entry: Entry, group: ImgGroup) -> Iterator[Figure]:
    """Yield the counts that the band of one specialty rests on."""
    counts = entry.standings[group].judgement.counts
    if counts:
        yield from _results(entry, about(entry, group), counts.year, ["filled", group])


def _results(entry: Entry, topic: Topic, year: int | None, names: Iterable[str]):
    for row in parts_of(entry.results, year, entry.specialty.preliminary):
        yield from of(row, topic, names)
