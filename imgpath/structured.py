"""What a page tells machines of itself, in words of schema.org: nothing it does not show."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guidance.catalogue import Item
from guidance.models import Question
from guidance.terms import Term
from residencies.citing import named
from residencies.entries import Entry
from residencies.years import Year

# The pages that other pages belong to: the name in the main navigation, and the route.
SECTIONS = {
    "specialties": (_("Specialties"), "residencies:explorer"),
    "challenges": (_("Challenges"), "guidance:challenges"),
    "strategies": (_("Strategies"), "guidance:strategies"),
    "questions": (_("Questions"), "guidance:questions"),
    "pathways": (_("Other paths"), "guidance:pathways"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What every page knows of itself."""

    origin: str
    """Scheme and host."""
    path: str
    """Its canonical address, without the origin."""
    title: str
    description: str
    section: str

    @property
    def url(self) -> str:
        return self.origin + self.path


def bare(path: str) -> str:
    """Return an address without its query string."""
    return path.partition("?")[0]


def graph(page: Page, thing: object) -> dict:
    """Return the page, and the ``thing`` that it is about, as one JSON-LD document."""
    home = reverse("home")
    if bare(page.path) == home:
        parts = [_part("WebSite", page, "imgpath")]
    else:
        parts = [_trail(page, home), *_about(page, thing)]
    return {"@context": "https://schema.org", "@graph": parts}


def _trail(page, home):
    name, route = SECTIONS.get(page.section, ("", "home"))
    section = (name, reverse(route))
    above = [section] if name and bare(page.path) != section[1] else []
    steps = [("imgpath", home), *above, (page.title, page.path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, "item": page.origin + path}
            for at, (name, path) in enumerate(steps, 1)
        ],
    }


def _about(page, thing):
    match thing:
        case Entry(results=[_, *_]):
            return [_dataset(page, thing.results)]
        case Year():
            return [_part("Dataset", page, page.title) | {"temporalCoverage": str(thing.year)}]
        case Item(row=Question()):
            answer = {"@type": "Answer", "text": thing.summary}
            asked = {"@type": "Question", "name": thing.title, "acceptedAnswer": answer}
            return [_reviewed("FAQPage", page, thing) | {"mainEntity": asked}]
        case Item():
            return [_reviewed("WebPage", page, thing)]
        case [Term(), *_]:
            return [_part("DefinedTermSet", page, page.title)]
    return []


def _dataset(page, rows):
    """Describe the published figures of one specialty; their terms differ, so it has no licence."""
    years = sorted({row.year for row in rows})
    return _part("Dataset", page, page.title) | {
        "temporalCoverage": f"{years[0]}/{years[-1]}",
        "citation": list(dict.fromkeys(named(row.source) for row in rows)),
    }


def _reviewed(kind, page, item):
    return _part(kind, page, item.title) | {"lastReviewed": item.row.as_of.isoformat()}


def _part(kind, page, name):
    return {
        "@type": kind,
        "name": name,
        "description": page.description,
        "url": page.url,
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
    }
