from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from guidance import backup_page, catalogue
from residencies import canonical, evidence_page, groups, languages
from residencies.forms import EvidenceForm, GroupForm

from . import changes, home
from .sitemap import current as addresses

CHANGES = 50  # on a page, and in the feed

# What each part of /path/ leads to. The words around it are in its template.
PATH = {
    "certify": [
        "strategies/finish-your-ecfmg-pathway",
        "questions/what-do-i-still-need-for-ecfmg-certification",
        "questions/how-long-are-my-step-results-valid",
    ],
    "choose": [
        "strategies/compare-how-open-specialties-are",
        "strategies/choose-programs-that-take-imgs",
        "questions/which-specialty-should-i-apply-to",
    ],
    "apply": [
        "strategies/start-early-with-one-dated-plan",
        "strategies/ask-each-program-about-your-visa",
        "questions/how-many-programs-should-i-apply-to",
        "questions/what-are-the-dates-of-the-2027-match",
    ],
    "interview": [
        "strategies/practice-interviews-and-us-communication",
        "strategies/rank-every-program-you-would-attend",
        "questions/how-long-should-my-rank-list-be",
    ],
    "match": [
        "strategies/prepare-for-soap",
        "questions/i-did-not-match-what-next",
        "questions/when-does-residency-start-and-what-do-i-need-first",
    ],
    "scores": [
        "challenges/low-score",
        "challenges/failed-exam",
        "questions/what-step-2-ck-score-do-i-need",
    ],
    "experience": [
        "challenges/us-experience",
        "strategies/get-hands-on-us-experience",
        "challenges/letters-and-contacts",
    ],
    "availability": [
        "challenges/competition",
        "challenges/visa-sponsorship",
        "questions/which-specialties-are-most-open",
    ],
}


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Say what the site is for, what is open, and where to begin."""
    form = GroupForm(request.GET)
    if moved := canonical.redirect(request, form):
        return moved
    context = home.context(form.chosen_group) | {"form": form}
    return TemplateResponse(request, "pages/home.html", context)


@require_safe
def specialty(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show the evidence of one specialty for one group or both, and what to do about it."""
    held = catalogue.current()
    entry = held.evidence.entries.get(slug)
    if entry is None:
        raise Http404("No specialty has this address.")
    form = EvidenceForm(request.GET)
    choice, score = form.reader
    context = evidence_page.context(
        held.evidence, entry, choice, score, advice=lambda: held.facing(slug)
    )
    backup = backup_page.url(slug, groups.first(choice), score)
    context |= {"form": form, "section": "specialties", "backup": backup}
    context["corrected"] = held.evidence.corrected(request.path)
    return TemplateResponse(request, "residencies/specialty.html", context)


@require_safe
def path(request: HttpRequest) -> TemplateResponse:
    """Lay out the way from Step 2 CK to residency, and what decides a match."""
    held = catalogue.current()
    parts = {name: held.named(addresses) for name, addresses in PATH.items()}
    return TemplateResponse(request, "pages/path.html", parts)


@require_safe
def about(request: HttpRequest) -> TemplateResponse:
    """Say what this site is, what it is not, and how its content is kept true."""
    return TemplateResponse(request, "pages/about.html")


@require_safe
def privacy(request: HttpRequest) -> TemplateResponse:
    """Say what is kept about a visitor: nothing but the server's log."""
    return TemplateResponse(request, "pages/privacy.html")


@require_safe
def what_changed(request: HttpRequest) -> TemplateResponse:
    """List what changed on the public pages, the newest first."""
    shown = Paginator(changes.current(), CHANGES).get_page(request.GET.get("page"))
    pages = [(number, f"?page={number}") for number in shown.paginator.page_range]
    return TemplateResponse(request, "pages/changes.html", {"shown": shown, "pages": pages})


@require_safe
def changes_feed(request: HttpRequest) -> HttpResponse:
    """Give the newest changes to feed readers."""
    feed = changes.as_feed(changes.current()[:CHANGES], request.build_absolute_uri)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> TemplateResponse:
    """List every page for search engines."""
    context = {"addresses": [each for _ in languages.every() for each in addresses()]}
    return TemplateResponse(request, "sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> TemplateResponse:
    """Tell search engines where the list of pages is, and what is not for readers."""
    context = {"prefixes": [languages.own("") for _ in languages.every()]}
    return TemplateResponse(
        request, "robots.txt", context, content_type="text/plain; charset=utf-8"
    )


@require_safe
def icon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead a browser that asks for an icon by the old name to the one there is."""
    return redirect(static("img/favicon.svg"))
