"""What those who share a link, and machines, are told of a page: its own words, said once."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY

from residencies import pictures

register = template.Library()


@register.simple_tag(takes_context=True)
def again(context, name):
    """Return what the block ``name`` of this page holds, for a second place in the page."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(context, entry=None) -> dict:
    """Tell the picture of a specialty, or the site's, where one was drawn."""
    return {"card": pictures.drawn(entry), "request": context.get("request")}
