"""What those who share a link are told: the page's own title and description, said once."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY

register = template.Library()


@register.simple_tag(takes_context=True)
def again(context, name):
    """Return what the block ``name`` of this page holds, for a second place in the page."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)
