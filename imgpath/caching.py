"""What browsers and shared caches may keep of public pages, and how they ask if it still holds.

A page follows from the code, the revision of the content, the day and its address: these make its
validator, so a cache that asks is answered by one small query, and nothing is rendered. The first
two are its version, which tells a browser that keeps many pages whether they belong together.
"""

import hashlib
from functools import cache

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from residencies import freshness, languages

OWN = ("/admin/", "/staff/", "/me/", "/shortlist/", "/report/", "/health/")
OWN += ("/robots.txt", "/favicon.ico")
"""Where pages are of one person, answer what somebody sent, or need no content."""
SHARED = 60
"""Seconds for which a shared cache need not ask: how late a reader behind one may see an edit."""
WHEN_BROKEN = 24 * 60 * 60
"""Seconds for which a shared cache may show what it has when the site does not answer."""


class Middleware:
    """Answer 304 for a page that has not changed; say of every other how long it may be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with freshness.asked_once():
            response = self.get_response(request)
            return _may_be_kept(request, response) if hasattr(request, "validator") else response

    def process_view(self, request: HttpRequest, *view) -> HttpResponse | None:
        """Compare before anything is made; an address that leads nowhere costs no query."""
        if request.method not in {"GET", "HEAD"} or languages.bare(request.path).startswith(OWN):
            return None
        request.validator = _tag(request)
        return get_conditional_response(request, etag=request.validator)


def _tag(request):
    """Return the validator of a page; None for part of one, and while the database is away."""
    try:
        revision = freshness.revision()
    except DatabaseError:
        return None
    if "HX-Request" in request.headers:
        return None
    told = [timezone.localdate(), request.scheme, request.get_host(), request.get_full_path()]
    return f'"{_digest(_code(), revision, *told)}"'


def version() -> str:
    """Return what differs once code or content does. Raises DatabaseError while it is away."""
    return _digest(_code(), freshness.revision())


def _digest(*told):
    return hashlib.sha256(" ".join(map(str, told)).encode()).hexdigest()[:32]


def _may_be_kept(request, response):
    tag = request.validator
    if response.has_header("Cache-Control"):
        return response
    if not tag:
        # A part of a page has the page's own address: kept, it could be taken for the page.
        patch_cache_control(response, no_store=True)
    elif response.status_code in {200, 304} and not response.cookies:
        response["ETag"] = tag
        response["Content-Version"] = version()
        patch_cache_control(
            response, public=True, max_age=0, s_maxage=SHARED, stale_if_error=WHEN_BROKEN
        )
    if response.status_code == 304:
        response["Vary"] = "HX-Request, Accept-Encoding"
    return response


@cache
def _code():
    """Return a digest of all that pages are made with: our files, and the versions of others'."""
    digest = hashlib.sha256()
    folders = [settings.BASE_DIR / name for name in ("imgpath", "residencies", "guidance")]
    made_with = [path for folder in folders for path in folder.rglob("*.py")]
    made_with += [*settings.TEMPLATES[0]["DIRS"][0].rglob("*.*"), settings.BASE_DIR / "uv.lock"]
    made_with += (settings.BASE_DIR / "locale").rglob("*.mo")
    made_with += settings.STATIC_ROOT.glob("staticfiles.json")
    for path in sorted(made_with):
        digest.update(path.read_bytes())
    return digest.hexdigest()
