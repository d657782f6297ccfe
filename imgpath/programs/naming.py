"""Which specialty a program belongs to: learnt from the names that the programs have. Pure.

The three digits in the middle of a program's code name its specialty, and the letter after them its
kind (NRMP, "Program Codes and Types"). Which digits are which specialty is not written down here:
where programs with the same digits are called by the name of one specialty, and none by the name of
another, all of them belong to it. Digits without such a program stay unknown.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from residencies.words import squeeze

PRELIMINARY = "P"
# Names in NRMP's tables that are no name of ours, and the specialty by its slug.
NRMP_NAMES = {
    "Obstetrics-Gynecology": "obstetrics-and-gynecology",
    "Peds/Psych/Child Psych": "pediatrics-psychiatry-child-psychiatry",
    "Physical Medicine & Rehab": "physical-medicine-and-rehabilitation",
    "Phys Medicine & Rehab": "physical-medicine-and-rehabilitation",
    "Surgery-General": "general-surgery",
    "Thoracic Surgery": "thoracic-surgery-integrated",
    "Vascular Surgery": "vascular-surgery-integrated",
}
_NOTE = re.compile(r"\([^)]*\)|\bPGY-?[12]\b( only)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A specialty of ours, by all its names."""

    slug: str
    names: tuple[str, ...]
    preliminary: bool


def digits(code: str) -> str:
    """Return the digits that name the specialty."""
    return code[4:7]


def letter(code: str) -> str:
    """Return the letter that names the kind of position."""
    return code[7]


def kind(code: str) -> tuple[str, bool]:
    """Return what programs of one specialty share: the digits, and whether it is one year only."""
    return digits(code), letter(code) == PRELIMINARY


def learn(
    programs: Iterable[tuple[str, str]], specialties: Iterable[Known]
) -> dict[tuple[str, bool], str]:
    """Return the slug of the specialty of each kind of code, of those that can be told.

    ``programs`` are codes with names.
    """
    called = _names(specialties)
    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for code, name in programs:
        this = kind(code)
        found[this] |= called.get((_plain(name), this[1]), set())
    return {this: slugs.pop() for this, slugs in found.items() if len(slugs) == 1}


def _names(specialties: Iterable[Known]) -> dict[tuple[str, bool], set[str]]:
    """Return the specialties that each name stands for, one-year entries apart from the others."""
    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for each in specialties:
        theirs = [name for name, slug in NRMP_NAMES.items() if slug == each.slug]
        for name in [*each.names, *theirs]:
            found[_plain(name), each.preliminary].add(each.slug)
    return found


def _plain(name: str) -> str:
    return squeeze(_NOTE.sub(" ", name))
