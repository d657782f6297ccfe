import json

from django import template

register = template.Library()


@register.filter
def as_json(value) -> str:
    """Return what a script reads from an attribute; Django escapes it there."""
    return json.dumps(value)
