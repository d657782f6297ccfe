"""The first use of each term on a page, made a link to the glossary. Plain HTML in and out.

Only running text is looked at: paragraphs, items of lists and answers of facts. There a term is no
part of a link, a button, a label, code, or small print, whose lines lie too close for a
finger. What is found in a paragraph is the same each time, so it is remembered.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

type Found = tuple[tuple[int, int, str], ...]
"""Where a text uses terms, in order, and the address of each: a term only once."""

PARTS = (' data-hx-indicator="', ' role="status"')
"""Where what htmx swaps begins: it comes by itself too, and would link a second time."""
REMEMBERED = 4_000  # paragraphs: about two megabytes

_RUNNING = r"p|li|dd"
_BLOCK = rf"{_RUNNING}|dt|dl|ul|ol|div|section|article|aside|nav|table|form|fieldset|details"
_BLOCK += r"|summary|figure|blockquote|h[1-6]"
_INSIDE = r"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+"""
_RUN = re.compile(rf"<(?:{_RUNNING})(?:\s{_INSIDE})?>((?:[^<]++|<(?!/?(?:{_BLOCK})[\s>]))++)")
_CLOSED = "a|button|code|label|option|select|small|svg|textarea"
_PASSED = rf"<({_CLOSED})\b.*?(?:</\1\s*>|\Z)|<{_INSIDE}>?"


def finder(spellings: Iterable[tuple[str, str]]) -> Callable[[str], Found]:
    """Return what finds each spelling, of which an address comes with it, in a piece of HTML."""
    addresses = {escape(" ".join(word.split())): address for word, address in spellings}
    addresses.pop("", None)
    if not addresses:
        return lambda text: ()
    longest_first = sorted(addresses, key=len, reverse=True)
    words = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)
    # No part of a longer word, an entity, an address or a name like "US-IMG".
    term = re.compile(rf"{_PASSED}|\b(?<![&#/.@-])({words})(?![\w-]|[.@/]\w)", re.DOTALL)

    @lru_cache(REMEMBERED)
    def found(text: str) -> Found:
        first: dict[str, tuple[int, int, str]] = {}
        for each in term.finditer(text):
            if each[2]:
                address = addresses[" ".join(each[2].split())]
                first.setdefault(address, (each.start(), each.end(), address))
        return tuple(first.values())

    return found


def linked(html: str, find: Callable[[str], Found]) -> str:
    """Return what a page says with the first use of each term as a link."""
    ends = [at for at in map(html.find, PARTS) if at >= 0]
    pieces, done, seen = [], 0, set()
    for run in _RUN.finditer(html, 0, min(ends, default=len(html))):
        for start, end, address in find(run[1]):
            if address not in seen:
                seen.add(address)
                start, end = run.start(1) + start, run.start(1) + end
                pieces += [html[done:start], f'<a class="term" href="{escape(address)}">']
                pieces += [html[start:end], "</a>"]
                done = end
    return "".join([*pieces, html[done:]]) if pieces else html
