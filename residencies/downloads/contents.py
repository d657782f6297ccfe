"""What files hold of each thing that a page shows: the rows of evidence behind it, and our band."""

from collections.abc import Iterable, Iterator

from .. import address, groups
from ..catalogue import Catalogue
from ..entries import Entry, parts_of
from ..evidence_charts import MEANINGS
from ..models import CohortStatistic, MatchRate, MatchResult, StateResult
from ..models.cohorts import ImgGroup
from .figures import Figure, Status, Topic, band
from .kinds import EVERYWHERE, MATCHED, VISAS, of

# Positions for physicians with earlier US training are in no table of a year's page.
TRACKS = {*MatchResult.Track} - {MatchResult.Track.PHYSICIAN}
SCORE = CohortStatistic.Measure.STEP2_CK.label
MEASURES = [CohortStatistic.Measure.STEP2_CK, *MEANINGS]


def about(entry: Entry, choice: str) -> Topic:
    """Return what figures of one specialty are about: its page for one group, or for both."""
    page = address.specialty(entry.specialty.get_absolute_url(), choice, None)
    return Topic(entry.name, page)


def openness(entry: Entry, group: ImgGroup) -> Iterator[Figure]:
    """Yield the band of one specialty, and the counts that it rests on."""
    topic, judged = about(entry, group), entry.standings[group].judgement
    yield band(topic, judged, group)
    if judged.counts:
        yield from _parts(entry, topic, judged.counts.year, ["filled", group])


def in_list(entry: Entry, group: ImgGroup) -> Iterator[Figure]:
    """Yield what a list says of one specialty to one group: the newest of each figure."""
    topic, standing = about(entry, group), entry.standings[group]
    yield from openness(entry, group)
    yield from _matched(standing, topic)
    yield from _scores(standing.step2, topic, group, "Matched")
    if entry.year:
        yield from _parts(entry, topic, entry.year, ["offered", "unfilled"])
    else:
        yield Figure(topic, "Positions offered", Status.MISSING)


def compared(entry: Entry, group: ImgGroup) -> Iterator[Figure]:
    """Yield what a comparison says of one specialty to one group."""
    topic, standing = about(entry, group), entry.standings[group]
    yield from in_list(entry, group)
    newest = max((row.season for row in entry.signals), default=None)
    signals = [row for row in entry.signals if row.season == newest]
    yield from _scores(standing.step2_not, topic, group, "Not matched")
    yield from figures(signals, topic)
    yield from _told(entry.visas, topic, VISAS)


def whole(entry: Entry, choice: str) -> Iterator[Figure]:
    """Yield what the page of one specialty says to one group, or to both."""
    topic = about(entry, choice)
    standings = [entry.standings[group] for group in groups.of(choice)]
    for each in standings:
        yield band(topic, each.judgement, each.group)
    yield from _told(entry.results, topic, "Positions offered")
    for each in standings:
        yield from _matched(each, topic)
        yield from _told(_cohorts(entry, each.group), topic, SCORE, group=each.group.label)
    yield from figures(entry.signals, topic)
    yield from _told(entry.visas, topic, VISAS)


def _cohorts(entry, group):
    rows = [row for row in entry.cohorts if row.group == group and row.measure in MEASURES]
    newest = max((row.edition for row in rows), default=None)
    return [row for row in rows if row.edition == newest]


def match(held: Catalogue, year: int, page: str) -> Iterator[Figure]:
    """Yield what the page of one Match says: beside the year, the one before."""
    here = {year, year - 1}
    rates = [
        row
        for row in held.rates
        if (row.year in here and row.basis == MatchRate.Basis.ALL_ACTIVE)
        or (row.year <= year and row.group in {*ImgGroup})
    ]
    totals = [row for row in held.totals if row.year in here]
    yield from figures([*rates, *totals], Topic(EVERYWHERE, page))
    for entry in held.entries.values():
        topic = Topic(entry.name, entry.specialty.get_absolute_url())
        for row in entry.results:
            if row.year in here and row.track in TRACKS:
                yield from of(row, topic, ["offered", "filled", "unfilled", *ImgGroup])
        yield from figures([row for row in entry.signals if row.season == year], topic)


def by_state(rows: Iterable[StateResult], chosen: str, page: str) -> Iterator[Figure]:
    """Yield what the map of one Match says of one group, or of both."""
    names = ["offered", "filled", *groups.of(chosen)]
    for row in rows:
        yield from of(row, Topic(row.state, page), names)


def figures(rows: Iterable, topic: Topic) -> Iterator[Figure]:
    """Yield every figure of some rows about one thing."""
    for row in rows:
        yield from of(row, topic)


def _parts(entry, topic, year, names):
    for row in parts_of(entry.results, year, entry.specialty.preliminary):
        yield from of(row, topic, names)


def _matched(standing, topic):
    return _told([standing.preferred], topic, MATCHED, group=standing.group.label)


def _scores(cohort, topic, group, detail):
    rows = [cohort and cohort.row]
    return _told(rows, topic, SCORE, group=group.label, detail=detail)


def _told(rows, topic, measure, **why):
    """Yield every figure of the rows that there are; without any, that there is none."""
    found = [row for row in rows if row]
    if not found:
        yield Figure(topic, measure, Status.MISSING, **why)
    yield from figures(found, topic)
