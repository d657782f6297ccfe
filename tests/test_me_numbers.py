"""No number on a page for one reader is ours: each stands beside its source, or is the reader's."""

import re

import pytest
from django.test import Client

from tests import graduation
from tests.guidance.profiles import SOME
from tests.pages import OWN
from tests.residencies.markup import text, tree
from tests.test_me import answering

# What has a digit in its name and counts nothing.
NAMES = re.compile(
    r"Step [123]\b|\b(J|F|B)-[12]\b|\bH-?1B\b|Form [A-Z]+-\d+|PGY-?\d|Pathways? [1-6]( to [1-6])?"
    r"|\b20\d\d (Match|season)|Conrad 30"
)
# What the reader said, in the words of the rule that it met; a test of the rules holds the two
# together.
SAID = re.compile(r"(You (said|gave|have|are|chose|do)|Today is)\b[^.]*\.")
# The heading over the dates of a month.
MONTH = re.compile(r"[A-Z][a-z]+ 20\d\d")
# One thing that is told, with all that belongs to it; of two, one in the other, the inner one.
WHOLE = {"li", "tr", "figure", "p", "dd", "caption", "h1", "h2", "h3"}


def told(element):
    """Yield each thing that is told in an element, but for what the reader typed or counts."""
    for each in element:
        if each.tag == "form" or each.get("role") == "status":
            continue
        finding = each.get("class") == "known"  # its words, and below them its source
        inner = [] if finding else list(told(each))
        yield from inner or ([each] if each.tag in WHOLE else [])


def unsourced(html):
    """Return the texts with a number that is neither a name, nor said, nor beside a source."""
    (main,) = tree(html).findall(".//main")
    return [
        text(each)
        for each in told(main)
        if re.search(r"\d", SAID.sub("", NAMES.sub("", text(each))))
        and not (each.tag == "h3" and MONTH.fullmatch(text(each)))
        and not any(link.get("href", "").startswith("/sources/") for link in each.iter("a"))
    ]


@pytest.mark.parametrize("address", sorted(OWN))
def test_no_number_stands_without_a_source(db, address):
    for reader in [None, *SOME[::60]]:
        client = answering(reader) if reader else Client()
        html = client.get(address).text
        assert unsourced(html) == [], reader
        assert graduation.percentages(html) == [], reader
