from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from guidance import catalogue, tailoring
from guidance.profile import Profile
from imgpath.security import body_at_most, same_origin_post

from . import cookie, sharing
from .forms import AnswersForm

KILOBYTES = 1024


def private(view):
    """Keep a page for the reader whose answers made it: in no cache and in no search engine."""

    @same_origin_post
    @never_cache
    @vary_on_headers("Cookie", "HX-Request")
    @body_at_most(16 * KILOBYTES)
    @wraps(view)
    def kept_private(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return kept_private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """Ask a reader for their situation; what is answered right is kept in their browser alone."""
    form = _form(request, catalogue.current())
    if request.method != "POST":
        return TemplateResponse(request, "me/answers.html", {"form": form, "section": "me"})
    if form.is_valid():
        response = redirect("me:advice")
        response.status_code = 303
    else:
        response = TemplateResponse(request, "me/answers.html", {"form": form})
    return cookie.keep(response, form.answers)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest) -> HttpResponse:
    """Say what applies to a reader and why; htmx sends changed answers and gets what changes."""
    rules = tailoring.current()
    form, given = answered(request, rules.guidance)
    told = tailoring.context(rules, given, timezone.localdate())
    return beside(request, "advice", form, given, told)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Say what a link to a reader's answers would show; make it when asked, and only then."""
    answers = cookie.read(request)
    said = sharing.said(catalogue.current().evidence.names, answers)
    form = sharing.ShareForm(said, request.POST if request.method == "POST" else None)
    link = sharing.link(request, form.chosen(answers)) if form.is_valid() else ""
    return TemplateResponse(request, "me/share.html", {"form": form, "said": said, "link": link})


@private
@require_http_methods(["GET", "HEAD"])
def shared(request: HttpRequest) -> HttpResponse:
    """Show the answers in a link, and what applies to whoever shared it; nothing is kept."""
    rules, token = tailoring.current(), request.GET.get("a", "")
    answers = sharing.read(token)
    context = {"said": sharing.said(rules.guidance.evidence.names, answers), "token": token}
    if answers:
        context |= tailoring.context(rules, answers, timezone.localdate())
    return TemplateResponse(request, "me/shared.html", context, status=200 if answers else 404)


@private
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Have this browser keep the answers in a link, in the place of its own."""
    token = request.POST.get("a", "")
    answers = sharing.read(token)
    response = redirect("me:advice" if answers else "me:shared")
    response.status_code = 303
    return cookie.keep(response, answers) if answers else response


@private
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Have the browser forget every answer."""
    response = redirect("me:deleted")
    response.status_code = 303
    return cookie.forget(response)


@private
@require_http_methods(["GET", "HEAD"])
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the answers are gone."""
    return TemplateResponse(request, "me/deleted.html")


def answered(request: HttpRequest, held: catalogue.Guidance) -> tuple[AnswersForm, Profile]:
    """Return the form of a page that has it beside it, and the answers that make the page."""
    form = _form(request, held)
    return form, form.answers if form.is_bound else cookie.read(request)


def beside(
    request: HttpRequest, page: str, form: AnswersForm, given: Profile, context: dict
) -> HttpResponse:
    """Give a page with the form beside it, to htmx what changes, and keep what was sent."""
    part = "#answer" if request.htmx else ""
    context = {"form": form, "answers": given, "section": "me", "oob": bool(part), **context}
    response = TemplateResponse(request, f"me/{page}.html{part}", context)
    if form.is_bound and not part and form.is_valid():
        response = redirect(f"me:{page}")
        response.status_code = 303
    return cookie.keep(response, given) if form.is_bound else response


def _form(request, held):
    names = held.evidence.names
    if request.method == "POST":
        return AnswersForm(names, request.POST)
    return AnswersForm(names, answers=cookie.read(request))
