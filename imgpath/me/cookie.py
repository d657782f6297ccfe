"""A reader's answers: one signed cookie, which only the pages under /me/ are sent."""

import json
from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guidance import profile
from guidance.profile import EMPTY, Profile
from imgpath import moved

NAME = "__Secure-answers" if settings.SESSION_COOKIE_SECURE else "answers"
PATH = "/me/"
SALT = "imgpath.me"
AGE = 180 * 24 * 60 * 60


def read(request: HttpRequest) -> Profile:
    """Return the answers that the browser keeps; a cookie too old, or changed, holds none."""
    kept = request.get_signed_cookie(NAME, default="", salt=SALT, max_age=AGE)
    return kept_long(json.loads(kept)) if kept else EMPTY


def kept_long(answers: Mapping[str, object]) -> Profile:
    """Return answers that an older release may have written: specialties by their names now."""
    found = profile.load(answers)
    return replace(found, specialties=tuple(moved.specialties(found.specialties)))


def keep(response: HttpResponse, answers: Profile) -> HttpResponse:
    """Have the browser keep the answers for 180 days from now; without any it keeps nothing."""
    if not answers:
        return forget(response)
    response.set_signed_cookie(
        NAME,
        json.dumps(profile.dump(answers), separators=(",", ":")),
        salt=SALT,
        max_age=AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Have the browser drop the answers."""
    response.delete_cookie(NAME, path=PATH, samesite="Lax")
    return response
