"""What the explorer can filter by: each facet's options, and which of them a specialty has.

Within one facet any chosen option is enough; between facets all must hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import languages
from .accessibility import LABELS
from .entries import Entry
from .evidence import Place
from .models import Specialty, VisaFact
from .standings import Standing


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind of filter. ``of`` returns the options that a specialty has."""

    name: str
    legend: str
    hint: str
    options: dict[str, str]
    of: Callable[[Entry, Standing], frozenset[str]]

    def told(self, has: frozenset[str]) -> str:
        """Return the options that a specialty has in words, for why it is left out."""
        labels = [languages.inside(label) for value, label in self.options.items() if value in has]
        options = gettext(", ").join(labels) or gettext("none of these")
        return gettext("{filter}: {option}").format(
            filter=languages.inside(self.legend), option=options
        )


PLACES = {
    Place.INSIDE: _("Inside the middle half"),
    Place.ABOVE: _("Above the middle half"),
    Place.BELOW: _("Below the middle half"),
    Place.UNKNOWN: _("Not published"),
}
KINDS = {
    "primary_care": _("Primary care"),
    "surgical": _("Surgical"),
    "hospital_based": _("Hospital-based"),
    "combined": _("Combined"),
}
ENTRIES = {
    "categorical": _("Categorical (from PGY-1)"),
    "advanced": _("Advanced (from PGY-2)"),
    "preliminary": _("One year only"),
}


def _flags(names):
    def of(entry, standing):
        return frozenset(name for name in names if getattr(entry.specialty, name))

    return of


def _years(entry, standing):
    low, high = entry.specialty.years_min, entry.specialty.years_max
    if low is None:
        return frozenset({"unknown"})
    return frozenset(str(min(years, 7)) for years in range(low, (high or low) + 1))


def _visas(entry, standing):
    seen = {fact.measure for fact in entry.visas if fact.percent}
    return frozenset(seen & {VisaFact.Measure.J1, VisaFact.Measure.H1B} or {"unknown"})


FACETS = [
    Facet(
        "band",
        _("How open it is"),
        _("The group's share of positions here, against its share of all positions."),
        {band.value: label for band, label in LABELS.items()},
        lambda entry, standing: frozenset({standing.band.value}),
    ),
    Facet(
        "years",
        _("Training length"),
        _("Years of residency, the first year included."),
        {
            "1": _("1 year"),
            "3": _("3 years"),
            "4": _("4 years"),
            "5": _("5 years"),
            "6": _("6 years"),
            "7": _("7 years or more"),
            "unknown": _("Not seen"),
        },
        _years,
    ),
    Facet(
        "entry",
        _("How you enter"),
        _(
            "Categorical positions finish training. Advanced ones start after a first year "
            "elsewhere."
        ),
        ENTRIES,
        _flags(ENTRIES),
    ),
    Facet("kind", _("Kind of work"), "", KINDS, _flags(KINDS)),
    Facet(
        "visa",
        _("Visa figures"),
        _(
            "Programs seen to take J-1 or sponsor H-1B. For most specialties nobody has published "
            "this: ask each program."
        ),
        {"j1": _("J-1 seen"), "h1b": _("H-1B seen"), "unknown": _("Not published")},
        _visas,
    ),
    Facet(
        "service",
        _("Where you apply"),
        _("The service that takes the application."),
        dict(Specialty.ApplicationService.choices),
        lambda entry, standing: frozenset({entry.specialty.application_service}),
    ),
]
BY_NAME = {facet.name: facet for facet in FACETS}
