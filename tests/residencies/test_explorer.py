"""What the explorer lists for each filter, order and search, on the shipped content."""

import re
from itertools import product

import pytest

from residencies.explorer import ORDERS
from residencies.facets import FACETS, PLACES
from tests.residencies import naive
from tests.residencies.markup import by_id, cell, left_out, listed, text, tree

SLUGS = list(naive.specialties())
OPTIONS = [(facet.name, value) for facet in FACETS for value in facet.options]


@pytest.fixture
def ask(client, db):
    """Return the page for a query."""

    def _ask(query=None, **more):
        return tree(client.get("/specialties/", {**(query or {}), **more}).text)

    return _ask


def having(facet, *values, group="non_us_img"):
    return {slug for slug in SLUGS if naive.options(slug, group)[facet] & set(values)}


def count(page, name, value):
    return int(text(by_id(page, f"n-{name}-{value}")))


def test_everything_is_listed_before_anything_is_asked(ask):
    page = ask()
    assert set(listed(page)) == set(SLUGS)
    assert text(by_id(page, "count")).startswith("55 of 55 specialties")
    assert left_out(page) == {}
    assert page.find(".//*[@id='chips']") is None


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize(("facet", "value"), OPTIONS)
def test_an_option_lists_the_specialties_that_have_it(ask, facet, value, group):
    page = ask({facet: value, "group": group})
    expected = having(facet, value, group=group)
    assert set(listed(page)) == expected
    assert count(page, facet, value) == count(ask(group=group), facet, value) == len(expected)
    assert text(by_id(page, "count")).startswith(f"{len(expected)} of 55 specialties")


def test_every_specialty_can_be_reached_through_every_filter_but_the_kind_of_work():
    for slug, group in product(SLUGS, naive.GROUPS):
        for facet in FACETS:
            assert naive.options(slug, group)[facet.name] <= facet.options.keys()
            assert naive.options(slug, group)[facet.name] or facet.name == "kind", slug


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_any_chosen_option_of_one_filter_is_enough(ask, facet):
    values = [value for name, value in OPTIONS if name == facet][:2]
    assert set(listed(ask({facet: values}))) == having(facet, *values)


def test_all_filters_must_hold(ask):
    page = ask(band=["open", "selective"], kind="surgical", years="5")
    expected = having("band", "open", "selective") & having("kind", "surgical")
    assert set(listed(page)) == expected & having("years", "5")
    assert 0 < len(listed(page)) < len(expected)


@pytest.mark.parametrize(
    "base",
    [
        {},
        {"band": ["open", "accessible"], "q": "medicine"},
        {"kind": "surgical", "years": "5", "group": "us_img"},
        {"score": "235", "place": "below", "service": "eras"},
    ],
)
def test_the_number_beside_an_option_is_what_ticking_it_alone_gives(ask, base):
    page = ask(base)
    for name, value in OPTIONS:
        alone = ask(base | {name: value})
        assert count(page, name, value) == len(listed(alone)), (name, value)
        assert count(alone, name, value) == len(listed(alone))


@pytest.mark.parametrize(("base", "score"), [({}, "235"), ({"band": "open"}, "250")])
def test_the_number_beside_a_place_is_what_ticking_it_alone_gives(ask, base, score):
    page = ask(base, score=score)
    for value in PLACES:
        assert count(page, "place", value) == len(listed(ask(base, score=score, place=value)))
    assert all(text(by_id(ask(base), f"n-place-{value}")) == "" for value in PLACES)


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize("turned", ["", "-"])
@pytest.mark.parametrize("order", ORDERS)
def test_each_order_sorts_by_its_number_and_puts_the_unknown_last(ask, order, turned, group):
    slugs = list(listed(ask(sort=turned + order, group=group)))
    values = [naive.keys(slug, group)[order] for slug in slugs]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    greatest_first = order not in {"score", "years", "name"}
    if order == "openness":
        known = [v for s, v in zip(slugs, values, strict=True) if v and s not in naive.ONE_YEAR]
        assert (
            slugs[: len(known)]
            == [slug for slug in slugs if slug not in naive.ONE_YEAR][: len(known)]
        )
    assert known == sorted(known, reverse=greatest_first is not bool(turned))


def test_rows_with_the_same_number_stand_in_order_of_name(ask):
    for order in ["years", "-years", "unfilled", "-unfilled"]:
        slugs = list(listed(ask(sort=order)))
        names = [naive.specialties()[slug]["name"].casefold() for slug in slugs]
        by_value = {}
        for slug, name in zip(slugs, names, strict=True):
            by_value.setdefault(naive.keys(slug, "us_img")[order.strip("-")], []).append(name)
        assert all(group == sorted(group) for group in by_value.values())


def test_a_heading_turns_its_order_round(ask):
    page = ask(sort="share", band="open")
    (heading,) = page.findall(".//th[@aria-sort]")
    assert heading.get("aria-sort") == "descending"
    assert heading.find("a").get("href") == "/specialties/?band=open&sort=-share#count"
    (turned,) = ask(sort="-share").findall(".//th[@aria-sort]")
    assert turned.get("aria-sort") == "ascending"


@pytest.mark.parametrize("group", naive.GROUPS)
def test_each_row_gives_the_numbers_of_its_group(ask, group):
    for slug, row in listed(ask(group=group)).items():
        judged, share = naive.judged(slug, group), cell(row, "Share of positions")
        if "share" in judged:
            assert share.startswith(f"{100 * judged['share']:.1f}%")
            assert f"{naive.times(judged['openness'])} times the average share" in text(row)
        if "count" in judged:
            told = naive.places(judged)
            assert share.endswith(told)
        known, told = naive.scores(slug, group), cell(row, "Step 2 CK of matched")
        assert not known or told.startswith(f"{known[1]:.0f} {known[0]:.0f} to {known[2]:.0f}")
        assert known or re.fullmatch("Not published|Too few to say|Withheld by the source", told)
        link = row.find("./th/a").get("href")
        assert link == f"/specialties/{slug}/" + ("?group=us_img" if group == "us_img" else "")


def test_positions_of_an_older_match_are_told_with_its_year(ask):
    for slug, row in listed(ask()).items():
        year = max((each["year"] for each in naive.of(slug)), default=2026)
        told = cell(row, "Unfilled")
        offered = naive.of_newest_year(slug, "offered")
        assert offered is None or f"{offered:,}" in told
        assert offered is None or year == 2026 or told.endswith(f"in {year}"), slug


def test_switching_the_group_keeps_the_filters_and_changes_the_numbers(ask):
    ours, theirs = ask(years="3", score="240"), ask(years="3", score="240", group="us_img")
    assert set(listed(ours)) == set(listed(theirs)) == having("years", "3")
    share = [cell(listed(page)["family-medicine"], "Share of positions") for page in (ours, theirs)]
    assert "962 of 4,592 in 2026" in share[0]
    assert "585 of 4,592 in 2026" in share[1]


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize("score", [1, 225, 236, 245, 300])
def test_a_score_is_placed_against_the_middle_half_of_those_who_matched(ask, score, group):
    for slug, row in listed(ask(score=score, group=group)).items():
        place = naive.place(slug, group, score)
        told = [text(each) for each in row.findall(f".//small[@class='you {place}']")]
        assert told == ([] if place == "unknown" else [f"You: {place}"]), slug
        assert text(row).count("You:") == len(told)


@pytest.mark.parametrize(
    ("score", "place"), [(225, "below"), (236, "inside"), (262, "above"), (236, "unknown")]
)
def test_a_place_lists_the_specialties_where_the_score_stands_there(ask, score, place):
    expected = {slug for slug in SLUGS if naive.place(slug, "non_us_img", score) == place}
    assert set(listed(ask(score=score, place=place))) == expected
    assert expected


def test_a_place_without_a_score_hides_nothing(ask):
    page = ask(place="inside")
    assert len(listed(page)) == 55
    assert "You:" not in text(by_id(page, "results"))
