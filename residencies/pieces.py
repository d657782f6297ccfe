"""A part of a sentence that a template works out before the sentence is translated: a tag."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag
def piece(content: SafeString) -> SafeString:
    """Return what the template says between the tags; ``{% piece as names %}`` names it.

    Nothing but names may stand within a message: a list of links is a piece with one.
    """
    return mark_safe(content.strip())
