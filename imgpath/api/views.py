from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from . import page, v1


@require_safe
def docs(request: HttpRequest) -> TemplateResponse:
    """Say in words what can be asked and what comes back."""
    return TemplateResponse(request, "api/docs.html", page.context(v1.described()))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the same to programs."""
    return JsonResponse(v1.described())
