"""What stands around every page and is the same on all of one section: rendered once."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from residencies import languages

register = template.Library()


@register.simple_tag
@languages.each
def held(name: str, section: str) -> SafeString:
    """Return a template that depends on nothing but the section of the page."""
    return render_to_string(name, {"section": section})
