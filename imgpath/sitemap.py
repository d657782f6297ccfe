"""The address of every page, for search engines."""

from django.urls import reverse

from guidance.catalogue import Guidance

# The pages that are about no single row.
FIXED = [
    "home",
    "residencies:explorer",
    "residencies:compare",
    "residencies:landscape",
    "residencies:places",
    "residencies:method",
    "guidance:challenges",
    "guidance:strategies",
    "guidance:questions",
    "guidance:pathways",
    "shortlist",
    "path",
    "sources",
    "about",
    "privacy",
    "report",
]


def addresses(held: Guidance) -> list[str]:
    """Return the address of every page, without the states that a query string makes of it."""
    entries = held.evidence.entries.values()
    years = {row.year for entry in entries for row in entry.results}
    kinds = [held.challenges, held.strategies, held.questions, held.pathways]
    return [
        *(reverse(name) for name in FIXED),
        *(reverse("residencies:year", args=[year]) for year in sorted(years, reverse=True)),
        *(entry.specialty.get_absolute_url() for entry in entries),
        *(item.url for items in kinds for item in items.values()),
        *(reverse("guidance:backup", args=[slug]) for slug in held.backups),
    ]
