"""What can be asked of the API: the forms of the pages, and which part of a list to give.

A page leaves out what is wrong in an address and says so. A program may not read that, and would
take the answer for another one: here everything that is wrong is refused, by its name.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from guidance.forms import SearchForm
from guidance.ledger.index import UNDATED
from guidance.ledger.index import SourcesForm as SourcesPageForm
from residencies.explorer import ORDERS
from residencies.forms import EvidenceForm, ExplorerForm

from . import meaning
from .problems import WrongParametersError

USUAL, MOST = 20, 100
PARTS = {"limit", "offset"}
WORDS = {
    "group": "Whom the answer speaks to",
    "score": "A Step 2 CK score, for place",
    "place": "Where the score stands against those who matched; works only with a score",
    "sort": "The order; with a minus the other way round",
}
"""Of parameters whose field speaks to a reader on its page."""
SLUG = r"^[-a-zA-Z0-9_]{1,80}$"


class PartForm(forms.Form):
    """Which part of a list to give."""

    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST,
        initial=USUAL,
        help_text="How many items to give at most.",
    )
    offset = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100_000,
        initial=0,
        help_text="How many items to leave out before the first.",
    )

    @property
    def wanted(self) -> dict[str, Any]:
        """What each item must have: all that is asked for beside the part."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in PARTS}
        return {name: value for name, value in given.items() if value not in {None, ""}}

    @property
    def part(self) -> slice:
        """What of a list is asked for."""
        first = self.cleaned_data["offset"] or 0
        return slice(first, first + (self.cleaned_data["limit"] or USUAL))


class SpecialtiesForm(PartForm, ExplorerForm):
    """The explorer's own filters and order."""

    sort = forms.ChoiceField(
        required=False,
        choices=[(mark + name, label) for mark in ("", "-") for name, (label, _) in ORDERS.items()],
    )


class SpecialtyForm(EvidenceForm):
    """Whom figures of one specialty are to be of; a score changes none of them."""

    score = None


class AdviceForm(PartForm, SearchForm):
    """Words to look for, as on the page of questions."""


class SourcesForm(PartForm, SourcesPageForm):
    """The filters and the order of the list of sources."""

    year = forms.RegexField(
        rf"^(\d{{4}}|{UNDATED})$",
        label=f"Published in; {UNDATED}: the source does not say",
        required=False,
    )


def exactly(field: models.Field) -> forms.Field:
    """Return what asks for one value of a field of a model."""
    told = {"required": False, "label": "", "help_text": meaning.meaning(field)}
    if field.is_relation:
        return forms.RegexField(SLUG, **told)
    if isinstance(field, models.BooleanField):
        return forms.TypedChoiceField(
            coerce=lambda value: value == "true",
            empty_value=None,
            choices=[("true", "Yes"), ("false", "No")],
            **told,
        )
    if field.choices:
        return forms.ChoiceField(choices=field.choices, **told | {"help_text": field.help_text})
    if isinstance(field, models.IntegerField):
        return forms.IntegerField(min_value=1900, max_value=2100, **told)
    return forms.CharField(max_length=field.max_length, **told)


def checked[Form: forms.Form](request: HttpRequest, form: Form) -> Form:
    """Return ``form`` if all that was asked is known and right. Raises WrongParametersError."""
    if errors := [*_unknown(request, form), *_wrong(form)]:
        raise WrongParametersError([{"parameter": name, "detail": told} for name, told in errors])
    return form


def nothing(request: HttpRequest) -> None:
    """Refuse every parameter."""
    checked(request, forms.Form(request.GET))


def _unknown(request, form):
    for name, values in request.GET.lists():
        if name not in form.fields:
            yield name, "There is no such parameter."
        elif "" in values:
            yield name, "It is empty: leave it out."


def _wrong(form) -> Iterator[tuple[str, str]]:
    for name, messages in form.errors.items():
        if name != forms.forms.NON_FIELD_ERRORS:
            yield from ((name, message) for message in messages)
    # These fields keep what they know and tell the rest to the whole form.
    for name, field in form.fields.items():
        yield from ((name, f"“{each}” is no option.") for each in getattr(field, "unknown", ()))
