"""A reader whom an editor makes up: the answers are in the query of the preview alone."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.utils.http import urlencode

from guidance import catalogue
from guidance.profile import Profile
from imgpath.me import cookie, sharing
from imgpath.me.forms import AnswersForm

from . import staging

LOOKED_FOR = "item"


@dataclass(frozen=True, slots=True)
class Reader:
    """What pages of one reader are made from, and what the banner says of them."""

    said: list[tuple[str, str, str]]
    """The name, the question and the answer of each that was given."""
    mistakes: list[tuple[str, str]]
    """The question, and what is wrong with the answer: it counts as not given."""
    cookies: dict[str, str]
    """What the browser of this reader would send."""
    query: str
    """The answers as they were asked for, for the next page."""


def address(answers: Profile, looked_for: str = "") -> str:
    """Return where an editor sees the advice of a reader, and in it the item at an address."""
    given = AnswersForm({}, answers=answers).initial if answers else {}
    asked = {name: value for name, value in given.items() if value not in ("", None, ())}
    if looked_for:
        asked[LOOKED_FOR] = looked_for
    text = urlencode(asked, doseq=True)
    return f"{staging.address('/me/advice/')}{'?' if text else ''}{text}"


def asked_for(query: QueryDict) -> Reader:
    """Return the reader whose answers are in a query."""
    names = catalogue.current().evidence.names
    form = AnswersForm(names, query)
    answers = form.answers
    kept = cookie.keep(HttpResponse(), answers).cookies if answers else {}
    asked = {name: query.getlist(name) for name in form.fields if name in query}
    return Reader(
        sharing.said(names, answers),
        [(form[name].label, errors[0]) for name, errors in form.errors.items()],
        {name: each.value for name, each in kept.items()},
        urlencode({name: [each for each in given if each] for name, given in asked.items()}, True),
    )
