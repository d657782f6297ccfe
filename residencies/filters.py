"""The explorer's form as HTML: rendered once in each language, and filled in for each request."""

from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import languages, slots
from .explorer import ORDERS, Criteria
from .facets import FACETS, PLACES
from .forms import ExplorerForm
from .models.cohorts import ImgGroup

LABELS = {name: label for name, (label, _) in ORDERS.items()}


def filters(form: ExplorerForm, counts: dict) -> SafeString:
    """Return the form as it was asked for, with how many each box would list."""
    return slots.filled(_texts("form"), _words(form, form.criteria, counts))


def beside(form: ExplorerForm, counts: dict) -> SafeString:
    """Return what htmx changes of a form that stays as the reader left it: errors and counts."""
    numbers = [count for _, count in form.boxes(counts)]
    return slots.filled(_texts("beside"), [_error(form, "q"), _error(form, "score"), *numbers])


@languages.each
def _texts(part: str) -> list[SafeString]:
    context = {"groups": list(ImgGroup), "orders": LABELS, "facets": FACETS, "places": PLACES}
    return slots.rendered(f"residencies/explorer_{part}.html", context)


def _words(form: ExplorerForm, criteria: Criteria, counts: dict) -> Iterator[SafeString | int]:
    """Yield what goes into each slot of the form, in the order of the page."""
    for group in ImgGroup:
        yield " checked" if group == criteria.group else ""
    for name in ("q", "score"):
        yield _typed(form, name)
        yield _error(form, name)
    for name, label in LABELS.items():
        current = name == criteria.order
        yield " selected" if current and not criteria.reverse else ""
        yield _turned(name, label) if current and criteria.reverse else ""
    for ticked, count in form.boxes(counts):
        yield " checked" if ticked else ""
        yield count


def _typed(form, name):
    return conditional_escape(form.data.get(name, ""))


def _error(form, name):
    return conditional_escape(form.errors[name][0]) if name in form.errors else ""


def _turned(name, label):
    turned = _("{order}, turned round").format(order=label)
    return format_html('<option value="-{}" selected>{}</option>', name, turned)
