"""What stands around every page and is the same on all of one section: rendered once a process."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def held(name: str, section: str) -> SafeString:
    """Return a template that depends on nothing but the section of the page."""
    return render_to_string(name, {"section": section})
