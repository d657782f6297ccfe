"""A reader's answers: one signed cookie, which only the pages under /me/ read."""

import json
from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from guidance import profile
from guidance.profile import EMPTY, Profile
from imgpath import moved
from imgpath.cookies import Cookie

COOKIE = Cookie(plain="answers", former="__Secure-answers", former_path="/me/", salt="imgpath.me")


def read(request: HttpRequest) -> Profile:
    """Return the answers that the browser keeps; a cookie too old, or changed, holds none."""
    kept = COOKIE.read(request)
    return kept_long(json.loads(kept)) if kept else EMPTY


def kept_long(answers: Mapping[str, object]) -> Profile:
    """Return answers that an older release may have written: specialties by their names now."""
    found = profile.load(answers)
    return replace(found, specialties=tuple(moved.specialties(found.specialties)))


def keep(response: HttpResponse, answers: Profile) -> HttpResponse:
    """Have the browser keep the answers for 180 days from now; without any it keeps nothing."""
    text = json.dumps(profile.dump(answers), separators=(",", ":")) if answers else ""
    return COOKIE.keep(response, text)


def forget(response: HttpResponse) -> HttpResponse:
    """Have the browser drop the answers."""
    return COOKIE.forget(response)
