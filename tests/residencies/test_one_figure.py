"""A figure that several pages show is the same on each: the one worked out from the files."""

import re
from itertools import batched

import pytest

from tests.residencies import naive
from tests.residencies.markup import cell, listed, section, text, tree

NAMES = {slug: facts["name"] for slug, facts in naive.specialties().items()}
SLUGS = {name: slug for slug, name in NAMES.items()}
LABELS = {"non_us_img": "Non-US IMGs", "us_img": "US-citizen IMGs"}
# How each figure is written, wherever it stands.
BAND = re.compile(r"\b(Open|Accessible|Selective|Rare)\b")
TIMES = re.compile(r"([\d.]+) times")
SHARE = re.compile(r"(\d+\.\d%)")
RANGE = re.compile(r"% (\d+\.\d to \d+\.\d)$")
CHANCE = re.compile(r"chance allows ([\d.]+ to [\d.]+)")
PLACES = re.compile(r"(?:^|\s|%)([\d,]+ of [\d,]+)")
RATE = re.compile(r"((?:\d+ to )?\d+ of \d+)")
ALLOWED = re.compile(r"chance allows is (\d+ to \d+) of 100")
REPEATED = re.compile(r"range that chance allows: (\d+ to \d+) of 100")
SCORES = re.compile(r"(\d{3} \d{3} to \d{3})")


@pytest.fixture
def look(client, db):
    def _look(address, **query):
        response = client.get(address, query)
        assert response.status_code == 200
        return tree(response.text)

    return _look


def written_rate(slug, group):
    """Return the match rate of those who ranked it first in the words that so many people allow."""
    row = naive.ranked_first(slug, group)
    if not row or row["applicants"] < 10:
        return None
    matched, n = row["matched"], row["applicants"]
    if n < 30:
        return f"{matched} of {n}"
    if n < 100:
        low, high = (5 * round(20 * end) for end in naive.solved(matched, n))
        return f"{low} to {high} of 100"
    return f"{round(100 * matched / n)} of 100"


def expected(slug, group):
    """Return what is known of a specialty, as every page is to write it."""
    judged, found = naive.judged(slug, group), {}
    rate, scores = written_rate(slug, group), naive.scores(slug, group)
    if "count" in judged:
        found[PLACES] = f"{judged['count']:,} of {judged['filled']:,}"
    if "share" in judged:
        average = naive.average(judged["year"], group)
        found |= {
            BAND: judged["band"].capitalize(),
            TIMES: naive.times(judged["openness"]),
            SHARE: f"{100 * judged['share']:.1f}%",
            RANGE: f"{100 * judged['low']:.1f} to {100 * judged['high']:.1f}",
            CHANCE: f"{judged['low'] / average:.2f} to {judged['high'] / average:.2f}",
            ALLOWED: f"{100 * judged['low']:.0f} to {100 * judged['high']:.0f}",
        }
    if rate:
        found[RATE] = rate
        row = naive.ranked_first(slug, group)
        if row["applicants"] >= 100:
            low, high = naive.solved(row["matched"], row["applicants"])
            found[REPEATED] = f"{100 * low:.0f} to {100 * high:.0f}"
    if scores:
        found[SCORES] = "{1:.0f} {0:.0f} to {2:.0f}".format(*scores)
    return found


def caught(words, *patterns):
    """Return what each pattern catches first in ``words``, by pattern, if anything."""
    found = {pattern: pattern.search(words) for pattern in patterns}
    return {pattern: match[1] for pattern, match in found.items() if match}


def of_row(row):
    """Return the figures in one row of the explorer."""
    heading = " ".join(text(each) for each in row.find("./th")[1:])
    return (
        caught(heading, BAND, TIMES)
        | caught(cell(row, "Share of positions"), SHARE, PLACES)
        | caught(cell(row, "Ranked it first, matched"), RATE)
        | caught(cell(row, "Step 2 CK of matched"), SCORES)
    )


def explorer(look, group):
    """Band, times the average, share, places, match rate and scores, as in every list."""
    for slug, row in listed(look("/specialties/", group=group)).items():
        yield slug, of_row(row)


def shortlist(look, group):
    for some in batched(NAMES, 20, strict=False):
        for slug, row in listed(look("/shortlist/", s=some, group=group)).items():
            yield slug, of_row(row)


def compare(look, group):
    for some in batched(NAMES, 4, strict=False):
        (table,) = look("/compare/", s=some, group=group).findall(".//table[@class='tbl side']")
        side = {text(row[0]): row[1:] for row in table.findall("./tbody/tr")}
        for column, slug in enumerate(some):
            here = {label: text(cells[column]) for label, cells in side.items()}
            yield (
                slug,
                caught(here["How open it is"], BAND, TIMES)
                | caught(here["Share of positions"], SHARE, RANGE)
                | caught(here["Places filled by the group"], PLACES)
                | caught(here["Matched, of those who ranked it first"], RATE)
                | caught(here["Step 2 CK of matched"], SCORES),
            )


def parts(page):
    return {each.get("aria-labelledby"): text(each) for each in page.iter("section")}


def specialty(look, group):
    for slug in NAMES:
        page = look(f"/specialties/{slug}/", group=group)
        (headline,), part = page.findall(".//p[@class='finding']"), parts(page)
        share = part.get("who", "").partition(f"{LABELS[group]}: ")[2].split(" ")[0]
        yield (
            slug,
            caught(text(headline), BAND, TIMES)
            | caught(part.get("open", ""), CHANCE)
            | caught(part.get("who", ""), PLACES, ALLOWED)
            | caught(part["matched"], REPEATED)
            | caught(share, SHARE)
            | caught(re.sub(r"(?<=\d) and (?=\d)", " to ", part["matched"]), RATE)
            | caught(part["scores"].split("Not matched")[0], SCORES),
        )


def both(look, group):
    """The page of a specialty when it shows both groups, one beside the other."""
    for slug in NAMES:
        part = parts(look(f"/specialties/{slug}/", group="both"))
        said = [
            part.get(name, "").partition(f"{LABELS[group]} filled ")[2] for name in ("open", "who")
        ]
        yield slug, caught(said[0], TIMES) | caught(said[1], PLACES)


def landscape(look, group):
    (table,) = look("/landscape/", group=group).findall(".//table")
    for row in table.findall("./tbody/tr"):
        name, (band, times, *counts) = text(row.find(".//a")), map(text, row[1:])
        found = caught(band, BAND)
        if BAND in found:
            found[TIMES] = times
        if len(counts) == 3:
            found[PLACES] = f"{counts[0]} of {counts[1]}"
        yield SLUGS[name], found


def changes(look, group):
    """The table of changes of each year, for specialties whose newest split is of that year."""
    for year in naive.YEARS:
        found = section(look(f"/match/{year}/"), "moves").findall(".//tbody/tr")
        for name, *cells in ([text(each) for each in row] for row in found):
            cells = cells[:3] if group == "non_us_img" else cells[3:]
            if naive.judged(SLUGS[name], group)["year"] == year and cells[2] != "Too few to say":
                yield SLUGS[name], caught(cells[1], SHARE, PLACES)


def mine(look, group):
    """The list of a reader who has answered nothing: of both groups."""
    for item in look("/me/specialties/").findall(".//ul[@class='told']/li"):
        said = text(item).partition(f"{LABELS[group]}: ")[2]
        if said:
            yield SLUGS[text(item.find("./h3"))], caught(said, BAND, TIMES, SHARE, PLACES)


PAGES = {
    explorer: [BAND, TIMES, SHARE, PLACES, RATE, SCORES],
    shortlist: [BAND, TIMES, SHARE, PLACES, RATE, SCORES],
    compare: [BAND, TIMES, SHARE, RANGE, PLACES, RATE, SCORES],
    specialty: [BAND, TIMES, CHANCE, SHARE, PLACES, ALLOWED, RATE, REPEATED, SCORES],
    both: [TIMES, PLACES],
    landscape: [BAND, TIMES, PLACES],
    changes: [SHARE, PLACES],
    mine: [BAND, TIMES, SHARE, PLACES],
}


@pytest.mark.parametrize("group", naive.GROUPS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_page_shows_each_figure_of_each_specialty_as_the_files_give_it(look, page, group):
    shown = dict(page(look, group))
    assert shown.keys() == NAMES.keys() or page in (changes, mine)
    assert len(shown) > 20
    for slug, found in shown.items():
        known = expected(slug, group)
        assert found == {figure: known[figure] for figure in PAGES[page] if figure in known}, slug
