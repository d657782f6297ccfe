"""What one other answer would change in a reader's list: the difference of two plain evaluations.

Tried are the answers on which `fit` rests, one at a time. It says how the rules and the published
figures hang together, and promises nothing. Pure: plain values in and out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from guidance.fit import Judged
from guidance.profile import Citizenship, Profile

STEP = 10
"""Points of Step 2 CK by which the list is tried with a higher score."""
HIGHEST = 300


class Standing(StrEnum):
    """Where a specialty stands in one reader's list, the worst first; unknown is beside these."""

    LEFT_OUT = "left-out"
    AGAINST = "against"
    MIXED = "mixed"
    FOR = "for"
    UNKNOWN = "unknown"


RANKED = [Standing.LEFT_OUT, Standing.AGAINST, Standing.MIXED, Standing.FOR]


def standing(judged: Judged) -> Standing:
    """Return where one specialty stands."""
    return Standing(judged.fit) if judged.listed else Standing.LEFT_OUT


@dataclass(frozen=True, slots=True)
class Move:
    """One specialty that stands elsewhere when one answer is another."""

    key: str
    before: Standing
    after: Standing

    @property
    def better(self) -> bool | None:
        """None when one of the two is unknown, unless the other one is to be left out."""
        if Standing.UNKNOWN not in (self.before, self.after):
            return RANKED.index(self.after) > RANKED.index(self.before)
        if Standing.LEFT_OUT in (self.before, self.after):
            return self.before is Standing.LEFT_OUT
        return None


def difference(before: Mapping[str, Judged], after: Mapping[str, Judged]) -> list[Move]:
    """Return what stands elsewhere in the second evaluation, in the order of the first."""
    pairs = ((key, standing(each), standing(after[key])) for key, each in before.items())
    return [Move(*each) for each in pairs if each[1] is not each[2]]


class Answer(StrEnum):
    """One answer changed."""

    US_CITIZEN = "us-citizen"
    NOT_US_CITIZEN = "not-us-citizen"
    NEEDS_VISA = "needs-visa"
    NEEDS_NO_VISA = "needs-no-visa"
    STEP_3 = "step-3"
    HIGHER_SCORE = "higher-score"


def others(profile: Profile) -> dict[Answer, Profile]:
    """Return the reader with one answer changed at a time: those on which the list rests."""
    found = {}
    if profile.score is not None and profile.score + STEP <= HIGHEST:
        found[Answer.HIGHER_SCORE] = replace(profile, score=profile.score + STEP)
    if profile.citizenship in (None, Citizenship.OTHER) and profile.visa is not False:
        found[Answer.NEEDS_NO_VISA] = replace(profile, needs_visa=False)
    if profile.citizenship in (None, Citizenship.OTHER) and profile.visa is not True:
        found[Answer.NEEDS_VISA] = replace(profile, needs_visa=True)
    if profile.visa and not profile.passed_step3:
        found[Answer.STEP_3] = replace(profile, passed_step3=True)
    if profile.citizenship is not Citizenship.US:
        found[Answer.US_CITIZEN] = replace(profile, citizenship=Citizenship.US)
    if profile.citizenship is None:
        found[Answer.NOT_US_CITIZEN] = replace(profile, citizenship=Citizenship.OTHER)
    return found
