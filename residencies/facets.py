"""What the explorer can filter by: each facet's options, and which of them a specialty has.

Within one facet any chosen option is enough; between facets all must hold.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .accessibility import Band
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
        labels = [label for value, label in self.options.items() if value in has]
        return f"{self.legend.lower()}: {', '.join(labels).lower() or 'none of these'}"


PLACES = {
    Place.INSIDE: "Inside the middle half",
    Place.ABOVE: "Above the middle half",
    Place.BELOW: "Below the middle half",
    Place.UNKNOWN: "Not published",
}
KINDS = {
    "primary_care": "Primary care",
    "surgical": "Surgical",
    "hospital_based": "Hospital-based",
    "combined": "Combined",
}
ENTRIES = {
    "categorical": "Categorical (from PGY-1)",
    "advanced": "Advanced (from PGY-2)",
    "preliminary": "One year only",
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
        "How open it is",
        "The group's share of positions here, against its share of all positions.",
        {band.value: band.label for band in Band},
        lambda entry, standing: frozenset({standing.band.value}),
    ),
    Facet(
        "years",
        "Training length",
        "Years of residency, the first year included.",
        {
            "1": "1 year",
            "3": "3 years",
            "4": "4 years",
            "5": "5 years",
            "6": "6 years",
            "7": "7 years or more",
            "unknown": "Not seen",
        },
        _years,
    ),
    Facet(
        "entry",
        "How you enter",
        "Categorical positions finish training. Advanced ones start after a first year elsewhere.",
        ENTRIES,
        _flags(ENTRIES),
    ),
    Facet("kind", "Kind of work", "", KINDS, _flags(KINDS)),
    Facet(
        "visa",
        "Visa figures",
        "Programs seen to take J-1 or sponsor H-1B. For most specialties nobody has published "
        "this: ask each program.",
        {"j1": "J-1 seen", "h1b": "H-1B seen", "unknown": "Not published"},
        _visas,
    ),
    Facet(
        "service",
        "Where you apply",
        "The service that takes the application.",
        dict(Specialty.ApplicationService.choices),
        lambda entry, standing: frozenset({entry.specialty.application_service}),
    ),
]
BY_NAME = {facet.name: facet for facet in FACETS}
