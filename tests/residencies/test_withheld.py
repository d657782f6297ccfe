"""A row marked as unverified leaves a gap: no sum, share or average is told without it."""

import pytest

from residencies import catalogue
from residencies.models import MatchResult, Revision
from tests.residencies import naive
from tests.residencies.markup import section, text


@pytest.fixture
def withhold(db):
    """Return a function that marks the rows of one specialty in 2026 as unverified."""

    def _withhold(slug, **which):
        rows = MatchResult.objects.filter(specialty__slug=slug, year=2026, **which)
        assert rows.update(grade="D")
        Revision.bump()
        return catalogue.current()

    return _withhold


@pytest.mark.parametrize("group", naive.GROUPS)
def test_a_year_with_an_unverified_row_has_no_average_and_the_one_before_is_told(withhold, group):
    held = withhold("pathology")
    assert 2026 not in held.overall
    assert held.overall[2025].filled == naive.national(2025)[0]
    for slug, entry in held.entries.items():
        counts = entry.standings[group].judgement.counts
        split = {year for year, (filled, _) in naive.share_by_year(slug).items() if filled}
        if counts and 2025 in split:
            assert counts.year == 2025, slug


def test_an_unverified_row_of_a_one_year_entry_leaves_the_average_alone(withhold):
    assert 2026 in withhold("transitional-year").overall


def test_the_rest_of_a_specialty_is_not_taken_for_the_whole(withhold, look_at):
    parts = naive.training("anesthesiology", 2026)
    assert {row["track"] for row in parts} == {"pgy1", "advanced"}
    before = look_at("/specialties/anesthesiology/")
    assert "in 2026" in text(section(before, "who").find(".//figcaption"))
    entry = withhold("anesthesiology", track="advanced").entries["anesthesiology"]
    assert entry.year == 2026
    assert (entry.offered, entry.unfilled, entry.counts.get(2026)) == (None, None, None)
    page = look_at("/specialties/anesthesiology/")
    assert "in 2025" in text(page.find(".//p[@class='finding']"))
    assert "in 2025" in text(section(page, "who").find(".//figcaption"))
    facts = text(section(page, "facts"))
    assert "Positions Not published" in facts.replace("PositionsNot", "Positions Not")
    assert "Unfilled before SOAP Not published" in facts


def test_the_page_of_the_year_compares_no_part_with_a_whole(withhold, look_at):
    withhold("anesthesiology", track="advanced")
    names = [text(each) for each in section(look_at("/match/2026/"), "moves").iter("a")]
    assert "Anesthesiology" not in names
    assert "Neurology" in names
