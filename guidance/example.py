"""A reader made up to fit: the answers that a situation takes, and no others.

Pure: plain values in and out.
"""

from datetime import date

from guidance.advice import Item, Situation, reasons
from guidance.profile import EMPTY, Attempts, Citizenship, Experience, Profile


def someone_in(situation: Situation, today: date) -> Profile:
    """Return the answers of someone in a situation; of a range, the end that is set."""
    years = _within(situation.years)
    failed = situation.failed_an_exam
    return Profile(
        citizenship=_citizenship(situation),
        needs_visa=situation.needs_visa,
        score=_within(situation.score),
        attempts=None if failed is None else Attempts.ONE if failed else Attempts.NONE,
        graduated=None if years is None else today.year - years,
        us_months=_within(situation.us_months),
        us_experience=Experience(situation.us_experience) if situation.us_experience else None,
        has_research=situation.has_research,
        passed_step3=situation.passed_step3,
        specialties=tuple(sorted(situation.specialties)[:1]),
        stage=situation.stage or None,
    )


def someone_told(item: Item, today: date) -> Profile | None:
    """Return the answers of someone who is told an item, as few as that takes; None if nobody is.

    Someone in one of its situations may be in one of those in which nobody sees it.
    """
    found = [someone_in(each, today) for each in item.situations] or [EMPTY]
    return next((each for each in found if reasons(item, each, today) is not None), None)


def _citizenship(situation: Situation) -> Citizenship | None:
    """A green card is what makes someone a non-US IMG who needs no visa."""
    if not situation.group:
        return None
    if situation.group == "us_img":
        return Citizenship.US
    return Citizenship.GREEN_CARD if situation.needs_visa is False else Citizenship.OTHER


def _within(ends: tuple[int | None, int | None]) -> int | None:
    low, high = ends
    return high if low is None else low
