"""The address of every page, for search engines."""

from django.urls import reverse

from guidance.ledger.entries import Ledger

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


def addresses(ledger: Ledger) -> list[str]:
    """Return the address of every page, without the states that a query string makes of it."""
    held = ledger.guidance
    entries = held.evidence.entries.values()
    years = {row.year for entry in entries for row in entry.results}
    return [
        *(reverse(name) for name in FIXED),
        *(reverse("residencies:year", args=[year]) for year in sorted(years, reverse=True)),
        *(entry.specialty.get_absolute_url() for entry in entries),
        *(reverse("guidance:backup", args=[slug]) for slug in held.backups),
        *(item.url for item in held.items),
        *(each.row.get_absolute_url() for each in held.routes.values()),
        *(each.row.get_absolute_url() for each in held.boards.values()),
        *(each.source.get_absolute_url() for each in ledger.listed),
    ]
