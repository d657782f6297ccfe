"""The more open neighbours of a specialty: the rule, and what its page says."""

from dataclasses import replace

import pytest

from residencies.kinship import MOST, Likeness, more_open
from tests.residencies import naive
from tests.residencies.markup import text, tree

OWN = Likeness("own", frozenset({"surgical"}), frozenset({"hand", "surgery"}), 5, 0.5, 0.4, 0.6)
OPEN = replace(OWN, slug="open", words=frozenset({"eye"}), openness=1.0, low=0.8, high=1.2)


def named(*others):
    return [each.slug for each in more_open(OWN, others)]


def test_a_specialty_that_is_alike_and_more_open_is_a_neighbour():
    assert named(OPEN) == ["open"]
    assert named(OWN) == []
    assert named(replace(OPEN, kinds=frozenset({"primary_care"}))) == []
    assert named(replace(OPEN, kinds=frozenset(), words=frozenset({"surgery"}))) == ["open"]
    assert named(replace(OPEN, kinds=frozenset(), words=OWN.words | {"tree"})) == ["open"]


def test_ranges_that_touch_are_not_more_open():
    assert named(replace(OPEN, low=0.6)) == []
    assert named(replace(OPEN, low=0.61)) == ["open"]
    assert named(replace(OPEN, low=0.1, high=0.2)) == []


def test_the_most_alike_come_first_and_only_so_many():
    family = replace(OPEN, slug="family", kinds=frozenset(), words=frozenset({"hand"}), years=9)
    both = frozenset({"surgical", "hospital_based"})
    own = replace(OWN, kinds=both)
    more = replace(OPEN, slug="both", kinds=both, years=9)
    short = replace(OPEN, slug="short", years=3)
    unknown = replace(OPEN, slug="unknown", years=None)
    opener = replace(OPEN, slug="opener", openness=1.1)
    found = more_open(own, [unknown, short, OPEN, opener, more, family])
    assert [each.slug for each in found] == ["family", "both", "opener", "open"]
    assert len(found) == MOST


def expected(slug, group):
    """Return the slugs that the rule names, worked out from the files."""
    facts, own = naive.specialties(), naive.judged(slug, group)
    kinds = ["primary_care", "surgical", "hospital_based"]

    def family(one, two):
        one, two = (set(each.split("-")) - {"and", "integrated"} for each in (one, two))
        return one <= two or two <= one

    def average(judged):
        filled, by = naive.national(judged["year"])
        return by[group] / filled

    if slug in naive.ONE_YEAR or "openness" not in own:
        return set()
    return {
        other
        for other in facts.keys() - naive.ONE_YEAR - {slug}
        for found in [naive.judged(other, group)]
        if "openness" in found
        and (family(slug, other) or any(facts[slug][k] and facts[other][k] for k in kinds))
        and found["low"] / average(found) > own["high"] / average(own)
    }


@pytest.mark.parametrize("group", naive.GROUPS)
def test_each_page_names_the_neighbours_that_the_files_give(client, db, group):
    suffix = "&group=us_img" if group == "us_img" else ""
    for slug in naive.specialties():
        page = tree(client.get(f"/specialties/{slug}/?group={group}&score=240").text)
        items = page.findall(".//section[@aria-labelledby='neighbours']/ul/li")
        links = [[link.get("href") for link in item.iter("a")] for item in items]
        slugs = [own.split("/")[2] for own, _ in links]
        rule = expected(slug, group)
        assert set(slugs) <= rule, slug
        assert len(slugs) == min(4, len(rule)), slug
        for other, item, (own, compare) in zip(slugs, items, links, strict=True):
            judged = naive.judged(other, group)
            assert f"filled {100 * judged['share']:.1f}%: {judged['count']:,} of " in text(item)
            assert text(item.find("./span")).lower() == judged["band"]
            reader = f"{suffix}&score=240".removeprefix("&")
            assert own == f"/specialties/{other}/?{reader}"
            assert compare == f"/compare/?s={slug}&s={other}&{reader}"


@pytest.mark.parametrize(
    ("asked", "reader"),
    [
        ("", ""),
        ("group=us_img", "group=us_img"),
        ("score=240", "score=240"),
        ("group=us_img&score=240", "group=us_img&score=240"),
        ("group=martian&score=900", ""),
    ],
)
def test_who_the_reader_is_goes_along_from_page_to_page(client, db, asked, reader):
    asking, more = (f"?{reader}" if reader else ""), (f"&{reader}" if reader else "")

    def links(path):
        page = tree(client.get(f"{path}{'&' if '?' in path else '?'}{asked}").text)
        return {link.get("href") for link in page.iter("a")}

    specialty = links("/specialties/pathology/")
    assert {f"/specialties/{asking}", f"/compare/?s=pathology{more}"} <= specialty
    assert {f"/compare/{asking}", f"/specialties/pathology/{asking}"} <= links("/specialties/")
    left_out = links("/specialties/?band=rare")
    assert f"/specialties/pathology/{asking}" in left_out
    compare = links("/compare/?s=pathology&s=urology")
    method = "/method/?group=us_img" if "us_img" in reader else "/method/"
    assert method in specialty & compare
    assert {f"/specialties/{asking}", f"/specialties/pathology/{asking}"} <= compare
