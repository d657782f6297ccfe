"""The map of coverage: kinds of readers against what they are told and what is written for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guidance import coverage, kinds, tailoring
from guidance.catalogue import KINDS
from guidance.coverage import Coverage, Spread
from guidance.kinds import Answer
from guidance.models import Audience
from residencies import drafts as reading

from ..preview import readers
from .audience import new

QUESTIONS = {
    "status": _("Citizenship and visa"),
    "score": _("Step 2 CK"),
    "exams": _("Exams"),
    "years": _("Graduation"),
    "experience": _("US experience"),
    "research": _("Research"),
    "step3": _("Step 3"),
    "stage": _("Where in the season"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What readers of one kind are told of one kind of items."""

    kind: str
    spread: Spread
    brought: int
    """How many are written for them, beside what is for everyone."""
    waiting: int
    """How many of these are drafts."""
    add: str
    """The form of a new one for them; "" for who may add none, or before there is an audience."""

    @property
    def few(self) -> bool:
        """Whether some of them are told fewer than a page shows first."""
        return self.spread.least < coverage.FEWEST.get(self.kind, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """Readers of one kind."""

    words: str
    cells: list[Cell]
    advice: str
    """Their advice, as a preview."""
    pairs: str
    """The map of those of them who also give another answer; "" where there is one already."""
    audience: str
    """The form of an audience for them, filled in; "" where there is one, or for who may not."""

    @property
    def brought(self) -> int:
        """How many items of any kind are written for them."""
        return sum(cell.brought for cell in self.cells)

    @property
    def thin(self) -> bool:
        return self.brought < coverage.THIN


@dataclass(frozen=True, slots=True)
class _Map:
    """What every row is made from."""

    rules: tailoring.Rules
    public: tailoring.Rules
    counted: Coverage
    audiences: dict
    """The key of each audience, by what it asks."""
    user: User
    today: date
    with_drafts: bool

    def row(self, given: Sequence[Answer]) -> Row:
        brought = coverage.brought(self.rules.items, given, self.today)
        before = coverage.brought(self.public.items, given, self.today)
        audience = self.audiences.get(kinds.condition(given))
        may_name = self.user.has_perm("guidance.add_audience")
        return Row(
            given[-1].words,
            [
                Cell(
                    kind,
                    told,
                    len(brought[kind]),
                    len(brought[kind]) - len(before[kind]),
                    self._add(kind, audience),
                )
                for kind, told in self.counted.of(given).items()
            ],
            readers.address(kinds.profile(given, self.today)),
            "" if len(given) > 1 else address(given[0].key, self.with_drafts),
            new(given) if audience is None and may_name else "",
        )

    def _add(self, kind, audience):
        name = KINDS[kind][0]._meta.model_name
        if audience is None or not self.user.has_perm(f"guidance.add_{name}"):
            return ""
        return reverse(f"admin:guidance_{name}_add", query={"audiences": audience})


def address(key: str = "", with_drafts: bool = False) -> str:
    """Return the address of the map: of all readers, or of those who give one answer."""
    given = {"with": key, "drafts": "1" if with_drafts else ""}
    return reverse("admin:coverage", query={name: each for name, each in given.items() if each})


def context(query: QueryDict, user: User, today: date) -> dict:
    """Return what the page shows; whatever is not an answer asks for all readers."""
    public = tailoring.current()
    with_drafts = query.get("drafts") == "1"
    rules = _with_drafts() if with_drafts else public
    questions = kinds.questions(tailoring.situations(rules))
    answers = {each.key: each for found in questions.values() for each in found}
    first = answers.get(query.get("with", ""))
    counted = coverage.count(questions, rules.items, rules.opposed, today)
    here = _Map(rules, public, counted, _audiences(), user, today, with_drafts)
    given = [first] if first else []
    key = first.key if first else ""
    return {
        "first": first,
        "readers": len(counted.readers),
        "thin": coverage.THIN,
        "kinds": [KINDS[kind][0]._meta.verbose_name_plural for kind in counted.told],
        "everyone": counted.of(given).values() if given else _all(counted),
        "groups": list(_groups(here, questions, given)),
        "with_drafts": with_drafts,
        "other": address(key, not with_drafts),
        "whole": address("", with_drafts),
        "advice": readers.address(kinds.profile(given, today)),
    }


def _all(counted):
    return [coverage.spread(numbers) for numbers in counted.told.values()]


def _groups(here, questions, given) -> Iterator[tuple[str, list[Row]]]:
    asked = {each.question for each in given}
    for name, answers in questions.items():
        if name not in asked:
            yield QUESTIONS[name], [here.row([*given, each]) for each in answers]


def _with_drafts():
    with reading.in_place():
        return tailoring.current()


def _audiences():
    rows = Audience.objects.prefetch_related("specialties")
    return {replace(tailoring.situation(row), because=""): row.pk for row in rows}
