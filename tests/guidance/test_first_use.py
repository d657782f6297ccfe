"""Where a text uses a term, and what the link does to it: nothing but a link around the words."""

import random
import re

import pytest

from guidance.first_use import finder, linked
from tests.residencies.markup import tree, unlinked

SPELLINGS = {
    "IMG": "/glossary/#img",
    "IMGs": "/glossary/#img",
    "non-US IMG": "/glossary/#non-us",
    "Step 2 CK": "/glossary/#ck",
    "CK": "/glossary/#only-ck",
    "212(e)": "/glossary/#home",
    "R&D": "/glossary/#research",
    "amp": "/glossary/#never",
}
FIND = finder(SPELLINGS.items())
LINK = re.compile(r'<a class="term" href="([^"]*)">(.*?)</a>', re.DOTALL)


def links(html, find=FIND):
    """Return the words that become links, each with where it leads."""
    return [(words, address) for address, words in LINK.findall(linked(html, find))]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>An IMG and an IMG.</p>", ["IMG"]),
        ("<p>IMGs first, then an IMG.</p><p>IMG</p>", ["IMGs"]),
        ("<p>A non-US IMG is an IMG.</p>", ["non-US IMG", "IMG"]),
        ("<p>Step 2 CK, not CK.</p>", ["Step 2 CK", "CK"]),
        ("<p>Step 2\n      CK</p>", ["Step 2\n      CK"]),
        ("<p>(IMG), “IMG”; IMG's</p>", ["IMG"]),
        ("<p>Section 212(e).</p>", ["212(e)"]),
        ("<p>R&amp;D</p>", ["R&amp;D"]),
        ("<ul><li>An IMG</li></ul>", ["IMG"]),
        ("<dl><dt>IMG</dt><dd>IMG, CK</dd></dl>", ["IMG", "CK"]),
        ('<p class="lead" title="a > b">IMG</p>', ["IMG"]),
        ('<p><b class="IMG">IMG</b></p>', ["IMG"]),
        ("<li><a href='/'>IMG</a> For an IMG</li>", ["IMG"]),
        ("<div><p>One</p>CK<p>IMG</p></div>", ["IMG"]),
    ],
)
def test_the_first_use_in_running_text_becomes_a_link(html, words):
    assert [word for word, _ in links(html)] == words
    assert unlinked(linked(html, FIND)) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>img IMGS US-IMG IMG-friendly IMG_1 XIMG IMGx IMG2</p>",
        "<p>a@IMG IMG@a.org /IMG IMG/x nrmp.IMG IMG.org #IMG &IMG;</p>",
        "<p>Fish &amp; chips &#amp;</p>",
        '<p><a href="/x/" title="IMG">An IMG</a></p>',
        "<li>A card <small>for an IMG</small></li>",
        "<p><button>IMG</button> <code>IMG</code> <label>IMG <i>CK</i></label></p>",
        '<p><img alt="IMG"><input value="a > IMG"></p>',
        "<li><svg><title>IMG</title><text>CK</text></svg></li>",
        "<li><select><option>IMG</option></select></li>",
        "<h1>IMG</h1><h2>IMG</h2><dt>IMG</dt><summary>IMG</summary><th>IMG</th><td>CK</td>",
        "<li><h3>IMG</h3></li><li><details><summary>IMG</summary></details></li>",
        "<li><table><tr><td>IMG</td></tr></table></li>",
        "<li><a href='/x/'>An IMG<p>",
        "<path>IMG</path><link>IMG<pre>IMG</pre>",
        '<form data-hx-indicator="#results"><p>IMG</p></form><p>IMG</p>',
        '<p id="count" role="status">IMG</p><p>IMG</p>',
        "IMG",
        "",
    ],
)
def test_elsewhere_nothing_becomes_one(html):
    assert linked(html, FIND) == html


def test_each_link_leads_to_its_term():
    assert links("<p>IMGs, R&amp;D, CK</p>") == [
        ("IMGs", "/glossary/#img"),
        ("R&amp;D", "/glossary/#research"),
        ("CK", "/glossary/#only-ck"),
    ]


@pytest.mark.parametrize(
    "spelling", ["", " ", "(", ".*", "\\", "[", "<b>", "a|b", "\x00", "é", "x" * 500, '"', "p"]
)
def test_any_spelling_is_taken_as_it_is_written(spelling):
    find = finder([(spelling, "/glossary/#odd"), ("IMG", "/glossary/#img")])
    html = "<p>An IMG (.* \\ [ &lt;b&gt; a|b é p &quot;</p>"
    marked = linked(html, find)
    assert unlinked(marked) == html
    assert 'href="/glossary/#img">IMG</a>' in marked
    tree(marked)


def test_without_spellings_nothing_is_looked_for():
    assert linked("<p>IMG</p>", finder([])) == "<p>IMG</p>"


PIECES = ["IMG", " ", "CK", "Step 2 CK", "&amp;", "&lt;b&gt;", "\n", "-", "/", "é", "'", '"', ">"]
TEXT = ["b", "em"]
WORDS = [*TEXT, "a", "button", "code", "label", "small"]
BLOCKS = ["p", "li", "dd", "div", "ul", "h2", "summary", "details"]
HOLDS = dict.fromkeys(TEXT, []) | dict.fromkeys(WORDS[2:], TEXT)
HOLDS |= dict.fromkeys(BLOCKS, [*BLOCKS, *WORDS]) | dict.fromkeys(["p", "h2", "summary"], WORDS)
ATTRIBUTES = ["", ' title="IMG > CK"', " class='CK \"IMG\"'"]


def made(chance, kinds=BLOCKS, depth=0):
    """Return HTML of any kind in which elements stand where they may."""
    parts = []
    for _ in range(chance.randrange(1, 6)):
        if kinds and depth < 5 and chance.random() < 0.4:
            name = chance.choice(kinds)
            inside = made(chance, HOLDS[name], depth + 1)
            parts.append(f"<{name}{chance.choice(ATTRIBUTES)}>{inside}</{name}>")
        else:
            parts.append(chance.choice(PIECES))
    return "".join(parts)


def test_whatever_a_page_holds_only_links_are_added_and_none_within_another():
    chance, found = random.Random(62), 0
    for _ in range(2_000):
        html = made(chance)
        marked = linked(html, FIND)
        assert unlinked(marked) == html
        found += len(LINK.findall(marked))
        root = tree(marked)
        for kind in ["a", "button", "code", "label", "small", "h2", "summary"]:
            assert not root.findall(f".//{kind}//a[@class='term']"), marked
        assert len({each for each, _ in LINK.findall(marked)}) == len(LINK.findall(marked))
    assert found > 300
