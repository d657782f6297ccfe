"""Readers of every kind: the profiles that the tests of tailored pages walk through."""

from itertools import product

from guidance.profile import EMPTY, Attempts, Citizenship, Experience, Profile

PEOPLE = [
    (Citizenship.US, False),
    (Citizenship.GREEN_CARD, None),
    (Citizenship.OTHER, True),
    (None, None),
]
SCORES = [None, 210, 240, 262]
GRADUATED = [None, 2025, 2023, 2019, 2010]
EXPERIENCES = [(None, None), (None, 0), (Experience.OBSERVED, 2), (Experience.HANDS_ON, 6)]
ATTEMPTS = [None, Attempts.NONE, Attempts.ONE]
STAGES = [None, "before-applying", "applied", "interviewing", "ranked", "not-matched"]
INTERESTS = [(), ("internal-medicine",), ("dermatology", "general-surgery")]
# What goes together in few ways: whether Step 3 is passed, and whether there is research.
DONE = [(None, None), (True, True), (False, False)]

GRID = [
    Profile(
        citizenship=person[0],
        needs_visa=person[1],
        score=score,
        attempts=attempts,
        graduated=graduated,
        us_months=experience[1],
        us_experience=experience[0],
        passed_step3=done[0],
        has_research=done[1],
        specialties=interest,
        stage=stage,
    )
    for person, score, graduated, experience, attempts, stage, interest, done in product(
        PEOPLE, SCORES, GRADUATED, EXPERIENCES, ATTEMPTS, STAGES, INTERESTS, DONE
    )
]
"""Some fifty thousand; a slow test takes a part of them."""
# A number without a common factor with the grid's sides, so that every answer is among them.
SOME = [EMPTY, *GRID[::23]]
