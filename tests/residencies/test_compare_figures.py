"""What a comparison tells and draws, against the files that the figures rest on."""

import re
from itertools import batched, combinations

import pytest

from tests.residencies import naive
from tests.residencies.markup import text, tree

SETS = [
    ["pathology", "internal-medicine"],
    ["family-medicine", "neurology", "psychiatry"],
    ["urology", "nuclear-medicine", "thoracic-surgery-integrated", "general-surgery"],
    ["medicine-preliminary", "dermatology", "radiation-oncology", "emergency-medicine"],
    ["orthopaedic-surgery", "internal-medicine-family-medicine"],
    *batched(naive.specialties(), 4, strict=False),
]
ASKED = pytest.mark.parametrize("slugs", SETS)
GROUPS = pytest.mark.parametrize("group", naive.GROUPS)


@pytest.fixture
def look(client, db):
    def _look(slugs, **query):
        response = client.get("/compare/", {"s": slugs} | query)
        assert response.status_code == 200
        return tree(response.text)

    return _look


def name(slug):
    return naive.specialties()[slug]["name"]


def table(page):
    """Return {row: {specialty: words}} of the table, all specialties included."""
    (found,) = page.findall(".//table[@class='tbl side']")
    heads = [text(each).removesuffix(" Shortlist") for each in found.find("./thead/tr")]
    return {
        text(row[0]): dict(zip(heads[1:], map(text, row[1:]), strict=True))
        for row in found.findall("./tbody/tr")
    }


def lines(page, chart):
    """Return what is printed beside each line of a chart, and its paths."""
    section = page.find(f".//section[@aria-labelledby='{chart}']")
    found, name = {}, None
    for each in section.findall(".//div[@class='ranges versus']/*"):
        if each.get("class") == "who":
            name = each.text.strip()
            found[name] = [None, {}]
        elif each.tag == "svg":
            found[name][1] = {path.get("class"): path.get("d") for path in each}
        elif each.get("class", "").startswith("value"):
            found[name][0] = text(each)
    return found


def words(page):
    found = page.find(".//section[@aria-labelledby='differences']/dl")
    return dict(zip([text(e) for e in found[::2]], [text(e) for e in found[1::2]], strict=True))


@ASKED
@GROUPS
def test_the_table_tells_what_the_files_hold(look, slugs, group):
    rows = table(look(slugs, group=group))
    for slug in slugs:
        here = {label: cells[name(slug)] for label, cells in rows.items()}
        judged = naive.judged(slug, group)
        if "share" in judged:
            low, high = 100 * judged["low"], 100 * judged["high"]
            told = f"{100 * judged['share']:.1f}% {low:.1f} to {high:.1f}"
            assert here["Share of positions"] == told
            assert (
                f"{naive.times(judged['openness'])} times the average share"
                in here["How open it is"]
            )
        places = here["Places filled by the group"]
        if "count" in judged:
            told = naive.places(judged)
            assert places == told
        else:
            assert places in {"Separate match", "Not published"}
        for label, matched in [("Step 2 CK of matched", True), ("Step 2 CK of not matched", False)]:
            known = naive.scores(slug, group, matched)
            untold = {"Not published", "Too few to say", "Withheld by the source"}
            told = f"{known[1]:.0f} {known[0]:.0f} to {known[2]:.0f}" if known else None
            assert here[label] == told if told else here[label] in untold
        unfilled = naive.of_newest_year(slug, "unfilled")
        offered = naive.of_newest_year(slug, "offered")
        if unfilled is not None:
            told = f"{unfilled:,} of {offered:,} offered in "
            assert here["Unfilled before SOAP"].startswith(told)
        else:
            assert here["Unfilled before SOAP"].startswith("Not published")
        rate = naive.match_rate(slug, group)
        newest = [r for r in naive.of(slug, "preferred_match_rates") if r["group"] == group]
        if rate is not None and newest[0]["applicants"] >= 100:
            told = f"{round(100 * rate)} of 100 {newest[0]['applicants']:,} people in "
            assert here["Matched, of those who ranked it first"].startswith(told)
        if not newest:
            assert here["Matched, of those who ranked it first"] == "Not published"


@ASKED
def test_the_facts_are_those_of_the_files(look, slugs):
    rows = table(look(slugs))
    for slug in slugs:
        facts = naive.specialties()[slug]
        here = {label: cells[name(slug)] for label, cells in rows.items()}
        assert (str(facts["years_min"] or "Not seen")) in here["Training"]
        for flag, label in [("categorical", "Categorical"), ("advanced", "Advanced")]:
            assert (label in here["How you enter"]) == facts[flag]
        visas = naive.of(slug, "visa_facts")
        assert ("Not published" in here["Visas seen"]) == (not visas)
        assert all(f"{float(row['percent']):.1f}%" in here["Visas seen"] for row in visas)
        signals = max(naive.of(slug, "signals"), key=lambda r: r["season"], default=None)
        told = f"{signals['total'] or 'No signals'} " if signals else "Not seen"
        assert here["Signals"].startswith(told)


@ASKED
@GROUPS
def test_all_specialties_together_are_printed_beside(look, slugs, group):
    page = look(slugs, group=group)
    everywhere = {label: cells["All specialties"] for label, cells in table(page).items()}
    for slug in slugs:
        year = naive.judged(slug, group).get("year")
        if year and naive.national(year):
            filled, by = naive.national(year)
            share = f"{100 * by[group] / filled:.1f}% in {year}"
            assert share in everywhere["Share of positions"]
            assert (
                f"{by[group]:,} of {filled:,} in {year}"
                in (everywhere["Places filled by the group"])
            )
    rates = [row for row in naive.rows("preferred_match_rates") if row["group"] == group]
    matched, all_ = naive.total(rates, "matched"), naive.total(rates, "applicants")
    told = f"{round(100 * matched / all_)} of 100 in 2026, where published" if rates else None
    assert everywhere["Matched, of those who ranked it first"] == (told or "Not published")
    newest = {r["measure"]: r["value"] for r in naive.rows("position_totals") if r["year"] == 2026}
    told = f"{newest['unfilled']:,} of {newest['offered']:,} offered in 2026"
    assert everywhere["Unfilled before SOAP"] == told


@ASKED
@GROUPS
def test_what_is_unknown_is_never_shown_as_none(look, slugs, group):
    words = re.findall(r"\w+", text(look(slugs, group=group, score="240")))
    assert not {"None", "nan", "inf"} & set(words)


def at(value, low, high):
    return round(min(100.0, max(0.0, 100 * (value - low) / (high - low))), 1)


@ASKED
@GROUPS
def test_every_share_is_drawn_on_one_axis_with_its_range_and_the_average(look, slugs, group):
    page = look(slugs, group=group)
    section = page.find(".//section[@aria-labelledby='share']")
    drawn = lines(page, "share")
    judged = {slug: naive.judged(slug, group) for slug in slugs}
    if not any("share" in each for each in judged.values()):
        assert section.find(".//p[@class='axis ticks']") is None
        return
    ticks = [text(each).rstrip("%") for each in section.find(".//p[@class='axis ticks']")]
    top = float(ticks[-1])
    assert [float(each) for each in ticks] == [0, top / 4, top / 2, 3 * top / 4, top]
    for slug, found in judged.items():
        words, paths = drawn[name(slug)]
        if "share" not in found:
            assert paths == {}
            assert "%" not in words
            continue
        low, high, share = (at(100 * found[key], 0, top) for key in ("low", "high", "share"))
        filled, by = naive.national(found["year"])
        average = at(100 * by[group] / filled, 0, top)
        assert paths["half"] == f"M{low} 5H{high}"
        assert paths["mid"] == f"M{share} 5h0"
        assert paths["you"] == f"M{average} 0V10"


@ASKED
@GROUPS
def test_scores_are_drawn_on_one_axis_with_the_readers_line(look, slugs, group):
    drawn = lines(look(slugs, group=group, score="240"), "score")
    for slug in slugs:
        for label, matched in [("matched", True), ("not matched", False)]:
            known = naive.scores(slug, group, matched)
            words, paths = drawn.get(f"{name(slug)}: {label}", (None, {}))
            if not known:
                assert paths == {}
                continue
            low, middle, high = (at(each, 200, 280) for each in known)
            assert paths["half"] == f"M{low} 5H{high}"
            assert paths["mid"] == f"M{middle} 5h0"
            assert paths["you"] == f"M{at(240, 200, 280)} 0V10"
            if matched:
                assert words.endswith(f"you: {naive.place(slug, group, 240)}")


@GROUPS
def test_a_share_is_said_to_be_higher_only_when_the_ranges_are_apart(look, group):
    slugs = ["pathology", "internal-medicine", "neurology", "psychiatry", "dermatology", "urology"]
    for one, two in combinations(slugs, 2):
        said = words(look([one, two], group=group)).get("Share of positions", "")
        a, b = naive.judged(one, group), naive.judged(two, group)
        if "share" not in a or "share" not in b:
            assert said == ""
            continue
        more, less = sorted([(a, one), (b, two)], key=lambda each: -each[0]["share"])
        if more[0]["low"] > less[0]["high"]:
            assert said.startswith(f"Higher in {name(more[1])} (")
            assert f"than in {name(less[1])} (" in said
        else:
            assert said.startswith("Little difference between")
        page = look([one, two], group=group)
        caption = page.find(".//section[@aria-labelledby='share']//figcaption")
        assert text(caption).startswith(f"{said} Positions that ")


def test_few_people_make_no_difference(look):
    for slug in ["plastic-surgery-integrated", "thoracic-surgery-integrated"]:
        page = look(["pathology", slug])
        assert "Matched, of those who ranked it first" not in words(page)
        assert lines(page, "rate")[name(slug)][1] == {}


def test_what_is_withheld_few_and_not_published_look_different_from_none(look):
    page = look(["dermatology", "urology", "thoracic-surgery-integrated", "family-medicine"])
    told = {specialty: words for specialty, (words, _) in lines(page, "score").items()}
    assert told["Dermatology: matched"] == "Withheld by the source"
    assert told["Urology: matched"] == "Not published"
    assert lines(page, "rate")["Thoracic surgery (integrated)"][0].startswith("Too few to say")
    us = look(["pathology", "neurology"], group="us_img")
    rate = us.find(".//section[@aria-labelledby='rate']")
    assert "Not published of US-citizen IMGs" in text(rate)
    assert "That is not a zero" in text(rate)
