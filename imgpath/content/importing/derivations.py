"""What we worked out ourselves in a match row, said in a reader's words.

The tables' `check` column tells a researcher how a row was verified. A reader needs only the part
that says which figure is ours and how it was reached; the rest is the grade.
"""

import re

# The first whose words are in the `check` column.
SENTENCES = [
    (
        r"^derived: PGY-1 all",
        "Positions offered are all PGY-1 positions less the categorical and primary-care ones.",
    ),
    (
        r"DO here = S\d+ line",
        "US DO seniors, offered and filled are the totals of all PGY-1 positions less those of the "
        "primary-care and preliminary ones.",
    ),
    (
        r"US IMG here = S\d+ line",
        "US-citizen IMGs are the total of all PGY-1 positions less those of the categorical and "
        "primary-care ones.",
    ),
    (
        r"offered/filled = S\d+ line minus the other two",
        "Offered and filled are all PGY-1 positions less the categorical and primary-care ones.",
    ),
    (
        r"under one cut label|^see the PGY-1 row",
        "NRMP's table gives one line for two kinds of positions; its list of programs splits it.",
    ),
    (
        r"only integer giving",
        "Non-US IMGs are the only whole number that gives the published percent; earlier US "
        "graduates are the remainder.",
    ),
    (
        r"one run of digits",
        "The copy prints the counts without spaces; only this split fits the known totals.",
    ),
    (r"residual = other", "Others are what is left of the filled positions."),
    (
        r"grads = remainder|IMG counts from",
        "Earlier US graduates are what is left of the filled positions.",
    ),
    (r"^summed from the NRMP program list", "Summed by us from NRMP's list of programs."),
]


def sentence(check):
    """Return what was worked out in a row with this remark, or "" where all is as published."""
    return next((words for pattern, words in SENTENCES if re.search(pattern, check)), "")


def split_source(check):
    """Return the id of the one source that gives the split by applicant group, if one does."""
    found = re.search(
        r"(S\d+) gives all six types|IMG counts from (S\d+)|US IMG \d+ from (S\d+)", check
    )
    return next(filter(None, found.groups())) if found else None
