"""What each Match changed in the specialties, against the files it rests on."""

import pytest

from tests.residencies import naive
from tests.residencies.markup import section, shown, table, text
from tests.residencies.naive import YEARS

NAMES = {slug: facts["name"] for slug, facts in naive.specialties().items()}


def moved(slug, year, group):
    """Return (count, filled, the same before, points or None, clear), or None without a split."""
    splits = naive.share_by_year(slug)
    if not {year, year - 1} <= splits.keys():
        return None
    (n, by), (n_before, by_before) = splits[year], splits[year - 1]
    counts = by[group], n, by_before[group], n_before
    if min(n, n_before) < 30:
        return *counts, None, False
    low, high = naive.solved(by[group], n)
    low_before, high_before = naive.solved(by_before[group], n_before)
    points = 100 * (by[group] / n - by_before[group] / n_before)
    return *counts, points, low > high_before or high < low_before


def words(points, clear):
    if points is None:
        return "Too few to say"
    if not clear:
        return "Little change"
    return f"{'Up' if points > 0 else 'Down'} {abs(points):.1f} points"


@pytest.mark.parametrize("year", YEARS)
def test_each_share_and_its_change_is_the_one_worked_out_from_the_files(look_at, year):
    expected = {
        NAMES[slug]: [moved(slug, year, group) for group in naive.GROUPS]
        for slug in NAMES
        if moved(slug, year, "us_img")
    }
    part = section(look_at(f"/match/{year}/"), "moves")
    if not expected:
        assert "no change in share can be told" in text(part)
        assert not part.findall(".//table")
        return
    cells = table(look_at(f"/match/{year}/"), "moves")
    assert cells.keys() == expected.keys()
    for name, groups in expected.items():
        told = []
        for count, n, count_before, n_before, points, clear in groups:
            percents = (
                ["", ""]
                if points is None
                else [
                    f"{100 * count_before / n_before:.1f}% ",
                    f"{100 * count / n:.1f}% ",
                ]
            )
            told += [
                f"{percents[0]}{count_before:,} of {n_before:,}",
                f"{percents[1]}{count:,} of {n:,}",
                words(points, clear),
            ]
        assert cells[name][:-1] == told, name


@pytest.mark.parametrize("year", YEARS)
def test_only_clear_changes_are_drawn_and_the_greatest_first(look_at, year):
    figures = section(look_at(f"/match/{year}/"), "moves").findall("./figure")
    for group, figure in zip(naive.GROUPS, figures, strict=False):
        known = {slug: moved(slug, year, group) for slug in NAMES if slug not in naive.ONE_YEAR}
        clear = {slug: each[4] for slug, each in known.items() if each and each[5]}
        rose = sorted((s for s in clear if clear[s] > 0), key=lambda s: -clear[s])[:5]
        fell = sorted((s for s in clear if clear[s] < 0), key=lambda s: clear[s])[:5]
        drawn = [text(each) for each in figure.findall(".//p[@class='who']")]
        assert drawn == [NAMES[slug] for slug in rose + fell]
        assert len(figure.findall(".//svg")) == len(drawn)
        finding = text(figure.find("./figcaption"))
        assert all(NAMES[slug] in finding for slug in [*rose[:1], *fell[:1]])
        assert ("changed little" in finding) == (not clear)


def left(slug, year, mixed):
    """Return what stayed unfilled, or None where it is not known."""
    if mixed:
        tracks = ["pgy1-total", "advanced"]
        rows = [r for r in naive.of(slug) if r["year"] == year and r["track"] in tracks]
        rows = rows if any(row["track"] == "pgy1-total" for row in rows) else []
    else:
        rows = naive.training(slug, year)
    known = rows and all(row["filled"] is not None for row in rows)
    return sum(row["offered"] - row["filled"] for row in rows) if known else None


@pytest.mark.parametrize("year", YEARS)
def test_the_most_unfilled_are_those_of_the_files(look_at, year):
    mixed = {slug: left(slug, year, False) is None for slug in NAMES}
    found = {slug: left(slug, year, mixed[slug]) for slug in NAMES}
    known = {slug: value for slug, value in found.items() if value}
    most = sorted(known.values(), reverse=True)[:10]
    cells = table(look_at(f"/match/{year}/"), "unfilled")
    by_name = {NAMES[slug]: slug for slug in NAMES}
    assert [known[by_name[name]] for name in cells] == most
    for name, row in cells.items():
        slug = by_name[name]
        assert row[0].startswith(f"{known[slug]:,} of ")
        assert ("preliminary positions inside" in row[0]) == mixed[slug]
        if year > 2018:
            assert row[1] == shown(left(slug, year - 1, mixed[slug]))
    told = text(section(look_at(f"/match/{year}/"), "unfilled"))
    for slug in NAMES:
        if found[slug] is None and any(row["year"] == year for row in naive.of(slug)):
            assert NAMES[slug] in told
