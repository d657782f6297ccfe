"""One line of a file: a figure with its value where its source allows that, else why not."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import capfirst

from ..accessibility import Band, Judgement
from ..models import Grade, Source
from ..models.cohorts import ImgGroup
from .files import Cell

COLUMNS = {
    "about": "A specialty, a state, all specialties, a source, the topic of a finding, the "
    "question of a contradiction, or the page that was corrected.",
    "measure": "What was counted or measured.",
    "detail": "The kind of position, the cohort or the statistic.",
    "group": "The applicant group; empty where the figure is not of one.",
    "year": "The Match, or the edition of the report.",
    "value": "The figure; empty unless the status says that it is given.",
    "unit": "What the value counts.",
    "n": "Of how many, where the value is a part of them or a statistic about them.",
    "status": "Whether the value is given, and if not, why not.",
    "note": "What to know before you use it.",
    "grade": "How far it can be trusted, from A to C.",
    "publisher": "Who published it.",
    "title": "The source.",
    "published": "When, as the source gives it.",
    "checked": "When we last looked at the source.",
    "review_by": "When we are due to look again; past that day the figure may be out of date.",
    "address": "Where to read it; where it has no address, our page that says how to look it up.",
    "terms": "What the source's terms allow: open, cite, unknown; ours is what we judge.",
    "page": "Our page that shows it.",
}

CITED = ["publisher", "title", "published", "checked", "review_by", "address", "terms"]


class Status(StrEnum):
    """Whether a figure is given, and if not, why not."""

    PUBLISHED = "Published"
    DERIVED = "Worked out from published figures"
    OURS = "Our own"
    SEE_SOURCE = "See the source"
    WITHHELD = "Withheld by the source"
    TOO_FEW = "Too few to say"
    MISSING = "Not published"


class Topic(NamedTuple):
    """What figures are about, and the address of our page that shows them."""

    about: str
    page: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a file."""

    topic: Topic
    measure: str
    status: Status
    value: Cell = None
    detail: str = ""
    group: str = ""
    year: int | None = None
    unit: str = ""
    n: int | None = None
    note: str = ""
    grade: str = ""
    source: Source | None = None
    """None where the figure is our own, or where there is none."""

    def cells(self, site: str) -> dict[str, Cell]:
        """Return what each of COLUMNS holds; ``site`` is what our own addresses begin with."""
        return {
            "about": self.topic.about,
            "measure": str(self.measure),
            "detail": self.detail,
            "group": str(self.group),
            "year": self.year,
            "value": self.value,
            "unit": self.unit,
            "n": self.n,
            "status": self.status.value,
            "note": self.note,
            "grade": self.grade,
            **self._cited(site),
            "page": site + self.topic.page,
        }

    def _cited(self, site):
        source = self.source
        if source:
            days = [source.checked_on, source.review_by]
            cells = [source.publisher, source.title, source.published]
            cells += [day.isoformat() if day else "" for day in days]
            cells += [source.url or site + source.get_absolute_url(), source.terms]
        elif self.status == Status.MISSING:
            cells = [""] * len(CITED)
        else:
            method = site + reverse("residencies:method")
            cells = ["imgpath", "How we measure", "", "", "", method, "ours"]
        return dict(zip(CITED, cells, strict=True))


def may_be_given(source: Source) -> bool:
    """Return whether a source allows bulk export of what rests on it."""
    return source.terms == Source.Terms.OPEN and source.grade != Grade.D


def figure(
    topic,
    measure,
    value,
    *,
    source,
    why_not=None,
    n=None,
    note="",
    caution="",
    derived=False,
    **told,
) -> Figure:
    """Return one figure, with its value, its n and its note only where they may be given.

    ``caution`` is said in either case.
    """
    why_not = why_not or (Status.MISSING if value is None else None)
    if not why_not and not may_be_given(source):
        why_not = Status.SEE_SOURCE
    if why_not:
        return Figure(topic, measure, why_not, note=caution, source=source, **told)
    status = Status.DERIVED if derived else Status.PUBLISHED
    if not isinstance(value, str):
        value = int(value) if value == int(value) else float(value)
    note = " ".join(filter(None, [note, caution]))
    return Figure(topic, measure, status, value, n=n, note=note, source=source, **told)


def band(topic: Topic, judged: Judgement, group: ImgGroup) -> Figure:
    """Return how open a specialty is to a group: our own judgement, in a word."""
    note = "; ".join(filter(None, [capfirst(judged.band.meaning), judged.could_be_text]))
    status = {Band.TOO_FEW: Status.TOO_FEW, Band.NOT_PUBLISHED: Status.MISSING}.get(judged.band)
    return Figure(
        topic,
        "How open it is",
        status or Status.OURS,
        None if status else judged.band.label,
        group=group.label,
        year=judged.counts and judged.counts.year,
        note=f"{note}.",
    )
