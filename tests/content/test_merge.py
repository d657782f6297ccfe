"""The merge against its truth table, written down a second time as data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgpath.content.merge import (
    Fate,
    Record,
    Verdict,
    edited,
    fate,
    judge,
    merge,
    normalise,
    written,
)

UNITS = {"statement": ("value", "source", "as_of"), "title": ("title",), "body": ("body",)}
NAMES = ["value", "source", "as_of", "title", "body"]

# (L = N, L = B, N = B): what the design's table says. Two equalities imply the third.
TABLE = {
    (True, True, True): Verdict.SAME,
    (True, False, False): Verdict.SAME,
    (False, True, False): Verdict.FOLLOW,
    (False, False, True): Verdict.KEEP,
    (False, False, False): Verdict.CONFLICT,
}

values = st.sampled_from(["a", "b", "a\nb", "a\r\nb", " a ", 1, 2, None, ["x", "y"], ["y", "x"]])
rows = st.fixed_dictionaries(dict.fromkeys(NAMES, values))
some = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, values))


def plainly(value):
    """The second implementation of what counts as equal."""
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    return tuple(sorted(value)) if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("base", "shipped", "live", "verdict"),
    [
        ("old", "old", "old", Verdict.SAME),
        ("old", "new", "new", Verdict.SAME),
        (None, "new", "new", Verdict.SAME),
        ("old", "new", "old", Verdict.FOLLOW),
        ("old", "old", "mine", Verdict.KEEP),
        ("old", "new", "mine", Verdict.CONFLICT),
        (None, "new", "mine", Verdict.CONFLICT),
    ],
)
def test_a_unit_is_judged_as_the_table_says(base, shipped, live, verdict):
    known = None if base is None else {"title": base}
    assert judge(known, {"title": shipped}, {"title": live}) is verdict


@given(base=st.none() | values, shipped=values, live=values)
def test_every_combination_agrees_with_the_table(base, shipped, live):
    b, n, here = (plainly(value) for value in (base, shipped, live))
    equalities = (here == n, here == b, n == b)
    assert judge({"title": base}, {"title": shipped}, {"title": live}) is TABLE[equalities]


@given(base=st.none() | some, shipped=some, live=rows)
def test_a_group_is_taken_whole_or_not_at_all(base, shipped, live):
    verdicts = merge(UNITS, base, shipped, live)
    after = {**live, **written(UNITS, verdicts, shipped)}
    for names in UNITS.values():
        now = [plainly(after[name]) for name in names if name in shipped]
        assert now in (
            [plainly(live[name]) for name in names if name in shipped],
            [plainly(shipped[name]) for name in names if name in shipped],
        )


@given(base=st.none() | some, shipped=some, live=rows)
def test_a_field_that_is_not_shipped_is_never_touched(base, shipped, live):
    changes = written(UNITS, merge(UNITS, base, shipped, live), shipped)
    assert changes.keys() <= shipped.keys()


@given(base=some, shipped=some, live=rows)
def test_an_edited_value_is_never_overwritten(base, shipped, live):
    changes = written(UNITS, merge(UNITS, base, shipped, live), shipped)
    for name in changes:
        assert name in base
        assert plainly(live[name]) == plainly(base[name])


def test_what_is_written_is_the_shipped_value_in_its_one_form():
    verdicts = {"title": Verdict.FOLLOW, "statement": Verdict.KEEP}
    shipped = {"title": " New\r\nlines ", "value": 2}
    assert written(UNITS, verdicts, shipped) == {"title": "New\nlines"}


@given(base=st.none() | rows, shipped=rows, live=rows)
def test_a_second_merge_finds_nothing_to_write_and_nothing_to_ask(base, shipped, live):
    after = {**live, **written(UNITS, merge(UNITS, base, shipped, live), shipped)}
    again = merge(UNITS, shipped, shipped, after)
    assert set(again.values()) <= {Verdict.SAME, Verdict.KEEP}


def test_one_edited_member_keeps_its_whole_group():
    base = {"value": 1, "source": "a", "as_of": "2025"}
    shipped = {"value": 2, "source": "b", "as_of": "2026"}
    verdicts = merge(UNITS, base, shipped, base | {"value": 3})
    assert verdicts == {"statement": Verdict.CONFLICT}
    assert written(UNITS, verdicts, shipped) == {}


def test_a_field_shipped_for_the_first_time_has_no_base():
    verdicts = merge(UNITS, {"title": "t"}, {"title": "t", "body": "n"}, {"title": "t", "body": ""})
    assert verdicts == {"title": Verdict.SAME, "body": Verdict.CONFLICT}


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\n\nb\n", "a\n\nb"),
        ("\n  a\n    - b  \n", "a\n    - b"),
        (["b", "a", "b"], ["a", "b"]),
        (0, 0),
        (False, False),
        (None, None),
        ("", ""),
    ],
)
def test_values_are_compared_in_one_form(value, normal):
    assert normalise(value) == normal
    assert normalise(normal) == normal


ROW = {"title": "t"}


@pytest.mark.parametrize(
    ("record", "shipped", "live", "deletes", "expected"),
    [
        (None, None, ROW, False, Fate.LEAVE),
        (None, ROW, None, False, Fate.CREATE),
        (None, ROW, ROW, False, Fate.MERGE),
        (Record(ROW), ROW, ROW, False, Fate.MERGE),
        (Record(ROW), ROW, None, False, Fate.STAY_DELETED),
        (Record(ROW), None, None, False, Fate.LEAVE),
        (Record(ROW), None, ROW, False, Fate.RETIRE),
        (Record(ROW), None, {"title": "mine"}, False, Fate.ORPHAN),
        (Record(ROW, removed=True), None, ROW, False, Fate.LEAVE),
        (Record(ROW, removed=True), ROW, ROW, False, Fate.MERGE),
        (Record(ROW, removed=True), ROW, None, False, Fate.STAY_DELETED),
        (Record(ROW, removed=True), ROW, None, True, Fate.CREATE),
        (Record(ROW), ROW, None, True, Fate.STAY_DELETED),
    ],
)
def test_a_row_is_judged_as_the_table_says(record, shipped, live, deletes, expected):
    assert fate(record, shipped, live, deletes=deletes) is expected


def test_a_row_counts_as_edited_by_what_was_shipped_of_it():
    assert not edited({"title": "t"}, {"title": " t\r\n", "body": "written by an editor"})
    assert edited({"title": "t"}, {"title": "u"})
