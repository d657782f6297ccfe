"""The first use of each term on a page leads to the glossary: a tag around what the page says."""

from django import template
from django.db import DatabaseError
from django.utils.safestring import SafeString, mark_safe

from guidance import catalogue
from guidance.first_use import linked
from residencies import drafts, freshness

register = template.Library()


@register.simple_block_tag(takes_context=True)
def explained(context, content: SafeString) -> SafeString:
    """Return the content of a page with its terms linked; as it is where that cost a query."""
    asked = freshness.asked() or drafts.kept() is not None
    if not asked or context.get("section") == "glossary":
        return content
    try:
        return mark_safe(linked(content, catalogue.current().uses))
    except DatabaseError:  # it is away, and this process has read nothing yet
        return content
