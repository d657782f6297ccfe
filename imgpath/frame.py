"""What stands around every page: notices, and what all pages of a section have, rendered once."""

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from residencies import freshness, languages

register = template.Library()


@register.simple_tag
@languages.each
def held(name: str, section: str) -> SafeString:
    """Return a template that depends on nothing but the section of the page."""
    return render_to_string(name, {"section": section})


def around(request: HttpRequest) -> dict:
    """Tell templates where they are read, and what stands above every page if anything does."""
    return {
        "origin": f"{request.scheme}://{request.get_host()}",
        "away_since": freshness.away_since(),
        "preview": getattr(request, "preview", None),
    }
