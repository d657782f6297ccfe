"""The language of a page: its address alone decides, so that a link, a cache and a copy keep it.

Pages in English have the addresses that they always had; those in another one of `LANGUAGES` are
below its code. No header and no cookie plays a part.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps

from django import template
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils import translation

register = template.Library()

ENGLISH = {"lang": "en", "dir": "ltr"}
"""What an element says whose words are English on a page in another language."""


@dataclass(frozen=True, slots=True)
class Other:
    """The same page in another language."""

    code: str
    name: str
    """In that language."""
    url: str


def middleware(get_response):
    """Answer in the language of the address."""

    def answered(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answered


def every() -> Iterator[str]:
    """Yield the code of each language, which is active meanwhile."""
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            yield code


def foreign() -> bool:
    """Return whether another language is active than the one that content is written in."""
    return translation.get_language() != settings.LANGUAGE_CODE


def own(path: str) -> str:
    """Return an address of this site as it is in the active language."""
    return spoken_in(path, translation.get_language())


@register.filter
def inside(label: str) -> str:
    """Return a label as it stands inside a sentence; other languages may need its capitals."""
    return str(label) if foreign() else str(label).lower()


def bare(path: str) -> str:
    """Return an address of this site, in whatever language, as it is in English."""
    language = translation.get_language_from_path(path)
    return path.removeprefix(f"/{language}") if language else path


@register.filter
def spoken_in(path: str, language: str) -> str:
    """Return an address of this site, in whatever language, as it is in another one."""
    return bare(path) if language == settings.LANGUAGE_CODE else f"/{language}{bare(path)}"


def each[**P, Value](function: Callable[P, Value]) -> Callable[P, Value]:
    """Remember what a function returns in each language: words, or addresses."""

    @cache
    def remembered(language, *args):
        return function(*args)

    @wraps(function)
    def asked(*args):
        return remembered(translation.get_language(), *args)

    return asked


@register.simple_tag(takes_context=True)
def others(context) -> list[Other]:
    """Return the page in each other language that it has."""
    request = context.get("request")
    if request is None or len(settings.LANGUAGES) == 1:
        return []
    here, active = request.get_full_path(), translation.get_language()
    found = [Other(*each, translate_url(here, each[0])) for each in settings.LANGUAGES]
    return [other for other in found if other.code != active and other.url != here]
