"""The chart and the table of all specialties, against the files they rest on."""

import pytest

from residencies import landscape_plot
from residencies.landscape import SIZES
from residencies.models import MatchResult, Revision, Specialty
from tests.residencies import naive
from tests.residencies.markup import section, text, tree

NAMES = {slug: facts["name"] for slug, facts in naive.specialties().items()}
KINDS = ["all", "primary_care", "surgical", "hospital_based", "combined"]


def meant(kind):
    return [slug for slug, each in naive.specialties().items() if kind == "all" or each[kind]]


def cells(page):
    rows = section(page, "all").findall(".//tbody/tr")
    return {text(row[0].find("a")): [text(each) for each in row[1:]] for row in rows}


def dots(drawing):
    """Return where each dot stands: those of one-year entries come with their hole."""
    paths = [path.get("d") for path in drawing.findall("./path[@class='dots']")]
    return [
        tuple(map(float, dot.removesuffix("h0").split()))
        for d in paths
        for dot in d.split("M")
        if dot
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("group", naive.GROUPS)
def test_the_table_lists_every_specialty_as_judged(look_at, group, kind):
    found = cells(look_at("/landscape/", group=group, kind=kind))
    assert found.keys() == {NAMES[slug] for slug in meant(kind)}
    for slug in meant(kind):
        judged, row = naive.judged(slug, group), found[NAMES[slug]]
        if "openness" in judged:
            assert row[1] == naive.times(judged["openness"])
        else:
            assert row[1] == "Not in the chart"
        if "count" in judged:
            mark = " partly worked out" if judged["derived"] else ""
            year = f"{judged['year']}{mark}"
            assert row[2:] == [f"{judged['count']:,}", f"{judged['filled']:,}", year]
        else:
            assert len(row) == 3
            assert "0" not in row[2]
    counts = [naive.judged(slug, group).get("count", 0) for slug in naive.specialties()]
    shown = [int(row[2].replace(",", "")) for row in found.values() if len(row) == 5]
    assert shown == sorted(shown, reverse=True)
    assert max(counts) >= shown[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("group", naive.GROUPS)
def test_each_dot_stands_at_its_openness_and_its_positions(look_at, group, kind):
    page = look_at("/landscape/", group=group, kind=kind)
    judged = [naive.judged(slug, group) for slug in meant(kind)]
    known = [each for each in judged if "openness" in each]
    drawings = page.findall(".//figure/svg")
    assert len(drawings) == (len(SIZES) if known else 0)
    for drawing, (width, height, _) in zip(drawings, SIZES.values(), strict=True):
        expected = [
            (
                landscape_plot.across(each["openness"], width),
                landscape_plot.upwards(each["count"], height),
            )
            for each in known
        ]
        assert sorted(dots(drawing)) == pytest.approx(sorted(expected))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("group", naive.GROUPS)
def test_the_finding_names_the_open_ones_with_most_positions(look_at, group, kind):
    said = text(look_at("/landscape/", group=group, kind=kind).find(".//p[@class='finding']"))
    judged = {slug: naive.judged(slug, group) for slug in set(meant(kind)) - naive.ONE_YEAR}
    open_ = {slug: each for slug, each in judged.items() if each["band"] == "open"}
    if not open_:
        assert "none of these specialties is as open as average" in said
        return
    assert said.startswith(f"{len(open_)} specialt")
    most = sorted(open_.values(), key=lambda each: -each["count"])[:3]
    for each in most:
        assert f"({each['count']:,} in {each['year']})" in said


def test_without_an_answer_non_us_imgs_and_all_kinds_are_shown(client, db):
    assert client.get("/landscape/").text == client.get(
        "/landscape/?group=x_&kind=all"
    ).text.replace(
        '<p class="note warn">There is no such group; these numbers are of non-US IMGs.</p>', ""
    )


def test_an_unknown_kind_is_named(client, db):
    assert "There is no such kind of work" in client.get("/landscape/?kind=none").text


def test_none_and_few_and_unpublished_look_different(client, db):
    page = tree(client.get("/landscape/").text)
    found = cells(page)
    assert found["Urology"][0] == "Separate match"
    assert {row[0] for row in found.values() if row[1] == "Not in the chart"} == {
        "Separate match",
        "Too few to say",
        "Not published",
    }
    pathology = Specialty.objects.get(slug="pathology")
    MatchResult.objects.filter(specialty=pathology).update(non_us_img=0, us_graduate=None)
    Revision.bump()
    row = cells(tree(client.get("/landscape/").text))["Pathology"]
    assert row[:3] == ["Rare", "0.00", "0"]


def test_a_site_without_content_still_has_the_page(client, db):
    Specialty.objects.all().delete()
    Revision.bump()
    assert "There is nothing to draw" in client.get("/landscape/").text


def test_the_landscape_asks_only_for_the_revision(client, db, django_assert_num_queries):
    client.get("/landscape/")
    with django_assert_num_queries(1):
        client.get("/landscape/?group=us_img&kind=surgical")


def test_both_drawings_together_are_small(client, db):
    brotli = pytest.importorskip("brotli")
    html = client.get("/landscape/").text
    drawings = html[html.index("<svg") : html.rindex("</svg>")]
    assert len(brotli.compress(drawings.encode(), quality=5)) <= 2048
