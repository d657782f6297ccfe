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


def between(found: Sequence[Told], overlap: str = "") -> str:
    """Return which figures are higher than which; empty when there are not two to compare.

    ``overlap`` says of what kind the ranges are that overlap, where they are not just ranges.
    """
    overlap = overlap or _("the ranges overlap")
    ranked = sorted(found, key=lambda each: -each.value)
    if len(ranked) < 2:
        return ""
    below = {each.name: [other for other in ranked if other.high < each.low] for each in ranked}
    if not any(below.values()):
        names = listed([each.name for each in ranked])
        told = _("Little difference between {names}: {overlap}.")
        return told.format(names=names, overlap=overlap)
    if len(ranked) == 2:
        most, least = ranked
        told = _("Higher in {most} ({figure}) than in {least} ({other_figure}).")
        return told.format(
            most=most.name, figure=most.text, least=least.name, other_figure=least.text
        )
    if all(below[each.name] == ranked[place + 1 :] for place, each in enumerate(ranked)):
        told = _("From high to low, each clearly above the next: {names}.")
        return told.format(names=listed([each.name for each in ranked]))
    # Translators: what follows "Higher" in "Higher in A than in B; in C than in D and E".
    part = _("in {name} than in {others}")
    parts = [
        part.format(name=name, others=listed([other.name for other in others]))
        for name, others in below.items()
        if others
    ]
    told = _("Higher {parts}. Otherwise little difference: {overlap}.")
    return told.format(parts=_("; ").join(parts), overlap=overlap)


def extremes(found: Sequence[Told], most: str = "", least: str = "") -> str:
    """Return where a count is greatest and where it is smallest; empty without two of them.

    ``most`` and ``least`` are the sentences that say so of what is not a number of things.
    """
    if len(found) < 2:
        return ""
    values = [each.value for each in found]
    if min(values) == max(values):
        return _("The same in each: {figure}.").format(figure=found[0].text)
    ends = [
        (most or _("Most in {names}: {figure}."), max(values)),
        (least or _("Fewest in {names}: {figure}."), min(values)),
    ]
    told = []
    for sentence, value in ends:
        those = [each for each in found if each.value == value]
        names = listed([each.name for each in those])
        told.append(sentence.format(names=names, figure=those[0].text))
    return " ".join(told)


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=_(", ").join(names[:-1]), last=names[-1])


def either(names: Sequence[str]) -> str:
    """Return names as a sentence offers them: "A or B"."""
    told = ""
    for name in names:
        told = _("{one} or {other}").format(one=told, other=name) if told else name
    return told
