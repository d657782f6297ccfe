"""No template shows words of its own that a translator could not reach."""

import re
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from tests.test_architecture import TEMPLATES, named

DONE: tuple[str, ...] = (
    "templates/403_csrf.html",
    "templates/404.html",
    "templates/429.html",
    "templates/500.html",
    "templates/503.html",
    "templates/charts/",
    "templates/components/",
    "templates/coverage/",
    "templates/guidance/",
    "templates/ledger/",
    "templates/me/",
    "templates/offline/",
    "templates/pages/",
    "templates/programs/",
    "templates/reports/",
    "templates/residencies/",
    "templates/search/",
)
"""The folders of templates whose words are marked."""
SHOWN = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
"""Attributes that people read."""
NOT_WORDS = re.compile(r"imgpath|[a-z]+\.example|\?\w+=\w*|&\w+;|\b[A-Z]{2,5}\b|\bid\b")
HOLE = "\x00"
"""Stands for what the template fills in."""
LITERAL = re.compile(r"""(_\()?(["'])((?:(?!\2).)*)\2""")
PLACE = re.compile(r"[\w./:-]*")
"""A name of a template, a route or a class: no words."""


class Words(HTMLParser):
    """Collects the words of a page, and of its attributes."""

    def __init__(self):
        super().__init__()
        self.found = []
        self._unread = 0

    def handle_starttag(self, tag, attrs):
        self._unread += tag in {"script", "style", "code"}
        given = dict(attrs)
        read = given.get("name") == "description" or given.get("property") == "og:description"
        for name, value in attrs:
            if name in SHOWN or (name == "content" and read):
                self._read(value or "")

    def handle_endtag(self, tag):
        self._unread -= tag in {"script", "style", "code"}

    def handle_data(self, data):
        if not self._unread:
            self._read(data)

    def _read(self, text):
        words = NOT_WORDS.sub("", text.replace(HOLE, " "))
        if re.search(r"[A-Za-z]{2}", words):
            self.found.append(" ".join(text.replace(HOLE, "…").split()))


def unmarked(source):
    """Yield the words of a template, also those in tags and filters, outside translation."""
    html, translated = [], False
    for token in Lexer(source).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
        if token.token_type is TokenType.BLOCK and name.removeprefix("end") in {
            "blocktranslate",
            "comment",
        }:
            translated = not name.startswith("end")
            html.append(HOLE)
        elif translated or token.token_type is TokenType.COMMENT:
            continue
        elif token.token_type is TokenType.TEXT:
            html.append(token.contents)
        else:
            html.append(HOLE)
            if name not in {"translate", "url", "static", "load"}:
                yield from literals(token.contents)
    parser = Words()
    parser.feed("".join(html))
    parser.close()
    yield from parser.found


def literals(contents):
    for marked, _, text in LITERAL.findall(contents):
        if not marked and not PLACE.fullmatch(text) and re.search(r"[A-Za-z]{2}", text):
            yield text


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if named(path).startswith(DONE or ("-",))], ids=named
)
def test_every_word_of_a_template_can_be_translated(path):
    assert list(unmarked(path.read_text())) == []


def test_what_joins_a_list_can_be_translated():
    bare = re.compile(r"""forloop\.last %\}[,;] |\|join:["'][,;]""")
    read = {named(path): path.read_text() for path in TEMPLATES if named(path).startswith(DONE)}
    english = ["templates/pages/changes.html"]  # names of fields
    assert [name for name, source in read.items() if bare.search(source)] == english


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Two words</p>", ["Two words"]),
        ('<p>{% translate "Two words" %}: {{ name }}</p>', []),
        ("<p>{% blocktranslate %}Two <b>words</b>{% endblocktranslate %}</p>", []),
        ('<a title="Two words" class="two words">{{ name }}</a>', ["Two words"]),
        ('{% include "a/b.html" with name="Two words" %}', ["Two words"]),
        ('{% include "a/b.html" with name=_("Two words") kind="two-words" %}', []),
        ('{{ name|default:"no name" }}', ["no name"]),
        ("{% comment %}Two words{% endcomment %}{# Two words #}<code>two words</code>", []),
    ],
)
def test_the_check_of_templates_finds_words(source, found):
    assert list(unmarked(source)) == found
