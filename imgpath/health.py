"""What a balancer asks: does this process answer, and should it be sent readers?"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidance import catalogue
from residencies import freshness


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does, whatever becomes of the database."""
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether readers get pages: from content that is live, or that was read last.

    A database that is away is no reason to send readers elsewhere, where it is away too.
    """
    try:
        catalogue.current()
    except DatabaseError:
        return JsonResponse({"status": "unready"}, status=503)
    return JsonResponse({"status": "degraded" if freshness.away_since() else "ready"})
