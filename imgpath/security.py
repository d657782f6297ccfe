"""What keeps visitors safe that Django has no setting for."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Django adds these, but not where its own middleware refuses a request.
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
}


def headers(get_response):
    """Add HEADERS to every response, static files included."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def same_origin_post(view):
    """Refuse a POST that a page of another site sends: a guard that needs no token and no cookie.

    Browsers say where a POST comes from. What says nothing is no browser: it acts for itself alone.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not _from_here(request):
            return HttpResponseForbidden(_("Only a page of this site can send this form."))
        return view(request, *args, **kwargs)

    return guarded


def body_at_most(most):
    """Refuse a body of more than ``most`` bytes before any of it is read."""

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if int(request.META.get("CONTENT_LENGTH") or 0) > most:
                return HttpResponse(_("That is more than this form takes."), status=413)
            return view(request, *args, **kwargs)

        return guarded

    return decorator


def _from_here(request):
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")  # older browsers, and any over plain HTTP
    return not origin or origin.partition("://")[2] == request.get_host()
