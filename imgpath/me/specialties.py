"""A reader's specialties: what speaks for and against each, and what would change the list."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from guidance import fitting

from .views import answered, beside, private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Say what speaks for and against each specialty; htmx sends changed answers."""
    known = fitting.current()
    form, given = answered(request, known.guidance)
    return beside(request, "specialties", form, given, fitting.context(known, given))
