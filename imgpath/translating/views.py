from contextlib import nullcontext

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from residencies.models import Revision, Translation

from ..content.history import recorded
from ..content.models import ContentRevision
from . import counting, texts
from .forms import TextsForm


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Say how much of each kind of content is translated."""
    kinds = counting.kinds(request)
    if not (kinds and texts.languages()):
        raise Http404("There is nothing to translate, or no language to translate into.")
    context = {"title": "Translations", "languages": texts.languages(), "kinds": kinds}
    return _answer(request, "overview", **context)


@require_safe
def kind(request: HttpRequest, language: str, label: str) -> HttpResponse:
    """List the rows of one kind by what is missing of each."""
    name, page = _asked(request, language, label)
    title = f"{page.opts.verbose_name_plural.capitalize()}: {name}"
    context = {"title": title, "language": language, "label": label}
    return _answer(request, "kind", rows=counting.rows(request, page, language), **context)


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, language: str, label: str, pk: int) -> HttpResponse:
    """Show the texts of one row beside their translations, and save these."""
    name, page = _asked(request, language, label)
    is_sent = request.method == "POST"
    with _recorded(request) if is_sent else nullcontext():
        found = get_object_or_404(page.get_queryset(request), pk=pk)
        form = _form(request, page, found, language)
        if is_sent and form.is_valid():
            form.save()
            Revision.bump()
            messages.success(request, "Saved. Readers see it now.")
            return redirect(request.path)
    title = f"{found}: {name}"
    return _answer(request, "row", title=title, form=form, row=found, opts=page.opts)


def _form(request, page, row, language):
    if not page.has_change_permission(request, row):
        raise PermissionDenied("You may not change this.")
    public = getattr(page, "is_public", lambda row: True)(row)
    return TextsForm(row, language, public=public, data=request.POST or None)


def _recorded(request):
    return recorded(Translation, via=ContentRevision.Via.ADMIN, actor=request.user)


def _asked(request, language, label):
    """Return what a language is called, and the page of a kind that somebody may translate."""
    names = dict(texts.languages())
    pages = {page.opts.label_lower: page for page in texts.pages(request)}
    if language not in names or label not in pages:
        raise Http404("There is no such language, or nothing of this kind to translate.")
    return names[language], pages[label]


def _answer(request, name, **context):
    own = admin.site.each_context(request) | context
    return TemplateResponse(request, f"translating/{name}.html", own)
