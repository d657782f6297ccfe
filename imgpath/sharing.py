"""What those who share a link, and machines, are told of a page: its own words, said once."""

from functools import lru_cache
from html import unescape

from django import template
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from residencies import pictures

from .structured import Page, graph

register = template.Library()


@register.simple_tag(takes_context=True)
def again(context, name):
    """Return what the block ``name`` of this page holds, for a second place in the page."""
    known = context.render_context
    if (again, name) not in known:  # machines are told it in a third place
        known[again, name] = known[BLOCK_CONTEXT_KEY].get_block(name).render(context)
    return known[again, name]


@register.simple_tag(takes_context=True)
def picture(context, entry=None) -> SafeString:
    """Tell the picture of a specialty, or the site's, where one was drawn."""
    return _picture(pictures.drawn(entry), context.get("origin"))


@lru_cache(maxsize=200)
def _picture(card, origin):
    return render_to_string("components/picture.html", {"card": card, "origin": origin})


@register.simple_tag(takes_context=True)
def structured(context, thing=None) -> str:
    """Tell machines what the page is, and what ``thing`` it is about, as a block of data."""
    origin = context.get("origin")
    if origin is None:  # rendered for nobody, it has no address
        return ""
    title, description, path = (
        unescape(again(context, name)) for name in ("title", "description", "canonical")
    )
    name = title.removeprefix(f"{_('Error:')} ").removesuffix(" – imgpath")
    page = Page(origin, path, name, description, context.get("section", ""))
    return _block(page, thing) if thing else _known_block(page, get_language())


@lru_cache(maxsize=200)
def _known_block(page, language):
    return _block(page, None)


def _block(page, thing):
    # Django escapes whatever could end the block; only the kind of data differs.
    data = json_script(graph(page, thing))
    return mark_safe(data.replace("application/json", "application/ld+json", 1))
