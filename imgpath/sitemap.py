"""The address of every page, for search engines and for a copy without a network."""

from django.urls import reverse

from guidance.ledger import entries
from residencies.held import Held

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
    "guidance:notices",
    "guidance:routes",
    "guidance:states",
    "guidance:costs",
    "guidance:glossary",
    "guidance:search",
    "shortlist",
    "path",
    "programs",
    "sources",
    "contradictions",
    "corrections",
    "changes",
    "api",
    "offline:page",
    "about",
    "privacy",
    "report",
]


def read() -> list[str]:
    """Return the address of every page, without the states that a query string makes of it."""
    ledger = entries.current()
    held = ledger.guidance
    specialties = held.evidence.entries.values()
    years = {row.year for entry in specialties for row in entry.results}
    return [
        *(reverse(name) for name in FIXED),
        *(reverse("residencies:year", args=[year]) for year in sorted(years, reverse=True)),
        *(entry.specialty.get_absolute_url() for entry in specialties),
        *(reverse("guidance:backup", args=[slug]) for slug in held.backups),
        *(item.url for item in held.items),
        *(each.row.get_absolute_url() for each in held.routes.values()),
        *(each.row.get_absolute_url() for each in held.boards.values()),
        *(each.source.get_absolute_url() for each in ledger.listed),
    ]


_held = Held(read)
current = _held.current
