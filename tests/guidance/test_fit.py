"""The rules of fit: what speaks for and against a specialty, and what leaves it out."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance import fit
from guidance.fit import About, Facts, Level, Rule, Seen, evaluate, judge
from guidance.profile import EMPTY, Citizenship, Profile
from residencies.accessibility import Band
from tests.guidance.profiles import SOME

FOR, MIXED, AGAINST, UNKNOWN = Level
SEEN = [
    Seen(Band.OPEN, (), (240.0, 259.0)),
    Seen(Band.ACCESSIBLE, (Band.SELECTIVE,), None),
    Seen(Band.SELECTIVE, (), (243.0, 262.0)),
    Seen(Band.RARE, (Band.SELECTIVE,), None),
    Seen(Band.RARE, (), (200.0, 300.0)),
    Seen(Band.TOO_FEW),
    Seen(Band.SEPARATE),
]
VISAS = [{}, {"j1": 63.7, "h1b": 22.0}, {"j1": 0.0}, {"j1": 0.0, "h1b": 5.0}]
VISAS += [{"j1": 0.0, "h1b": 0.0}, {"h1b": 0.0}]
SPECIALTIES = [
    Facts(name, {"non_us_img": one, "us_img": other}, visas, one_year, first_year)
    for name, (one, other, visas, (one_year, first_year)) in zip(
        ["internal-medicine", "dermatology", "general-surgery", *map(str, range(900))],
        product(SEEN, SEEN, VISAS, [(False, False), (True, False), (False, True)]),
        strict=False,
    )
]
OPEN_ONE = Facts("a", {"non_us_img": SEEN[0], "us_img": SEEN[2]}, {})
NON_US = Profile(citizenship=Citizenship.OTHER)
readers = st.builds(
    Profile,
    citizenship=st.sampled_from([None, *Citizenship]),
    needs_visa=st.sampled_from([None, True, False]),
    score=st.none() | st.integers(1, 300),
    passed_step3=st.sampled_from([None, True, False]),
    specialties=st.sampled_from([(), ("internal-medicine",), ("dermatology", "7")]),
)
facts = st.sampled_from(SPECIALTIES)


def naive(reader, one):
    """Work out fit and rule a second time: signs in a list, by the words of the page."""
    groups = {"us": ["us_img"], "other": ["non_us_img"], "green-card": ["non_us_img"]}
    mine = [one.groups[each] for each in groups.get(reader.citizenship, ["us_img", "non_us_img"])]
    openness = {
        {"open": "+", "accessible": "~", "selective": "-", "rare": "-"}.get(each.band.value, "?")
        for each in mine
    }
    signs = [openness.pop() if len(openness) == 1 else "?"]
    if reader.score is not None:
        places = set()
        for each in mine:
            low, high = each.middle or (None, None)
            if low is None:
                places.add("?")
            else:
                places.add("-" if reader.score < low else "+" if reader.score > high else "~")
        signs.append(places.pop() if len(places) == 1 else "?")
    decisive = list(signs)
    needs = reader.needs_visa and reader.citizenship not in ("us", "green-card")
    if needs and "j1" in one.visas and not one.visas["j1"]:
        step3 = reader.passed_step3
        if not step3 or one.visas.get("h1b") == 0:
            signs.append("-")
    good, bad = "+" in signs, "-" in signs
    if good or bad:
        told = "mixed" if good and bad else "for" if good else "against"
    else:
        told = "mixed" if "~" in decisive else "unknown"
    if one.one_year:
        return told, "one-year"
    if needs and one.visas.get("j1") == one.visas.get("h1b") == 0:
        return told, "no-visa"
    shut = all(each.band == "rare" and each.could_be == () for each in mine)
    return told, "rare" if shut else None


def test_each_reader_is_told_what_a_second_reading_of_the_rules_says():
    seen = set()
    for reader in SOME[::37]:
        for one in SPECIALTIES[::13]:
            found = judge(reader, one)
            assert (found.fit, found.rule) == naive(reader, one), (reader, one)
            seen.add((found.fit, found.rule))
    assert {each for each, _ in seen} == {*Level}
    assert {each for _, each in seen} == {None, *Rule}


@settings(deadline=None)
@given(readers, facts)
def test_any_reader_is_told_what_a_second_reading_says(reader, one):
    found = judge(reader, one)
    assert (found.fit, found.rule) == naive(reader, one)


@settings(deadline=None)
@given(readers, facts, st.integers(1, 300))
def test_a_higher_score_makes_no_reason_and_no_fit_worse(reader, one, higher):
    ranks = [AGAINST, MIXED, FOR]
    low, high = sorted((reader.score or 1, higher))
    before, after = (judge(replace(reader, score=each), one) for each in (low, high))
    for was, now in zip(before.reasons, after.reasons, strict=True):
        assert was.about is now.about
        if UNKNOWN not in (was.level, now.level):
            assert ranks.index(now.level) >= ranks.index(was.level)
    if UNKNOWN not in (before.fit, after.fit):
        assert ranks.index(after.fit) >= ranks.index(before.fit)
    assert before.rule is after.rule


@settings(deadline=None)
@given(readers, facts)
def test_who_needs_no_visa_stands_nowhere_worse(reader, one):
    ranks = [AGAINST, MIXED, FOR]
    reader = replace(reader, citizenship=Citizenship.OTHER)
    needs, free = (judge(replace(reader, needs_visa=each), one) for each in (True, False))
    assert free.listed >= needs.listed
    if UNKNOWN not in (needs.fit, free.fit):
        assert ranks.index(free.fit) >= ranks.index(needs.fit)
    assert About.VISA not in {reason.about for reason in free.reasons}


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(list(About)), st.sampled_from(list(Level))))
def test_what_is_unknown_changes_nothing_and_never_counts_against(levels):
    known = {about: level for about, level in levels.items() if level is not UNKNOWN}
    assert fit.together(levels) is fit.together(known)
    if AGAINST not in levels.values():
        assert fit.together(levels) is not AGAINST


@pytest.mark.parametrize(
    ("band", "level"),
    [
        (Band.OPEN, FOR),
        (Band.ACCESSIBLE, MIXED),
        (Band.SELECTIVE, AGAINST),
        (Band.RARE, AGAINST),
        (Band.TOO_FEW, UNKNOWN),
        (Band.NOT_PUBLISHED, UNKNOWN),
        (Band.SEPARATE, UNKNOWN),
    ],
)
def test_openness_is_read_from_the_band(band, level):
    one = Facts("a", {"non_us_img": Seen(band)}, {})
    assert judge(NON_US, one).reasons[0].level is level


@pytest.mark.parametrize(
    ("score", "level"), [(239, AGAINST), (240, MIXED), (259, MIXED), (260, FOR)]
)
def test_a_score_is_read_against_the_middle_half_with_its_ends_inside(score, level):
    assert judge(replace(NON_US, score=score), OPEN_ONE).reasons[1].level is level


def test_who_did_not_name_their_group_is_told_what_holds_for_both():
    both = Facts("a", {"non_us_img": SEEN[2], "us_img": SEEN[3]}, {})
    assert judge(EMPTY, both).reasons[0].level is AGAINST
    assert judge(EMPTY, OPEN_ONE).reasons[0].level is UNKNOWN
    assert judge(NON_US, OPEN_ONE).reasons[0].level is FOR


def test_a_rare_band_leaves_out_only_when_its_whole_range_is_rare():
    surely, perhaps = (Facts("a", {"non_us_img": each}, {}) for each in (SEEN[4], SEEN[3]))
    assert judge(NON_US, surely).rule is Rule.RARE
    assert judge(NON_US, perhaps).rule is None
    assert judge(EMPTY, Facts("a", {"non_us_img": SEEN[4], "us_img": SEEN[3]}, {})).rule is None


def test_no_visa_leaves_out_only_where_programs_were_looked_at_and_none_took_one():
    needs = replace(NON_US, needs_visa=True)
    rules = [judge(needs, replace(OPEN_ONE, visas=visas)).rule for visas in VISAS]
    assert rules == [None, None, None, None, Rule.NO_VISA, None]
    assert not any(judge(NON_US, replace(OPEN_ONE, visas=visas)).rule for visas in VISAS)


def test_what_the_reader_chose_stays_in_the_list_with_its_rule():
    one = replace(OPEN_ONE, one_year=True)
    left, kept = judge(NON_US, one), judge(replace(NON_US, specialties=("a",)), one)
    assert (left.listed, left.rule) == (False, Rule.ONE_YEAR)
    assert (kept.listed, kept.rule, kept.chosen) == (True, Rule.ONE_YEAR, True)


def test_what_no_figure_decides_moves_no_specialty():
    for reader in SOME[::41]:
        plain = replace(
            reader,
            attempts=None,
            graduated=None,
            has_research=None,
            us_months=None,
            us_experience=None,
            stage=None,
        )
        assert fit.once(plain) == []
        assert evaluate(reader, SPECIALTIES[::23]) == evaluate(plain, SPECIALTIES[::23])
