"""The site without a network: what a browser keeps when its reader asks for a copy of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imgpath import caching, sitemap

FILES = ["css/site.css", "js/site.js", "js/offline.js", "vendor/htmx-2.0.11.min.js"]
FILES += ["img/favicon.svg"]
# Made for one reader by the cookies of this browser: kept beside the pages that are everybody's.
OWN = ["me:answers", "me:advice", "me:specialties", "me:plan", "shortlist"]
ASKING = ["report", "guidance:search", "api"]
"""Pages that are of no use without a network."""
STAMPS = ["exact", "plain", "missing"]
KILOBYTES = 3.6
"""What a page takes on its way, compressed: measured, 780 pages took 2.8 MB."""


@require_safe
def page(request: HttpRequest) -> TemplateResponse:
    """Explain the copy; a script keeps it, renews it and removes it."""
    megabytes = KILOBYTES * len(_everybodys()) / 1000
    context = {"megabytes": megabytes, "locale": _locale()}
    return TemplateResponse(request, "offline/page.html", context)


@require_safe
@never_cache
def pages(request: HttpRequest) -> JsonResponse:
    """List what a copy of today's content holds, and the words that mark a page of it."""
    return JsonResponse(
        {
            "version": caching.version(),
            "files": [static(name) for name in FILES],
            "pages": _everybodys(),
            "own": [reverse(name) for name in OWN],
            "missing": reverse("offline:page"),
            "locale": _locale(),
            "stamps": {name: render_to_string(f"offline/{name}.html") for name in STAMPS},
        }
    )


def _locale():
    """Return how browsers call the active language, for the writing of dates."""
    language = get_language()
    return "en-GB" if language == "en" else language


def _everybodys():
    left_out = {reverse(name) for name in [*OWN, *ASKING]}
    return [each for each in sitemap.current() if each not in left_out]


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that answers for the site: from the root, since it may answer below it."""
    script = (settings.BASE_DIR / "static/js/worker.js").read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Say what the site is called and looks like on the screen of a phone."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    return JsonResponse(
        {
            "id": "/",
            "name": "imgpath",
            "description": _("Which US residency is open to me?"),
            "start_url": reverse("home"),
            "scope": reverse("home"),
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": "#12436d",
            "icons": [each | {"purpose": "any"} for each in icons],
        },
        content_type="application/manifest+json",
    )
