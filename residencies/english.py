"""English that nobody translated says so on a page in another language.

A browser then speaks it, breaks it and orders its signs as English (WCAG 3.1.2). A page is marked
when it is whole, so that no template has to ask of each title which language it is in.
"""

import re
from collections.abc import Container
from html import unescape

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from . import drafts, freshness, languages, translations
from .models.translations import plain

_SVG = "text|tspan|title|desc"
_TERM = r'<a class="term" [^<>]*>[^<]*</a>'
_WORDS = re.compile(
    rf"<(?!(?:{_SVG})\b)([a-z][a-z0-9]*+)(?![^<>]*\slang=)([^<>]*+)>((?:[^<]++|{_TERM})++)</\1>"
)
"""An element that holds words alone, of which some may lead to the glossary."""
_SAYS = "".join(f' {name}="{value}"' for name, value in languages.ENGLISH.items())
_TAG = re.compile(r"<[^<>]*>")


def middleware(get_response):
    """Mark what is English on pages in another language."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if languages.foreign() and response.get("Content-Type", "").startswith("text/html"):
            response.content = marked(response.text, _english())
        return response

    return answered


def _english() -> Container[str]:
    """Return what content is in English; nothing for a page that asked for no content."""
    if not freshness.asked() or drafts.kept() is not None:
        return ()
    try:
        return translations.current().untranslated
    except DatabaseError:  # it is away, and this process has read nothing yet
        return ()


def marked(html: str, english: Container[str]) -> str:
    """Return a page on which each element that holds an English text alone says so."""

    def mark(found: re.Match) -> str:
        tag, given, words = found.groups()
        if plain(unescape(_TAG.sub("", words))) not in english:
            return found[0]
        return f"<{tag}{_SAYS}{given}>{words}</{tag}>"

    return _WORDS.sub(mark, html)
