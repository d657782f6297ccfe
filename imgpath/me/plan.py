"""A reader's plan: the page, and its days as a file for calendar programs."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from guidance import plan_page, season

from . import cookie
from .views import private


@private
@require_safe
def page(request: HttpRequest) -> TemplateResponse:
    """Show what comes when, and what to do in which order."""
    told = plan_page.context(season.current(), cookie.read(request), timezone.localdate())
    return TemplateResponse(request, "me/plan.html", {"section": "me", **told})


@private
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """Give the days that are still to come; without any there is no file, privately too."""
    planned = season.plan(season.current(), cookie.read(request), timezone.localdate())
    if not planned.in_file:
        return TemplateResponse(request, "404.html", status=404)
    body = season.file(planned, timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="residency-season.ics"'
    return response
