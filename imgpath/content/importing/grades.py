"""How far each source can be trusted: one place, in words, for an editor to disagree with.

A  the publisher's own report or page, a law, or a peer-reviewed article
B  a copy of such a text that passed checks, or a sponsor's own release
C  a secondary page: news, advisers, schools on matters that others decide
D  nobody can open it or look it up, or it says itself that it is unverified
"""

import re

# The first that the `type` column starts with.
TYPES = [
    ("peer-reviewed", "A"),
    ("primary (medical school advising)", "C"),
    ("primary (litigant)", "C"),
    ("primary (code copy)", "B"),
    ("primary (statute copy)", "B"),
    ("primary", "A"),
    ("secondary (copy of primary)", "B"),
    ("secondary", "C"),
    ("anecdotal", "D"),
    ("low-quality", "D"),
]

# Where no column tells: the first whose words are in the publisher's name.
PUBLISHERS = [
    (r"reproducing|transcribing|from NRMP|PR Newswire", "B"),
    (r"commercial|Wiki|blog|forum|Student Doctor|GitHub|code\)|document site|\bapp\b", "C"),
    (r"\(copy|copy\)|\(via |adapted from", "B"),
    (r"^(NRMP|AAMC|AAFP|ACGME|ECFMG|Intealth|ACEP|HHS|EMRA|STFM)\b", "A"),
    (r"American (Board|College|Medical|Academy|Urological|Psychiatric|Osteo)", "A"),
    (r"Federal Register|HHS|Journal|Academic Medicine|University|School of Medicine", "A"),
]
SCHOOL_OR_STATE = re.compile(r"https?://[^/]*\.(edu|gov|mil)(/|$)")

# What the tables' own notes say about single sources.
EXCEPTIONS = {
    "match-s09": (
        "C",
        "Typed by hand, with known slips; used only where it ties to NRMP's totals.",
    ),
    "match-s22": ("C", "Only its headline counts for 2026 are used; its specialty table is not."),
    "specialties-umd-sig": ("C", "A school's list of what specialties announced."),
    "specialties-ama-sig26": ("C", ""),
    "specialties-matchly": (
        "C",
        "App code, undated, that says it copies the official tables. Check the official page.",
    ),
}


def grade(slug, row, url, citation):
    """Return the grade of one line of a sources table."""
    if not url and not citation:
        return "D"
    if slug in EXCEPTIONS:
        return EXCEPTIONS[slug][0]
    if given := row.get("grade"):
        return given if given in "ABC" else "D"
    if kind := row.get("type"):
        return next((letter for start, letter in TYPES if kind.startswith(start)), "C")
    for words, letter in PUBLISHERS:
        if re.search(words, row["publisher"]):
            return letter
    return "A" if SCHOOL_OR_STATE.match(url) else "C"


def note(slug):
    """Return what a reader should know about the source itself, or ""."""
    return EXCEPTIONS.get(slug, ("", ""))[1]
