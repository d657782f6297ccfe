from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..preview import drafts
from . import page


@require_safe
def coverage(request: HttpRequest) -> TemplateResponse:
    """Set kinds of readers against what they are told; the admin site lets in whom it knows."""
    if not drafts.may_see(request):
        raise PermissionDenied(drafts.REFUSED)
    context = admin.site.each_context(request) | {"title": _("What readers are told")}
    context |= page.context(request.GET, request.user, timezone.localdate())
    return TemplateResponse(request, "coverage/page.html", context)
