"""What stands on a page in the pseudo-language that is neither a message nor content."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser

from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.utils.html import strip_tags
from django.utils.translation import override

from guidance import prose
from tests.pseudo import CLOSE, OPEN

UNREAD = {"script", "style", "code", "template"}
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr", "path", "use", "rect", "circle"}
SHOWN = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
NAMES = re.compile(
    r"\b(imgpath|NRMP|ERAS|ECFMG|AAMC|API|CSV|JSON|Atom|USMLE|English|IMGs?|MB|PGY-\d|Step 2 CK"
    r"|SF Match CAS|Urology Residency Match)\b"
)
"""What is called the same in every language."""
WORD = re.compile(r"^(?!/).*(?!\b[A-Z]{2}\b)[A-Za-z]{2}")
"""Not an address, nor the code of a state."""
JOINED = re.compile(r"\s*[·–|:;,.()]\s*")
TAG = re.compile(r"<[^>]*>")
ADDED = re.compile(r'<a class="term"[^>]*>(.*?)</a>|<mark>(.*?)</mark>', re.DOTALL)
"""What a page puts around words of a text: a link to the glossary, or that they were looked for."""
LONG = 3
"""Spaces from which a text that stands in prose is no chance."""


class Spoken(HTMLParser):
    """Collects the texts of a page, and of its attributes, that stand in no brackets.

    What says that it is English is passed over.
    """

    def __init__(self):
        super().__init__()
        self.bare, self._depth, self._unread = [], 0, []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in UNREAD or self._unread or given.get("lang") == "en":
            self._unread += [] if tag in VOID else [tag]
            return
        read = given.get("name") == "description" or "title" in given.get("property", "")
        for name, value in attrs:
            if name in SHOWN or name.startswith("data-say") or (name == "content" and read):
                self.bare += outside(value or "", 0)[0]

    def handle_endtag(self, tag):
        if tag in self._unread:  # an end may be left out: whatever was open in it ends too
            while self._unread.pop() != tag:
                pass

    def handle_data(self, data):
        if not self._unread:
            found, self._depth = outside(data, self._depth)
            self.bare += found


def outside(text: str, depth: int) -> tuple[list[str], int]:
    """Return the parts of a text outside brackets, and how many are open after it."""
    found, part = [], ""
    for each in text:
        if each == OPEN or (each != CLOSE and not depth):
            if each == OPEN:
                found.append(part)
                part, depth = "", depth + 1
            else:
                part += each
        elif each == CLOSE:
            depth = max(0, depth - 1)
    return [*found, part], depth


def unreachable(html: str) -> list[str]:
    """Return the words of a page that no translator can reach and that are in no row."""
    page = Spoken()
    page.feed(ADDED.sub(r"\1\2", html))
    texts = dict.fromkeys(" ".join(NAMES.sub(" ", text).split()) for text in page.bare)
    return [text for text in texts if WORD.search(text) and not of_a_row(text)]


@cache
def of_a_row(text: str) -> bool:
    """Return whether content holds a text, or each of those that punctuation joins in it."""
    text = text.lower()
    texts, together = content()
    if text in texts or (text.count(" ") >= LONG and text in together):
        return True
    parts = [part for part in JOINED.split(text) if WORD.search(part)]
    return parts != [text] and all(map(of_a_row, parts))


@cache
def content() -> tuple[set[str], str]:
    """Return every text of every row, as a page would show it, and all of them together."""
    with override("en"):
        texts = {" ".join(text.lower().split()) for text in _texts()}
    return texts | {part for text in texts for part in JOINED.split(text)}, "\n".join(texts)


def _texts() -> Iterator[str]:
    kinds = (CharField, TextField, JSONField)
    for model in [
        *apps.get_app_config("residencies").get_models(),
        *apps.get_app_config("guidance").get_models(),
    ]:
        names = [field.name for field in model._meta.fields if isinstance(field, kinds)]
        for row in model._default_manager.all():
            yield str(row)
            for name in names:
                text = str(getattr(row, name) or "")
                html = prose.render(text)
                for part in [text, strip_tags(html), *TAG.split(html)]:
                    yield NAMES.sub(" ", unescape(part))
