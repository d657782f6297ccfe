"""What a reader answers survives being kept; what was not answered is never taken for a no."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import profile
from guidance.profile import EMPTY, Attempts, Citizenship, Experience, Profile

flags = st.none() | st.booleans()
profiles = st.builds(
    Profile,
    citizenship=st.none() | st.sampled_from(Citizenship),
    needs_visa=flags,
    score=st.none() | st.integers(1, 300),
    attempts=st.none() | st.sampled_from(Attempts),
    graduated=st.none() | st.integers(1950, 2030),
    us_months=st.none() | st.integers(0, 600),
    us_experience=st.none() | st.sampled_from(Experience),
    has_research=flags,
    passed_step3=flags,
    specialties=st.lists(st.text(min_size=1), max_size=profile.MOST_SPECIALTIES).map(tuple),
    stage=st.none() | st.text(min_size=1),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(profiles)
def test_what_is_kept_is_what_was_answered(answered):
    assert profile.load(json.loads(json.dumps(profile.dump(answered)))) == answered


@given(st.dictionaries(st.sampled_from([*Profile.__dataclass_fields__, "other"]), anything))
def test_whatever_was_kept_makes_a_profile(answers):
    assert profile.load(profile.dump(profile.load(answers))) == profile.load(answers)


def test_nothing_answered_is_neither_yes_nor_no():
    assert not EMPTY
    assert (EMPTY.group, EMPTY.visa, EMPTY.failed_an_exam) == (None, None, None)
    assert EMPTY.years_since_graduation(date(2026, 11, 25)) is None
    assert profile.dump(EMPTY) == {}


def test_no_is_an_answer():
    assert Profile(needs_visa=False)
    assert Profile(us_months=0)
    assert profile.dump(Profile(has_research=False)) == {"has_research": False}


@pytest.mark.parametrize(
    ("citizenship", "group", "visa"),
    [
        (Citizenship.US, "us_img", False),
        (Citizenship.GREEN_CARD, "non_us_img", False),
        (Citizenship.OTHER, "non_us_img", True),
    ],
)
def test_a_green_card_holder_counts_as_a_non_us_img_and_needs_no_visa(citizenship, group, visa):
    answered = Profile(citizenship=citizenship, needs_visa=True)
    assert (answered.group, answered.visa) == (group, visa)


def test_years_since_graduation_go_with_the_calendar():
    answered = Profile(graduated=2021)
    assert answered.years_since_graduation(date(2026, 1, 1)) == 5
    assert answered.years_since_graduation(date(2027, 12, 31)) == 6
    assert Profile(graduated=2027).years_since_graduation(date(2026, 1, 1)) == 0
