"""The arithmetic of the bill, against a second computation that counts one by one."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance import costs
from guidance.costs import Application, Counted, Fee, Gap, Tier

# Made up, so that no test passes because of the prices of one season.
PLAIN = (Tier(1, Decimal("7.50")), Tier(13, Decimal(20)))
LUMP = (Tier(1, Decimal(50), flat=True), Tier(9, Decimal(6)), Tier(15, Decimal("9.25")))
FREE = (Tier(5, Decimal(4)),)
TARIFFS = [PLAIN, LUMP, FREE, (Tier(1, Decimal(3)),), (Tier(1, Decimal(40), flat=True),), ()]

tiers_drawn = st.builds(
    lambda starts, amounts, flats: tuple(
        Tier(start, amount, flat)
        for start, amount, flat in zip(sorted(starts), amounts, flats, strict=False)
    ),
    st.sets(st.integers(1, 200), max_size=5),
    st.lists(st.decimals(0, 500, places=2), min_size=5, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
)


def naive(number, tiers):
    """Pay for one program after another, each at the price that holds for its number."""
    paid = Decimal(0)
    for program in range(1, number + 1):
        reached = [tier for tier in tiers if tier.first <= program]
        if reached and (not reached[-1].flat or reached[-1].first == program):
            paid += reached[-1].amount
    return paid


@pytest.mark.parametrize("tiers", TARIFFS)
def test_every_number_up_to_500_costs_what_counting_one_by_one_gives(tiers):
    for number in range(501):
        assert costs.total(number, tiers) == naive(number, tiers), number
        assert costs.further(number, tiers) == naive(number + 1, tiers) - naive(number, tiers)


@settings(deadline=None)
@given(st.integers(0, 500), tiers_drawn)
def test_any_tiers_cost_what_counting_one_by_one_gives(number, tiers):
    assert costs.total(number, tiers) == naive(number, tiers)


@settings(deadline=None)
@given(st.integers(0, 500), tiers_drawn)
def test_the_parts_of_a_total_name_each_program_once(number, tiers):
    found = costs.parts(number, tiers)
    before = tiers[0].first - 1 if tiers else number
    assert sum(part.count for part in found) == max(0, number - before)
    assert all(part.count > 0 for part in found)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0"), (1, "7.50"), (12, "90"), (13, "110"), (14, "130")]
)
def test_the_last_of_a_tier_and_the_next_one_have_their_own_price(number, expected):
    assert costs.total(number, PLAIN) == Decimal(expected)


@pytest.mark.parametrize(
    ("number", "expected"), [(1, 50), (8, 50), (9, 56), (14, 86), (15, "95.25")]
)
def test_a_price_in_all_is_paid_once(number, expected):
    assert costs.total(number, LUMP) == Decimal(expected)


@pytest.mark.parametrize("starts", [(13, 1), (1, 1), (1, 5, 3)])
def test_tiers_that_are_not_in_order_are_refused(starts):
    with pytest.raises(ValueError, match="not in order"):
        costs.total(3, [Tier(start, Decimal(1)) for start in starts])


@pytest.mark.parametrize(
    ("amount", "printed"),
    [("1230.00", "$1,230"), ("0", "$0"), ("7.5", "$7.50"), ("1234.56", "$1,234.56")],
)
def test_an_amount_has_cents_only_where_it_has_them(amount, printed):
    assert costs.dollars(Decimal(amount)) == printed


def fee(slug, counted, tiers, **fields):
    return Fee(slug, slug.title(), counted, tiers, **fields)


FEES = [
    fee("plain", Counted.PROGRAMS, PLAIN, application="one"),
    fee("lump", Counted.PROGRAMS, LUMP, application="two", only=("bones",)),
    fee("entry", Counted.MATCH, (Tier(1, Decimal(85)),), match="main"),
    fee("ranks", Counted.RANKS, (Tier(21, Decimal(30)),), match="main"),
    fee("token", Counted.TICK, (Tier(1, Decimal(10)),), application="one"),
    fee("late", Counted.TICK, (Tier(1, Decimal(50)),), match="main"),
    fee("exam", Counted.TICK, (Tier(1, Decimal(400)),)),
]


def application(specialty="blood", programs=10, service="one", match="main"):
    names = specialty.title(), service.title(), match.title()
    return Application(specialty, names[0], programs, service, names[1], match, names[2])


def billed(*applications, ranks=None, ticked=(), fees=FEES):
    return costs.bill(applications, ranks, fees, ticked)


def told(gaps):
    return {gap.name: gap.reason for gap in gaps}


def test_the_count_starts_again_in_each_specialty():
    both = billed(application(programs=12), application("nerves", 12))
    one = billed(application(programs=24))
    assert both.total == 85 + 2 * naive(12, PLAIN)
    assert one.total == 85 + naive(24, PLAIN) > both.total


def test_a_match_is_entered_once_however_many_specialties_are_in_it():
    found = billed(application(), application("nerves"), application("skin"))
    assert [line.fee for line in found.lines].count("entry") == 1


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["blood", "bones"]), st.integers(0, 500)), max_size=4),
    st.integers(0, 300),
    st.sets(st.sampled_from(["token", "late", "exam"])),
)
def test_the_sum_is_what_its_lines_cost_one_by_one(chosen, ranks, ticked):
    applications = [
        application(name, number, "one" if name == "blood" else "two") for name, number in chosen
    ]
    found = billed(*applications, ranks=ranks, ticked=ticked)
    expected = sum(naive(n, PLAIN if name == "blood" else LUMP) for name, n in chosen)
    expected += 85 if chosen else 0
    expected += 30 * max(0, ranks - 20)
    uses_one = not chosen or any(name == "blood" for name, _ in chosen)
    expected += 10 * ("token" in ticked and uses_one)
    expected += 50 * ("late" in ticked) + 400 * ("exam" in ticked)
    assert found.total == sum(line.amount for line in found.lines) == expected


def test_ranks_within_the_registration_cost_nothing_more_and_the_next_one_does():
    assert billed(application(), ranks=20).total == billed(application()).total
    assert billed(application(), ranks=21).total == billed(application()).total + 30


def test_a_price_that_was_not_seen_is_named_and_never_counted():
    found = billed(application(service="three", match="other"))
    assert found.total == 0
    assert found.lines == ()
    assert list(told(found.missing)) == [
        "Programs in Blood",
        "Other fees of Three",
        "Registration: Other",
    ]


def test_a_service_that_was_not_seen_is_named():
    found = billed(application(service="unknown"))
    assert told(found.missing) == {
        "Programs in Blood": "which service takes the applications was not seen"
    }


def test_prices_of_one_specialty_are_not_taken_for_those_of_another():
    assert "lump" in [line.fee for line in billed(application("bones", service="two")).lines]
    found = billed(application("skin", service="two"))
    assert "other specialties" in told(found.missing)["Programs in Skin"]


def test_a_tariff_without_its_first_price_is_not_known():
    broken = [fee("plain", Counted.PROGRAMS, PLAIN[1:], application="one")]
    found = billed(application(programs=60), fees=broken)
    assert found.total == 0
    assert "Programs in Blood" in told(found.missing)


def test_ranks_without_a_price_are_missing():
    found = billed(application(), ranks=30, fees=FEES[:3])
    assert "Ranks" in told(found.missing)


def test_what_is_ticked_for_a_service_that_nobody_uses_is_left_out_with_its_reason():
    found = billed(application("bones", 4, "two"), ticked=["token", "exam"])
    assert [line.fee for line in found.lines] == ["lump", "entry", "exam"]
    assert told(found.left_out) == {"Token": "none of these specialties uses that service"}
    assert isinstance(found.gaps[0], Gap)


def test_ranks_are_left_out_where_no_specialty_is_in_that_match():
    found = billed(application(match="other"), ranks=30)
    assert "Ranks" in told(found.left_out)
    assert billed(ranks=30).total == 300
