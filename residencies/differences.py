"""Which of a few measured things differ, in words that say no more than their ranges allow.

Two figures differ only when their ranges do not touch; otherwise there is little difference between
them, whatever the figures are. Counts of everything there was have no range: they differ when they
are not equal. Pure: plain values in, a sentence out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Told:
    """One figure and the range around it; ``text`` is how a reader sees it."""

    name: str
    value: float
    low: float
    high: float
    text: str


def between(found: Sequence[Told], ranges: str = "ranges") -> str:
    """Return which figures are higher than which; empty when there are not two to compare."""
    ranked = sorted(found, key=lambda each: -each.value)
    if len(ranked) < 2:
        return ""
    below = {each.name: [other for other in ranked if other.high < each.low] for each in ranked}
    if not any(below.values()):
        names = listed([each.name for each in ranked])
        return f"Little difference between {names}: the {ranges} overlap."
    if len(ranked) == 2:
        most, least = ranked
        return f"Higher in {most.name} ({most.text}) than in {least.name} ({least.text})."
    if all(below[each.name] == ranked[place + 1 :] for place, each in enumerate(ranked)):
        return f"From high to low, each apart from the next: {listed([r.name for r in ranked])}."
    parts = [
        f"in {name} than in {listed([other.name for other in others])}"
        for name, others in below.items()
        if others
    ]
    return f"Higher {'; '.join(parts)}. Otherwise little difference: the {ranges} overlap."


def extremes(found: Sequence[Told], most: str = "Most", least: str = "Fewest") -> str:
    """Return where a count is greatest and where it is smallest; empty without two of them."""
    if len(found) < 2:
        return ""
    values = [each.value for each in found]
    if min(values) == max(values):
        return f"The same in each: {found[0].text}."
    ends = [
        (label, [each for each in found if each.value == value])
        for label, value in [(most, max(values)), (least, min(values))]
    ]
    return " ".join(
        f"{label} in {listed([each.name for each in those])}: {those[0].text}."
        for label, those in ends
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def either(names: Sequence[str]) -> str:
    """Return names as a sentence offers them: "A or B"."""
    told = ""
    for name in names:
        told = _("{one} or {other}").format(one=told, other=name) if told else name
    return told
