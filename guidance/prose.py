"""Editors' Markdown: what it may hold, and as HTML that is safe to show.

The one place that vouches for what editors write, and the one that reads Markdown. It is rendered
once a revision, when the catalogue is read: the result then serves every page until the next edit.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from residencies import languages
from residencies.translations import Translated

TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"}
# Pages of this site, other sites over HTTPS, mail. "//host" and "/\host" would leave the site.
ADDRESS = re.compile(r"https://|mailto:|#|/(?![/\\])", re.IGNORECASE)
LINKED = re.compile(r"[\]<]")
"""No link is written without one of these."""
LONGEST = 3_000
"""Characters in one field: the worst that can be made of so many takes some 50 ms to render."""
LONGEST_ADDRESS = 500

_markdown = MarkdownIt("commonmark", {"html": False}).disable(
    ["heading", "lheading", "image", "hr", "code", "fence"]
)
# The parser prints what it takes for a dangerous link as text: this one sees it and can say so.
_reader = MarkdownIt("commonmark", {"html": False})
_reader.validateLink = lambda url: True


def _link_open(renderer, tokens, index, options, env):
    if tokens[index].attrGet("href").lower().startswith("https:"):
        tokens[index].attrSet("rel", "noopener")
    return renderer.renderToken(tokens, index, options, env)


_markdown.add_render_rule("link_open", _link_open)


def render(markdown: str) -> SafeString:
    """Return ``markdown`` as HTML with nothing in it but text, lists and links.

    Links to pages of this site lead to those in the active language. English without a translation
    says that it is English, so that it is spelled and laid out as such on any page.
    """
    return _rendered(
        markdown, get_language(), languages.foreign() and not isinstance(markdown, Translated)
    )


@lru_cache(maxsize=2_000)  # an edit changes one text of some 500
def _rendered(markdown, language, untranslated):
    tokens, env = _markdown.parse(markdown), {}
    for token in tokens:
        if untranslated and token.nesting == 1 and token.level == 0:
            token.attrs |= languages.ENGLISH
    html = nh3.clean(
        _markdown.renderer.render(tokens, _markdown.options, env),
        tags=TAGS,
        attributes={"*": {*languages.ENGLISH}, "a": {"href", "rel"}, "ol": {"start"}},
        attribute_filter=_keep,
        url_schemes={"https", "mailto"},
        link_rel=None,
    )
    return mark_safe(html)


def _keep(tag, name, value):
    if name != "href":
        return value
    if not ADDRESS.match(value):
        return None
    return languages.own(value) if value.startswith("/") else value


def addresses(markdown: str) -> Iterator[str]:
    """Yield the address of every link and image; of a text that is too long, none."""
    if len(markdown) > LONGEST or not LINKED.search(markdown):
        return
    for block in _reader.parse(markdown):
        for token in block.children or []:
            yield from (str(token.attrs[name]) for name in ["href", "src"] if name in token.attrs)


def validate(markdown: str) -> None:
    """Raise ValidationError, with everything that is wrong, for what must not be saved."""
    if found := list(problems(markdown)):
        raise ValidationError(found)


def problems(markdown: str) -> Iterator[str]:
    """Yield what is wrong with a text, in words for an editor."""
    if len(markdown) > LONGEST:
        yield _(
            "This text has {count} characters, and may have {most}. Cut it, or move a part of it "
            "to an item of its own."
        ).format(count=f"{len(markdown):,}", most=f"{LONGEST:,}")
    for address in addresses(markdown):
        if not ADDRESS.match(address):
            yield _(
                "Change the link to “{address}”: a link starts with / for a page of this site, "
                "with https:// for another, or with mailto: for an address."
            ).format(address=address)
        elif len(address) > LONGEST_ADDRESS:
            text = _("Find a shorter address than “{start}…”: it may have {most}.")
            yield text.format(start=address[:60], most=LONGEST_ADDRESS)
