"""What a table says is compared with all that is here already."""

import re

import pytest
from django.db.models import Sum

from imgpath.content import live
from imgpath.content.schema import schema
from imgpath.content.tables import last_year, sums
from imgpath.content.tables.kinds import kinds
from imgpath.content.tables.sums import Outcome
from residencies.models import (
    CohortStatistic,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    StateResult,
    VisaFact,
)


@pytest.fixture
def world(db):
    """Return all rows as they are now."""

    def _world():
        return {
            label: [row.values for row in live.states(schema(label)).values()] for label in kinds()
        }

    return _world


def outcomes(label, world, years):
    found = sums.check(label, world, years)
    return {each.text: each.outcome for each in found}


def failed(label, world, year):
    return [text for text, each in outcomes(label, world, [year]).items() if each is Outcome.FAILED]


@pytest.mark.parametrize("label", list(kinds()))
def test_what_ships_agrees_with_itself(world, label):
    kind, rows = kinds()[label], world()
    years = {row[kind.year] for row in rows[label]}
    assert [t for t, each in outcomes(label, rows, years).items() if each is Outcome.FAILED] == []


@pytest.mark.parametrize("year", [2018, 2025, 2026])
def test_the_sums_are_those_that_the_database_gives(world, year):
    text = "\n".join(outcomes(sums.RESULT, world(), [year]))
    once = MatchResult.objects.filter(year=year).counted_once()
    pgy1 = once.exclude(track__in=["advanced", "physician"])
    states = StateResult.objects.filter(year=year)
    for name in ["offered", "filled"]:
        for rows, what, column in [(once, name, name), (pgy1, f"PGY-1 positions {name}", None)]:
            added = rows.aggregate(n=Sum(name))["n"]
            measure = name if column else f"pgy1-{name}"
            total = PositionTotal.objects.get(year=year, measure=measure).value
            start = f"{year}, positions {name}" if column else f"{year}, {what}"
            found = re.search(rf"^{start}: (.+)\.$", text, re.M)[1]
            assert f"the specialties add up to {added:,}" in found
            assert f"the national total is {total:,}" in found
            if states:
                counted = states.aggregate(n=Sum(name if column else f"pgy1_{name}"))["n"]
                assert f"the states add up to {counted:,}" in found


def change(model, where, **values):
    assert model.objects.filter(**where).update(**values) == 1


@pytest.mark.parametrize(
    ("model", "where", "values", "told"),
    [
        (MatchResult, {"specialty__slug": "pathology"}, {"offered": 9000}, "positions offered"),
        (StateResult, {"state": "Texas"}, {"us_img": 0}, "positions of US-citizen IMGs"),
        (PositionTotal, {"measure": "filled"}, {"value": 1}, "positions filled"),
        (PositionTotal, {"measure": "unfilled"}, {"value": 1}, "less 41,482 filled"),
        (MatchRate, {"group": "us_img", "basis": "all-active"}, {"matched": 5}, "matched are 5"),
        (MatchRate, {"group": "us_img", "basis": "all-active"}, {"percent": 7}, "70.0 percent"),
        (StateResult, {"state": "Texas"}, {"state": "Texsa"}, "no other year has “Texsa”"),
    ],
)
def test_a_slip_is_told_with_all_that_it_contradicts(world, model, where, values, told):
    change(model, where | {"year": 2026}, **values)
    assert [text for text in failed(model._meta.label_lower, world(), 2026) if told in text]


def test_a_part_that_its_total_does_not_have_is_told(world):
    part = {"specialty__slug": "surgery-preliminary", "year": 2026, "part_of_total": True}
    change(MatchResult, part, offered=1208)
    assert failed(sums.RESULT, world(), 2026) == [
        "2026, positions offered: rows with all kinds together have 21,080; "
        "rows that are part of them add up to 21,081."
    ]


def test_cohorts_and_rates_that_differ_are_told_from_either_side(world):
    rate = {"specialty__slug": "pathology", "year": 2026}
    change(PreferredMatchRate, rate, matched=170)
    told = "2026, pathology, non_us_img, matched: 170 by the rates, a cohort of 169."
    for model in CohortStatistic, PreferredMatchRate:
        assert told in failed(model._meta.label_lower, world(), 2026)


def test_a_percentage_that_its_counts_do_not_give_is_told(world):
    change(VisaFact, {"specialty__slug": "internal-medicine", "measure": "j1"}, percent="64.0")
    (told,) = failed(sums.VISA, world(), 2022)
    assert told.endswith("267 of 419 is 63.7 percent, not 64.")


def test_a_year_that_no_other_table_has_is_noted_and_not_failed(world):
    rows = world()
    rows[sums.RESULT].append(rows[sums.RESULT][0] | {"year": 2027, "offered": 12})
    found = outcomes(sums.RESULT, rows, [2027])
    assert set(found.values()) == {Outcome.NOTED}
    assert "positions offered 12" in next(iter(found))


def test_rows_that_are_gone_and_sizes_that_jumped_are_noted():
    rows = [
        {"year": year, "state": state, "offered": offered}
        for year, state, offered in [
            (2026, "Maine", 60),
            (2026, "Ohio", 100),
            (2026, "Guam", 2),
            (2027, "Ohio", 10),
            (2027, "Guam", 4),
        ]
    ]
    found = last_year.check(sums.STATE, rows, [2027], "year", lambda row: [row["state"]])
    gone, jumped = [each.text for each in found]
    assert gone == "2027: these were in 2026 and are in no row now: Maine."
    assert jumped == "2027: “offered” is twice or half what it was, or more: Ohio (100 to 10)."
