"""The map of IMGs by state and its table, against the file they rest on."""

import pytest

from residencies import tilemap
from residencies.models import Revision, StateResult
from tests.residencies import naive
from tests.residencies.markup import table, text, tree

YEARS = [2025, 2026]
CHOICES = {"non_us_img": ["non_us_img"], "us_img": ["us_img"], "both": naive.GROUPS}


def told(count, n):
    """Return a share as the small-number rule tells it, and the lines of its tile."""
    if n < 10:
        return "Too few to say", ["few"]
    if n < 30:
        return f"{count} of {n}", [f"{count} of", str(n)]
    low, high = (100 * end for end in naive.solved(count, n))
    if n < 100:
        low, high = (5 * round(end / 5) for end in (low, high))
        return f"{low} to {high} of 100", [f"{low}–", str(high)]
    share = round(100 * count / n)
    return f"{share} of 100", ["<1" if count and not share else str(share)]


def results(year):
    return {row["state"]: row for row in naive.rows("state_results") if row["year"] == year}


def tiles(drawing):
    """Return the class and the lines of each tile, by abbreviation."""
    return {
        tile[0].text: (tile.get("class"), [line.text for line in tile[1:]])
        for tile in drawing.findall(".//text")
    }


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("year", YEARS)
def test_each_share_is_the_one_worked_out_from_the_file(look_at, year, choice):
    held, groups = results(year), CHOICES[choice]
    page = look_at("/places/", year=year, group=choice)
    cells = table(page, "states")
    assert cells.keys() == held.keys()
    for state, row in held.items():
        shares = [
            each
            for group in groups
            for each in (f"{row[group]:,}", told(row[group], row["filled"])[0])
        ]
        assert cells[state] == [*shares, f"{row['filled']:,}", f"{row['offered']:,}"]
    sums = [sum(held[state][group] for group in groups) for state in cells]
    assert sums == sorted(sums, reverse=True)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("year", YEARS)
def test_each_tile_prints_its_number_in_the_shade_of_the_legend(look_at, year, choice):
    held = results(year)
    figures = look_at("/places/", year=year, group=choice).findall(".//div[@class='maps']/figure")
    assert len(figures) == len(CHOICES[choice])
    for group, figure in zip(CHOICES[choice], figures, strict=True):
        legend = [text(each) for each in figure.findall("./ul/li")][:-1]
        ranges = [range(int(low), int(high) + 1) for low, _, high in map(str.split, legend)]
        for name, (shade, lines) in tiles(figure).items():
            row = held[tilemap.NAMES[name]]
            assert lines == told(row[group], row["filled"])[1], name
            share = round(100 * row[group] / row["filled"])
            assert shade == (
                "low" if row["filled"] < 100 else f"m{[share in r for r in ranges].index(True)}"
            )


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("year", YEARS)
def test_the_finding_names_the_fewest_states_with_half_of_the_positions(look_at, year, choice):
    said = text(look_at("/places/", year=year, group=choice).find(".//p[@class='finding']"))
    for group, sentence in zip(CHOICES[choice], said.split(". "), strict=True):
        held = sorted(results(year).values(), key=lambda row: -row[group])
        counts = [row[group] for row in held]
        fewest = next(n for n in range(99) if 2 * sum(counts[:n]) >= sum(counts))
        assert f"in {year} were in {fewest} of {len(held)} places: " in sentence
        assert all(row["state"] in sentence for row in held[:fewest])


@pytest.mark.parametrize("year", YEARS)
def test_all_states_together_are_the_national_total(look_at, year):
    page = look_at("/places/", year=year, group="both")
    (row,) = page.findall(".//tfoot/tr")
    totals = {r["measure"]: r for r in naive.rows("position_totals") if r["year"] == year}
    assert text(row[-2]) == f"{totals['filled']['value']:,}"
    assert text(row[-1]) == f"{totals['offered']['value']:,}"


def test_without_an_answer_the_newest_match_and_non_us_imgs_are_shown(client, db):
    assert client.get("/places/").text == client.get("/places/?group=non_us_img&year=2026").text


@pytest.mark.parametrize("query", ["group=martian", "year=1066", "year=x&group=both&group=&x=1"])
def test_an_unknown_answer_is_named_and_the_rest_holds(client, db, query):
    response = client.get(f"/places/?{query}", follow=True)
    assert response.status_code == 200
    assert "There is no such group" in response.text or "not published by state" in response.text


def test_not_published_and_zero_and_few_look_different(client, db):
    StateResult.objects.filter(year=2026, state="Texas").delete()
    StateResult.objects.filter(year=2026, state="Ohio").update(non_us_img=0)
    Revision.bump()
    page = tree(client.get("/places/").text)
    found = tiles(page.find(".//figure"))
    assert found["TX"] == ("low", ["–"])
    assert found["OH"] == ("m0", ["0"])
    assert found["AK"] == ("low", ["few"])
    cells = table(page, "states")
    assert "Texas" not in cells
    assert cells["Ohio"][:2] == ["0", "0 of 100"]
    assert cells["Alaska"][1] == "Too few to say"


def test_a_site_without_results_by_state_says_so(client, db):
    StateResult.objects.all().delete()
    Revision.bump()
    assert "not published here yet" in client.get("/places/").text


def test_places_ask_only_for_the_revision(client, db, django_assert_num_queries):
    client.get("/places/")
    with django_assert_num_queries(1):
        client.get("/places/?group=both&year=2025")


def test_a_map_is_small(client, db):
    brotli = pytest.importorskip("brotli")
    html = client.get("/places/").text
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert len(brotli.compress(drawing.encode(), quality=5)) <= 1200
