"""What one reader says of their own situation: answers, all optional, as plain values.

An answer that was not given is None (or empty), and no judgement may take it for a yes or a no.
Pure: plain values in and out. Nothing here is stored on the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

MOST_SPECIALTIES = 5


class Citizenship(StrEnum):
    """Which passport or card decides the applicant group, and whether a visa can be needed."""

    US = "us"
    GREEN_CARD = "green-card"
    OTHER = "other"


class Attempts(StrEnum):
    """How often a USMLE Step was failed, or taken again after a pass was not reached."""

    NONE = "none"
    ONE = "one"
    MORE = "more"


class Experience(StrEnum):
    """What clinical experience in the United States was made of."""

    HANDS_ON = "hands-on"
    OBSERVED = "observed"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Profile:
    """One reader's answers."""

    citizenship: Citizenship | None = None
    needs_visa: bool | None = None
    score: int | None = None
    """Step 2 CK, on the scale from 1 to 300."""
    attempts: Attempts | None = None
    graduated: int | None = None
    """The year of graduation from medical school."""
    us_months: int | None = None
    """Months of clinical experience in the United States."""
    us_experience: Experience | None = None
    has_research: bool | None = None
    passed_step3: bool | None = None
    specialties: tuple[str, ...] = ()
    """Slugs of the specialties of interest, as chosen."""
    stage: str | None = None
    """Where in the season: a value of guidance.models.audience.Stage."""

    def __bool__(self) -> bool:
        """Whether anything was answered."""
        return self != EMPTY

    @property
    def group(self) -> str | None:
        """The applicant group as NRMP counts it: a green-card holder is a non-US IMG."""
        if self.citizenship is None:
            return None
        return "us_img" if self.citizenship is Citizenship.US else "non_us_img"

    @property
    def visa(self) -> bool | None:
        """Whether a visa is needed to train; who is a citizen or has a green card needs none."""
        if self.citizenship in (Citizenship.US, Citizenship.GREEN_CARD):
            return False
        return self.needs_visa

    @property
    def failed_an_exam(self) -> bool | None:
        return None if self.attempts is None else self.attempts is not Attempts.NONE

    def years_since_graduation(self, today: date) -> int | None:
        """Return whole calendar years since the year of graduation; 0 before it."""
        return None if self.graduated is None else max(0, today.year - self.graduated)


EMPTY = Profile()


def dump(profile: Profile) -> dict[str, object]:
    """Return the answers that were given as values that JSON can hold."""
    given = {each.name: getattr(profile, each.name) for each in fields(Profile)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value is not None and value != ()
    }


def load(answers: Mapping[str, object]) -> Profile:
    """Return the profile that ``dump`` wrote; whatever cannot be an answer counts as not given."""
    return Profile(
        citizenship=_choice(Citizenship, answers.get("citizenship")),
        needs_visa=_flag(answers.get("needs_visa")),
        score=_number(answers.get("score")),
        attempts=_choice(Attempts, answers.get("attempts")),
        graduated=_number(answers.get("graduated")),
        us_months=_number(answers.get("us_months")),
        us_experience=_choice(Experience, answers.get("us_experience")),
        has_research=_flag(answers.get("has_research")),
        passed_step3=_flag(answers.get("passed_step3")),
        specialties=_slugs(answers.get("specialties")),
        stage=_text(answers.get("stage")),
    )


def _choice[Choice: StrEnum](kind: type[Choice], value: object) -> Choice | None:
    return kind(value) if isinstance(value, str) and value in set(kind) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _slugs(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(each for each in listed if isinstance(each, str))[:MOST_SPECIALTIES]
