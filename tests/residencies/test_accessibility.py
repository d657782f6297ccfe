"""The measure against a second computation, on the shipped rows and on made-up ones."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from residencies import accessibility
from residencies.accessibility import Band, Counts, Positions
from tests.residencies import naive

REACH = [Band.OPEN, Band.ACCESSIBLE, Band.SELECTIVE, Band.RARE]
KINDS = ["advanced", "categorical", "pgy1", "preliminary", "primary-care", "physician"]
CUTS = (0.15, 0.5, 1.0)


def positions(track, filled=100, us_img=10, non_us_img=20, year=2026):
    return Positions(year, track, filled, us_img, non_us_img)


def made_up(fewest=0, most=5000):
    """Counts of a specialty of which every position has a known filler."""
    return st.integers(fewest, most).flatmap(
        lambda filled: st.integers(0, filled).flatmap(
            lambda ours: st.integers(0, filled - ours).map(
                lambda others: Counts(2026, filled, others, ours)
            )
        )
    )


EVERYWHERE = made_up(fewest=1).filter(lambda all_: all_.non_us_img > 0)
JUDGEABLE = made_up(fewest=accessibility.FEWEST_FILLED)


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize("slug", naive.specialties())
def test_every_band_equals_a_second_computation_from_the_files(held, slug, group):
    found, expected = held.entries[slug].standings[group].judgement, naive.judged(slug, group)
    assert found.band == expected["band"]
    assert {found.band, *found.could_be} == expected.get("reach", {found.band})
    if "year" in expected and expected["band"] != "separate":
        assert (found.counts.year, found.counts.filled) == (expected["year"], expected["filled"])
        assert found.count == expected["count"]
    for name in ["share", "openness", "low", "high"]:
        assert getattr(found, name) == pytest.approx(expected.get(name), abs=1e-9)


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_average_equals_a_second_computation_and_is_absent_where_a_split_is(held, year):
    expected, found = naive.national(year), held.overall.get(year)
    assert (found and (found.filled, {g: found.by(g) for g in naive.GROUPS})) == expected
    assert (found is not None) == (year in {2025, 2026})


# NRMP, Main Residency Match results, as printed; read by hand.
@pytest.mark.parametrize(
    ("slug", "year", "filled", "non_us_img", "us_img"),
    [
        ("pathology", 2026, 634, 170, 50),
        ("family-medicine", 2026, 4592, 962, 585),
        ("neurology", 2026, 999 + 233, 175 + 38, 49 + 12),
        ("dermatology", 2026, 31 + 545, 1 + 4, 1 + 9),
        ("internal-medicine", 2025, 10584 + 400, 3573 + 82, 1145 + 24),
        ("pediatrics", 2025, 2988 + 55, 590 + 30, 251 + 3),
        ("general-surgery", 2025, 1774, 114, 100),
        ("surgery-preliminary", 2025, 673, 240, 88),
        ("transitional-year", 2026, 1746, 110, 92),
    ],
)
def test_the_counts_are_those_that_were_published(held, slug, year, filled, non_us_img, us_img):
    counts = held.entries[slug].standings["us_img"].judgement.counts
    assert counts == Counts(year, filled, us_img, non_us_img, derived=slug == "pediatrics")


def test_four_specialties_rest_on_2025_and_are_compared_with_2025(held):
    behind = {entry.slug for entry in held.behind}
    assert behind == {
        *("internal-medicine", "pediatrics"),
        *("general-surgery", "obstetrics-and-gynecology"),
    }
    shares = {year: held.averages(year)["non_us_img"] / 100 for year in (2025, 2026)}
    for slug in behind:
        judgement = held.entries[slug].standings["non_us_img"].judgement
        assert judgement.overall_share == pytest.approx(shares[2025])
    pathology = held.entries["pathology"].standings["non_us_img"].judgement
    assert pathology.overall_share == pytest.approx(shares[2026])


def test_positions_for_earlier_us_training_and_preliminary_ones_are_left_out():
    rows = [positions(kind) for kind in KINDS]
    assert accessibility.counts(rows, 2026) == Counts(2026, 400, 40, 80)
    alone = [positions("physician"), positions("preliminary")]
    assert accessibility.counts(alone, 2026) is None


def test_a_one_year_entry_counts_its_own_positions():
    assert accessibility.counts([positions("preliminary")], 2026, True).filled == 100
    assert accessibility.counts([positions("pgy1"), positions("physician")], 2026, True).filled == (
        100
    )


def test_a_part_without_its_split_leaves_the_year_out():
    rows = [positions("pgy1"), Positions(2026, "advanced", 10, None, 3)]
    assert accessibility.counts(rows, 2026) is None
    older = [positions("pgy1", filled=70, year=2025)]
    assert accessibility.newest_counts(rows + older) == Counts(2025, 70, 10, 20)
    assert accessibility.newest_counts(rows) is None


def test_a_total_that_mixes_preliminary_positions_in_is_never_a_split():
    assert accessibility.counts([positions("pgy1-total")], 2026) is None


def test_the_average_counts_a_total_or_its_parts_and_never_both():
    whole, part = positions("pgy1-total", 300, 30, 90), positions("categorical", 200, 20, 60)
    advanced, unknown = (
        positions("advanced", 50, 5, 10),
        Positions(2026, "primary-care", 9, 1, None),
    )
    split = accessibility.overall([[whole, part, advanced]], 2026)
    assert split == Counts(2026, 250, 25, 70)
    rolled_up = accessibility.overall([[whole, part, unknown, advanced]], 2026)
    assert rolled_up == Counts(2026, 350, 35, 100)


def test_there_is_no_average_when_one_specialty_has_no_split():
    known, unknown = [positions("pgy1")], [Positions(2026, "pgy1", 10, None, None)]
    assert accessibility.overall([known, known], 2026) == Counts(2026, 200, 20, 40)
    assert accessibility.overall([known, unknown], 2026) is None
    assert accessibility.overall([known], 2025) is None


def test_the_average_leaves_out_positions_that_a_new_graduate_cannot_take():
    rows = [positions(kind) for kind in ["pgy1", "physician", "preliminary"]]
    assert accessibility.overall([rows], 2026) == Counts(2026, 100, 10, 20)


@pytest.mark.parametrize(
    ("openness", "band"),
    [
        (0, Band.RARE),
        (0.1499, Band.RARE),
        (0.15, Band.SELECTIVE),
        (0.4999, Band.SELECTIVE),
        (0.5, Band.ACCESSIBLE),
        (0.9999, Band.ACCESSIBLE),
        (1.0, Band.OPEN),
        (9, Band.OPEN),
    ],
)
def test_a_value_on_a_cut_off_belongs_to_the_higher_band(openness, band):
    assert accessibility.band(openness) == band


def test_the_average_specialty_is_open_and_a_hundredth_less_is_not():
    everywhere = Counts(2026, 10_000, 0, 2_000)
    assert accessibility.judge("non_us_img", Counts(2026, 100, 0, 20), everywhere).openness == 1
    below = accessibility.judge("non_us_img", Counts(2026, 100, 0, 19), everywhere)
    assert (below.band, below.could_be) == (Band.ACCESSIBLE, (Band.OPEN,))


def test_the_other_bands_are_named_where_the_range_crosses_a_cut_off():
    everywhere = Counts(2026, 1000, 0, 200)
    few = accessibility.judge("non_us_img", Counts(2026, 30, 0, 2), everywhere)
    assert few.band is Band.SELECTIVE  # 2 of 30: 1.8% to 21.3%, 0.09 to 1.07 of the average
    assert few.could_be == (Band.OPEN, Band.ACCESSIBLE, Band.RARE)
    many = accessibility.judge("non_us_img", Counts(2026, 30_000, 0, 2_000), everywhere)
    assert (many.band, many.could_be) == (Band.SELECTIVE, ())


@pytest.mark.parametrize(("filled", "band"), [(29, Band.TOO_FEW), (30, Band.OPEN)])
def test_below_30_positions_there_are_counts_and_no_band(filled, band):
    judged = accessibility.judge("us_img", Counts(2026, filled, 9, 0), Counts(2026, 100, 10, 0))
    assert (judged.band, judged.count, judged.counts.filled) == (band, 9, filled)
    assert (judged.share is None) == (judged.openness is None) == (band is Band.TOO_FEW)


def test_what_was_not_published_is_neither_zero_nor_a_band():
    here = Counts(2026, 100, 0, 0)
    assert accessibility.judge("us_img", None, here).band is Band.NOT_PUBLISHED
    assert accessibility.judge("us_img", here, None).band is Band.NOT_PUBLISHED


def test_another_years_average_is_refused():
    with pytest.raises(ValueError, match="same year"):
        accessibility.judge("us_img", Counts(2026, 100, 9, 9), Counts(2025, 100, 9, 9))
    with pytest.raises(ValueError, match="nothing to compare"):
        accessibility.openness(0.1, 0.0)


@given(JUDGEABLE, EVERYWHERE, st.data())
def test_more_of_the_group_never_lowers_the_band(here, everywhere, data):
    room = here.filled - here.us_img - here.non_us_img
    more = data.draw(st.integers(0, room))
    fuller = Counts(2026, here.filled, here.us_img, here.non_us_img + more)
    before, after = (accessibility.judge("non_us_img", each, everywhere) for each in (here, fuller))
    assert REACH.index(after.band) <= REACH.index(before.band)
    assert after.openness >= before.openness
    assert (after.low, after.high) >= (before.low, before.high)


@given(JUDGEABLE, EVERYWHERE, st.integers(2, 50))
def test_more_positions_of_the_same_share_keep_the_band_and_narrow_the_range(here, all_, times):
    larger = Counts(2026, *(times * each for each in (here.filled, here.us_img, here.non_us_img)))
    before, after = (accessibility.judge("non_us_img", each, all_) for each in (here, larger))
    assert after.band == before.band
    assert after.high - after.low < before.high - before.low
    assert set(after.could_be) <= set(before.could_be)


@given(JUDGEABLE, EVERYWHERE)
def test_the_named_bands_are_those_that_the_range_touches(here, everywhere):
    judged = accessibility.judge("non_us_img", here, everywhere)
    average = everywhere.non_us_img / everywhere.filled
    ends = [end / average for end in naive.solved(here.non_us_img, here.filled)]
    assume(all(abs(end - cut) > 1e-9 for end in ends for cut in CUTS))
    assert {judged.band, *judged.could_be} == naive.reach(*ends)
    assert judged.band not in judged.could_be
    named = [*judged.could_be]
    assert named == sorted(named, key=REACH.index)


@given(JUDGEABLE, EVERYWHERE)
def test_the_other_group_has_no_part_in_the_judgement(here, everywhere):
    without = [Counts(2026, each.filled, 0, each.non_us_img) for each in (here, everywhere)]
    with_them = accessibility.judge("non_us_img", here, everywhere)
    alone = accessibility.judge("non_us_img", *without)
    assert (alone.band, alone.openness) == (with_them.band, with_them.openness)
