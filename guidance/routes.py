"""Routes: a few questions that lead to an outcome, and where a path of answers stands.

A route is shown only when it is whole: each of its paths goes forward and ends in an outcome that
is published. So no reader meets a question that leads nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from residencies import drafts, translations

from .models import Route, RouteQuestion, Status

if TYPE_CHECKING:
    from .catalogue import Item

FEWEST_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what each answer leads to, by the answer's part of the address."""

    row: RouteQuestion
    answers: dict[str, "Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, and what comes next."""

    label: str
    then: "Asked | Item"


@dataclass(frozen=True, slots=True)
class Step:
    """One question that was answered on the way, and the address that asks it again."""

    question: str
    answer: str
    url: str


@dataclass(frozen=True, slots=True)
class Held:
    """One published route."""

    row: Route
    first: Asked

    def paths(self) -> Iterator[tuple[list[str], "Item"]]:
        """Yield every path through the route: its answers, and its outcome."""
        yield from _paths(self.first, [])

    def at(self, answers: Sequence[str]) -> tuple[list[Step], "Asked | Item"]:
        """Return the steps that ``answers`` made and where they lead.

        Raises LookupError when one of them answers nothing.
        """
        here: Asked | Item = self.first
        steps = []
        for number, slug in enumerate(answers):
            if not isinstance(here, Asked) or slug not in here.answers:
                raise LookupError(slug)
            answer = here.answers[slug]
            steps.append(Step(here.row.text, answer.label, self.address(answers[:number])))
            here = answer.then
        return steps, here

    def address(self, answers: Sequence[str]) -> str:
        """Return the address of one path, or of its beginning."""
        if not answers:
            return self.row.get_absolute_url()
        return reverse("guidance:route_path", args=[self.row.slug, "/".join(answers)])


def _paths(asked, before):
    for slug, answer in asked.answers.items():
        path = [*before, slug]
        if isinstance(answer.then, Asked):
            yield from _paths(answer.then, path)
        else:
            yield path, answer.then


def read(outcomes: Mapping[int, "Item"]) -> dict[str, Held]:
    """Read the published routes that are whole, by slug. ``outcomes`` are the published ones."""
    published = drafts.public(Route.objects.all(), status=Status.PUBLISHED)
    rows = translations.over(published.prefetch_related("questions__answers"))
    found = {}
    for row in rows:
        questions = {each.pk: each for each in translations.over(row.questions.all())}
        first = next(iter(questions.values()), None)
        asked = first and _asked(first, questions, outcomes)
        if asked:
            found[row.slug] = Held(row, asked)
    return found


def _asked(question, questions, outcomes):
    """Return a question with all that it leads to, or None when a path of it is broken."""
    answers = {}
    for row in translations.over(question.answers.all()):
        later = questions.get(row.leads_to_id)
        if row.outcome_id:
            then = outcomes.get(row.outcome_id)
        else:
            forward = later and later.number > question.number
            then = _asked(later, questions, outcomes) if forward else None
        if then is None:
            return None
        answers[row.slug] = Answer(row.label, then)
    return Asked(question, answers) if len(answers) >= FEWEST_ANSWERS else None
