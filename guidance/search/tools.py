"""The pages that are about no single row, and what people look for in them."""

from collections.abc import Iterator

from django.urls import reverse

from ..ledger.entries import Ledger
from .index import Document

TOOLS = {
    "me:answers": (
        "What applies to me",
        "Answer a few questions and see which challenges and strategies concern you, and why.",
    ),
    "me:specialties": (
        "My specialties",
        "What your own answers say for and against each specialty.",
    ),
    "me:plan": ("My plan", "Your calendar of the season: dates, deadlines and a checklist."),
    "path": ("The path", "From Step 2 CK to residency in five steps: how to begin."),
    "residencies:compare": (
        "Compare specialties",
        "Two to four specialties side by side: shares, match rates, scores.",
    ),
    "shortlist": ("Shortlist", "The specialties that you keep, to compare, print or share."),
    "residencies:landscape": (
        "Where are the places?",
        "All specialties on one chart: how open each is, and how many positions IMGs fill.",
    ),
    "residencies:places": (
        "Positions by state",
        "A map and a table of the positions that IMGs filled in each state.",
    ),
    "programs": (
        "Programs and how they filled",
        "Residency programs and hospitals: positions offered and filled, year by year.",
    ),
    "guidance:costs": (
        "What applying costs",
        "The fees of applications, ranks, exams and ECFMG, added up for your own list.",
    ),
    "residencies:method": (
        "How we measure",
        "How it is decided how open a specialty is: shares, averages and bands.",
    ),
    "contradictions": (
        "Where sources disagree",
        "Contradictions: questions that published sources answer differently.",
    ),
    "corrections": ("Corrections", "What this site said and that was wrong."),
    "changes": ("What changed", "What is new on this site, the newest first; also as a feed."),
    "about": ("About", "What this site is, who it is for, and what it will not do."),
    "privacy": (
        "Privacy",
        "What is kept about you: cookies, logs, and how to delete your answers.",
    ),
    "offline:page": (
        "Read without a network",
        "Keep a copy in your browser: all pages and your own plan, offline.",
    ),
    "report": ("Report an error", "Tell the editors which figure or statement is wrong."),
    "api": ("The API", "Data for programs and research: JSON and CSV downloads, with their terms."),
}
"""By route: what each is called, and what it is for."""


def documents(kind: str, held: Ledger) -> Iterator[Document]:
    """Yield them, with the page of each Match and of the backups of each specialty."""
    for route, (title, told) in TOOLS.items():
        yield Document(kind, title, reverse(route), told)
    entries = held.guidance.evidence.entries
    for year in sorted({row.year for each in entries.values() for row in each.results}):
        address = reverse("residencies:year", args=[year])
        told = f"Match results of {year}: totals, match rates, and what changed for IMGs."
        yield Document(kind, f"The {year} Match", address, told)
    for slug in held.guidance.backups:
        title = f"Backups for {entries[slug].name.lower()}"
        told = "Which second specialty goes with it: letters, costs, reach and risks."
        yield Document(kind, title, reverse("guidance:backup", args=[slug]), told)
