"""What the page of one specialty says, against the files it rests on."""

import re

import brotli
import pytest

from guidance.ledger import entries
from tests.residencies import naive
from tests.residencies.markup import by_id, text, tree

SLUGS = list(naive.specialties())
FIGURES = ["who", "trend", "matched", "scores", "measures", "results", "facts"]


@pytest.fixture
def look(client, db):
    def _look(slug, **query):
        response = client.get(f"/specialties/{slug}/", query)
        assert response.status_code == 200
        return tree(response.text)

    return _look


def section(page, name):
    """Return the section under the heading with that id."""
    (found,) = page.findall(f".//section[@aria-labelledby='{name}']")
    return found


def sections(page):
    return {each.get("aria-labelledby"): each for each in page.iter("section")}


def table(part):
    return [[text(each) for each in row] for row in part.findall(".//tbody/tr")]


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_headline_tells_the_counts_that_were_published(look, slug, group):
    page, judged = look(slug, group=group), naive.judged(slug, group)
    facts = naive.specialties()[slug]
    (heading,), (finding,) = page.findall(".//h1"), page.findall(".//p[@class='finding']")
    assert text(heading) == facts["name"]
    said = text(finding)
    who = {"us_img": "US-citizen IMGs", "non_us_img": "Non-US IMGs"}[group]
    if "share" in judged:
        share, openness = round(100 * judged["share"]), naive.times(judged["openness"])
        assert f"{who} filled {share} of every 100 positions in {judged['year']}, " in said
        assert f"{openness} times their share of all specialties" in said
    elif "count" in judged:
        assert f"{who} filled {judged['count']} of {judged['filled']} positions in" in said
        assert "too few to say" in said
    else:
        assert "not through NRMP's Match" in said or "was not published" in said


@pytest.mark.parametrize("slug", SLUGS)
def test_who_fills_it_is_the_newest_year_with_all_five_groups(look, slug):
    year, found = naive.newest_split(slug)
    names = ["non_us_img", "us_img", "us_graduate", "us_do_senior", "us_md_senior"]
    if not found or not naive.total(found, "filled"):
        return
    part, filled = section(look(slug), "who"), naive.total(found, "filled")
    counts = [naive.total(found, name) for name in names]
    rows = table(part)
    assert [row[1] for row in rows] == [f"{count:,}" for count in counts]
    few = filled < 30
    percents = [f"{round(100 * count / filled, 1)}%" for count in counts]
    assert [row[2] for row in rows] == (["Too few to say"] * 5 if few else percents)
    legend = [text(each).split(": ")[1] for each in part.findall(".//ul/li")]
    assert legend == ([str(count) for count in counts] if few else percents)
    assert sum(counts) == filled
    said = f"Non-US IMGs filled {counts[0]:,} of {filled:,} positions in {year}"
    assert text(part.find(".//figcaption")).startswith(said)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_trend_shows_a_share_where_there_is_a_split_and_a_bound_where_not(look, slug):
    part = sections(look(slug)).get("trend")
    found = table(part) if part is not None else []
    rows = {int(first[:4]): cells for first, *cells in found}
    assert {int(first[:4]) for first, *_ in found if first[4:] == " partly worked out"} == {
        year for year in rows if any(row["derivation"] for row in naive.training(slug, year))
    }
    split = {y: v for y, v in naive.share_by_year(slug).items() if v[0] >= 30}
    assert {year for year, cells in rows.items() if len(cells) == 3} == split.keys()
    for year, (filled, by) in split.items():
        shares = [f"{round(100 * by[group] / filled, 1)}%" for group in naive.GROUPS]
        assert rows[year][:2] == shares
    for year in rows.keys() - split.keys():
        parts = naive.training(slug, year)
        filled = naive.total(parts, "filled")
        seniors = naive.total(parts, "us_md_senior") + naive.total(parts, "us_do_senior")
        assert filled >= 30
        assert rows[year] == ["Not published", f"{round(100 * (filled - seniors) / filled, 1)}%"]


@pytest.mark.parametrize("slug", SLUGS)
def test_scores_are_those_of_the_file_or_the_reason_why_not(look, slug):
    part = section(look(slug), "scores")
    known = [naive.scores(slug, "non_us_img", matched) for matched in (True, False)]
    for label, told in zip(["Matched", "Not matched"], known, strict=True):
        if told:
            assert f"{label} {told[1]:.0f} {told[0]:.0f} to {told[2]:.0f} " in text(part)
    if not naive.of(slug, "cohorts"):
        assert "are not published" in text(part)
        assert not re.search(r"\d{3}", text(part))
    overlap = all(known) and known[0][0] <= known[1][2] and known[1][0] <= known[0][2]
    assert ("The two overlap" in text(part)) == overlap


@pytest.mark.parametrize("slug", SLUGS)
def test_every_row_that_is_held_is_on_the_page_with_a_mark_for_the_unknown(look, slug):
    held, part = naive.of(slug), sections(look(slug)).get("results")
    rows = table(part) if part is not None else []
    columns = ["offered", "filled", "us_md_senior", "us_do_senior", "us_graduate"]
    columns += ["us_img", "non_us_img"]

    def told(row):
        figures = ["–" if row[name] is None else f"{row[name]:,}" for name in columns]
        return [str(row["year"]), *figures]

    assert sorted([row[0], *row[2:9]] for row in rows) == sorted(told(row) for row in held)


def test_training_is_told_in_years(look):
    for slug, told in [
        ("internal-medicine", "3 years"),
        ("pathology", "3 to 4 years"),
        ("transitional-year", "1 year"),
    ]:
        facts = section(look(slug), "facts").find("./dl")
        assert [text(each) for each in facts[:2]] == ["Training", told]


def test_every_part_with_figures_links_to_a_source_that_is_listed(look):
    listed = {each.source.get_absolute_url() for each in entries.current().listed}
    for slug in SLUGS:
        for name, part in sections(look(slug, score="240")).items():
            links = [link.get("href") for link in part.iter("a")]
            sources = {href for href in links if re.match("/sources/.", href)}
            assert sources <= listed
            drawn = part.find(".//svg") is not None or part.find(".//td") is not None
            if name in FIGURES and (drawn or "offered in" in text(part)):
                assert sources, f"{slug}: {name} names no source"


@pytest.mark.parametrize("group", naive.GROUPS)
def test_what_is_unknown_is_never_shown_as_none(look, group):
    for slug in SLUGS:
        words = re.findall(r"\w+", text(look(slug, group=group, score="240")))
        assert not {"None", "nan", "inf"} & set(words), slug


def test_a_score_gets_its_line_and_its_place(look):
    low, _, high = naive.scores("pathology", "non_us_img")
    for score, place in [
        (low - 1, "below"),
        (low, "inside"),
        (high, "inside"),
        (high + 1, "above"),
    ]:
        page = look("pathology", score=f"{score:.0f}")
        said = f"Your {score:.0f} is {place} the middle half of those who matched."
        assert said in text(section(page, "scores"))
        assert page.findall(".//path[@class='you']")
    assert not look("pathology").findall(".//path[@class='you']")


def test_a_withheld_cohort_has_a_reason_and_no_place(look):
    part = section(look("dermatology", score="240"), "scores")
    assert "Your 240 is" not in text(part)
    assert "Withheld by the source" in text(part)


def test_both_groups_have_a_page_and_the_choice_is_kept(look):
    page = look("family-medicine", group="us_img", score="240")
    (ticked,) = [each for each in page.iter("input") if "checked" in each.attrib]
    assert ticked.get("value") == "us_img"
    assert by_id(page, "score").get("value") == "240"
    assert "585 of 4,592" in text(section(page, "who"))
    crumb = page.find(".//p[@class='crumb']/a")
    assert crumb.get("href") == "/specialties/?group=us_img&score=240"


def test_each_page_is_at_most_16_kb_with_all_its_charts(client, db):
    for slug in SLUGS:
        html = client.get(f"/specialties/{slug}/?group=us_img&score=240").content
        assert len(brotli.compress(html, quality=5)) <= 16_000, slug


def test_an_address_of_no_specialty_is_not_found(client, db):
    for address in [
        "/specialties/no-such/",
        "/specialties/pathology%00/",
        "/specialties/PATHOLOGY/",
    ]:
        assert client.get(address).status_code == 404


def test_the_method_page_divides_the_shares_it_shows(client, db):
    page = tree(client.get("/method/").text)
    rows = page.findall(".//section[@aria-labelledby='average']//tbody/tr")
    for year, row in zip([2025, 2026], rows, strict=True):
        filled, by = naive.national(year)
        non_us, us = (f"{by[g]:,} ({100 * by[g] / filled:.1f}%)" for g in naive.GROUPS)
        assert [text(each) for each in row] == [str(year), f"{filled:,}", non_us, us]
    bands = page.findall(".//section[@aria-labelledby='bands']//tbody/tr")
    for row in bands[:4]:
        numbers = re.search(r"([\d.]+)% ÷ ([\d.]+)% = ([\d.]+)$", text(row[3]))
        share, average, openness = (float(each) for each in numbers.groups())
        assert openness == pytest.approx(share / average, abs=0.05)
        assert naive.band(openness) == text(row[0]).lower()
