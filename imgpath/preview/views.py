from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from . import drafts, pages


@require_safe
def preview(request: HttpRequest, path: str = "") -> HttpResponse:
    """Show any page of the site with drafts in place; the admin site lets in whom it knows."""
    if not drafts.may_see(request):
        raise PermissionDenied(drafts.REFUSED)
    return pages.page(request, f"/{path}")
