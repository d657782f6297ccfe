"""The pages that are about no single row, and what people look for in them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..ledger.entries import Ledger
from .index import Document

TOOLS = {
    "me:answers": (
        _("What applies to me"),
        _("Answer a few questions and see which challenges and strategies concern you, and why."),
    ),
    "me:specialties": (
        _("My specialties"),
        _("What your own answers say for and against each specialty."),
    ),
    "me:plan": (_("My plan"), _("Your calendar of the season: dates, deadlines and a checklist.")),
    "path": (_("The path"), _("From Step 2 CK to residency in five steps: how to begin.")),
    "residencies:compare": (
        _("Compare specialties"),
        _("Two to four specialties side by side: shares, match rates, scores."),
    ),
    "shortlist": (_("Shortlist"), _("The specialties that you keep, to compare, print or share.")),
    "residencies:landscape": (
        _("Where are the places?"),
        _("All specialties on one chart: how open each is, and how many positions IMGs fill."),
    ),
    "residencies:places": (
        _("Positions by state"),
        _("A map and a table of the positions that IMGs filled in each state."),
    ),
    "programs": (
        _("Programs and how they filled"),
        _("Residency programs and hospitals: positions offered and filled, year by year."),
    ),
    "guidance:costs": (
        _("What applying costs"),
        _("The fees of applications, ranks, exams and ECFMG, added up for your own list."),
    ),
    "residencies:method": (
        _("How we measure"),
        _("How it is decided how open a specialty is: shares, averages and bands."),
    ),
    "contradictions": (
        _("Where sources disagree"),
        _("Contradictions: questions that published sources answer differently."),
    ),
    "corrections": (_("Corrections"), _("What was wrong on this site, and what it says now.")),
    "changes": (
        _("What changed"),
        _("What is new on this site, the newest first; also as a feed."),
    ),
    "about": (_("About"), _("What this site is, who it is for, and what it will not do.")),
    "privacy": (
        _("Privacy"),
        _("What is kept about you: cookies, logs, and how to delete your answers."),
    ),
    "offline:page": (
        _("Read without a network"),
        _("Keep a copy in your browser: all pages and your own plan, offline."),
    ),
    "report": (_("Report an error"), _("Tell the editors which figure or statement is wrong.")),
    "api": (
        _("The API"),
        _("Data for programs and research: JSON and CSV downloads, with their terms."),
    ),
}
"""By route: what each is called, and what it is for."""


def documents(kind: str, held: Ledger) -> Iterator[Document]:
    """Yield them, with the page of each Match and of the backups of each specialty."""
    for route, (title, told) in TOOLS.items():
        yield Document(kind, str(title), reverse(route), str(told))
    entries = held.guidance.evidence.entries
    for year in sorted({row.year for each in entries.values() for row in each.results}):
        title = gettext("The {year} Match").format(year=year)
        told = gettext("Match results of {year}: totals, match rates, and what changed for IMGs.")
        address = reverse("residencies:year", args=[year])
        yield Document(kind, title, address, told.format(year=year))
    for slug in held.guidance.backups:
        title = gettext("Backups for {specialty}").format(specialty=entries[slug].name.lower())
        told = gettext("Which second specialty goes with it: letters, costs, reach and risks.")
        yield Document(kind, title, reverse("guidance:backup", args=[slug]), told)
