from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url

from residencies import canonical
from residencies.forms import SpecialtyForm

from . import backup_page, catalogue, costs_page, fees, route_page
from .cost_forms import CostsForm
from .forms import SearchForm
from .models import Question, Strategy
from .search import kinds

NEAREST = 3


@require_safe
def challenges(request: HttpRequest) -> TemplateResponse:
    """List what stands in the way, what decides most first."""
    items = catalogue.current().challenges.values()
    context = {
        "section": "challenges",
        "total": len(items),
        "everyone": [item for item in items if not item.audiences],
        "some": [item for item in items if item.audiences],
    }
    return TemplateResponse(request, "guidance/challenges.html", context)


@require_safe
def strategies(request: HttpRequest) -> TemplateResponse:
    """List what to do, by when in the season."""
    items = catalogue.current().strategies.values()
    groups = _grouped(items, "season", Strategy.Season)
    context = {
        "section": "strategies",
        "total": len(items),
        "groups": groups,
        "evidence": Strategy.Evidence,
    }
    return TemplateResponse(request, "guidance/strategies.html", context)


@require_safe
@vary_on_headers("HX-Request")
def questions(request: HttpRequest) -> TemplateResponse:
    """List the questions that have the words asked for; htmx gets the part that changes."""
    form = SearchForm(request.GET)
    context = questions_context(form)
    if not request.htmx:
        return TemplateResponse(request, "guidance/questions.html", context)
    response = TemplateResponse(request, "guidance/questions.html#answer", context | {"oob": True})
    query = {"q": form.query} if form.query else None
    return replace_url(response, reverse("guidance:questions", query=query))


def questions_context(form: SearchForm) -> dict:
    """Return what the list of questions shows for one form."""
    items, query = catalogue.current().questions.values(), form.query
    asked = kinds.current().find(query, "questions")
    found = asked.having(items)
    return {
        "section": "questions",
        "form": form,
        "query": query,
        "total": len(items),
        "found": found,
        "groups": _grouped(found, "topic", Question.Topic),
        "topics": _grouped(items, "topic", Question.Topic),
        "corrected": asked.corrected,
        "nearest": asked.near(items)[:NEAREST],
    }


@require_safe
def pathways(request: HttpRequest) -> TemplateResponse:
    """List the ways forward when a residency does not come, or not yet."""
    items = list(catalogue.current().pathways.values())
    return TemplateResponse(
        request, "guidance/pathways.html", {"section": "pathways", "items": items}
    )


@require_safe
def notices(request: HttpRequest) -> TemplateResponse:
    """List the policies that can change within a season, each with the day it was read."""
    items = list(catalogue.current().notices.values())
    return TemplateResponse(
        request, "guidance/notices.html", {"section": "notices", "items": items}
    )


@require_safe
def challenge(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one challenge: what is known of it, and what answers it."""
    return _page(request, "challenges", slug, "guidance/challenge.html")


@require_safe
def strategy(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one strategy: when, how, and how sure it is that it helps."""
    return _page(request, "strategies", slug, "guidance/strategy.html")


@require_safe
def question(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one question with its answer and where to go next."""
    return _page(request, "questions", slug, "guidance/question.html")


@require_safe
def pathway(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one pathway: who it is open to, and what it leads to and does not."""
    return _page(request, "pathways", slug, "guidance/pathway.html")


@require_safe
def notice(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one policy: where it stood when it was read, and whom to ask today."""
    return _page(request, "notices", slug, "guidance/notice.html")


@require_safe
def routes(request: HttpRequest) -> TemplateResponse:
    """List the routes: short rows of questions that end in an outcome."""
    held = catalogue.current().routes.values()
    return TemplateResponse(request, "guidance/routes.html", {"section": "routes", "routes": held})


@require_safe
def route(request: HttpRequest, slug: str, answers: str = "") -> TemplateResponse:
    """Ask the next question of a route, or show the outcome that the answers lead to."""
    held = catalogue.current().routes.get(slug)
    if held is None:
        raise Http404("No route has this address.")
    return TemplateResponse(request, *route_page.shown(held, answers.split("/") if answers else []))


@require_safe
def outcome(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show one outcome by itself, without the answers that lead to it."""
    return _page(request, "outcomes", slug, "guidance/outcome.html")


@require_safe
def states(request: HttpRequest) -> TemplateResponse:
    """List what each state asks of IMGs for a license, and where something may be open before."""
    boards = list(catalogue.current().boards.values())
    context = {"section": "states", "boards": boards, "may": [each for each in boards if each.may]}
    return TemplateResponse(request, "guidance/states.html", context)


@require_safe
def state(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show the license rules of one state, how far they can be trusted, and where to ask."""
    held = catalogue.current()
    board = held.boards.get(slug)
    if board is None:
        raise Http404("No state has this address.")
    context = {"section": "states", "board": board, "row": board.row}
    context["corrected"] = held.evidence.corrected(request.path)
    return TemplateResponse(request, "guidance/state.html", context)


@require_safe
def backup(request: HttpRequest, slug: str) -> TemplateResponse:
    """Show which second specialties go with one specialty, for one group."""
    held = catalogue.current()
    entry = held.evidence.entries.get(slug)
    if entry is None:
        raise Http404("No specialty has this address.")
    form = SpecialtyForm(request.GET)
    reader = form.chosen_group, form.cleaned_data.get("score")
    context = backup_page.context(held, entry, *reader)
    context |= {"form": form, "score": reader[1], "section": "specialties"}
    context["corrected"] = held.evidence.corrected(request.path)
    return TemplateResponse(request, "guidance/backup.html", context)


@require_safe
@vary_on_headers("HX-Request")
def costs(request: HttpRequest) -> HttpResponse:
    """Add up what a season of applications costs; htmx gets the part of the page that changes."""
    held = fees.current()
    form = CostsForm(request.GET, held)
    if moved := canonical.redirect(request, form):
        return moved
    context = costs_page.context(form, held)
    if not request.htmx:
        return TemplateResponse(request, "guidance/costs.html", context)
    response = TemplateResponse(request, "guidance/costs.html#answer", context | {"oob": True})
    here = form.address
    return response if here == request.htmx.current_url_abs_path else push_url(response, here)


@require_safe
def glossary(request: HttpRequest) -> TemplateResponse:
    """Say what each abbreviation and word of the trade means, by letter."""
    terms = list(catalogue.current().terms.values())
    return TemplateResponse(
        request, "guidance/glossary.html", {"section": "glossary", "terms": terms}
    )


def _page(request, kind, slug, template):
    held = catalogue.current()
    item = getattr(held, kind).get(slug)
    if item is None:
        raise Http404(f"None of our {kind} has this address.")
    context = {"section": kind, "item": item, "related": item.related}
    context["corrected"] = held.evidence.corrected(request.path)
    return TemplateResponse(request, template, context)


def _grouped(items, name, choices):
    """Return (choice, items) for each choice that has items, in the order of the choices."""
    order = list(choices.values)

    def place(item):
        return order.index(getattr(item.row, name))

    return [
        (choices(order[at]), list(each)) for at, each in groupby(sorted(items, key=place), place)
    ]
