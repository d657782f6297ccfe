"""What no page may hold: a percentage by year of graduation. None is published, for any group."""

import re

from tests.residencies.markup import text, tree

WHEN = re.compile(
    r"\b(graduation year|years? of graduation|years? since (graduation|graduating)"
    r"|graduated\b[^.]*\b(years? ago|years? or more|last \w+ years?|in (19|20)\d\d))",
    re.IGNORECASE,
)
SHARE = re.compile(r"\d ?%|\bpercent\b|\bof (every )?100\b|\bout of \d|\bmatch rate of \d")


def percentages(html):
    """Return the sentences that tell a percentage of people by when they graduated."""
    words = text(tree(html))
    sentences = re.split(r"(?<=[.?:;])\s+", words)
    return [each for each in sentences if WHEN.search(each) and SHARE.search(each)]
