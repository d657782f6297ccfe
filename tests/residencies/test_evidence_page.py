"""Both groups side by side, what the page says beside its figures, and what is rendered once."""

import re

import pytest

from residencies import accessibility, catalogue, evidence_page, groups
from residencies.models import MatchResult, Revision, Source
from tests.residencies import naive
from tests.residencies.markup import section, text


@pytest.fixture
def look(look_at):
    return lambda slug, **query: look_at(f"/specialties/{slug}/", **query)


@pytest.mark.parametrize("slug", naive.specialties())
def test_both_groups_stand_side_by_side_and_are_never_added_up(look, slug):
    both, alone = look(slug, group="both"), [look(slug, group=group) for group in naive.GROUPS]
    findings = [text(each) for each in both.findall(".//p[@class='finding']")]
    apart = [text(page.find(".//p[@class='finding']")) for page in alone]
    assert findings == list(dict.fromkeys(apart))
    for name in ["open", "who", "matched", "scores"]:
        found = both.findall(f".//section[@aria-labelledby='{name}']//figcaption")
        each = [
            caption
            for page in alone
            for caption in page.findall(f".//section[@aria-labelledby='{name}']//figcaption")
        ]
        figures = {number for caption in each for number in re.findall(r"[\d,.]+", text(caption))}
        told = {number for caption in found for number in re.findall(r"[\d,.]+", text(caption))}
        assert told == figures, name


@pytest.mark.parametrize("group", groups.CHOICES)
def test_the_choice_of_groups_is_kept_in_the_links_to_other_specialties(look, group):
    page = look("orthopaedic-surgery", group=group, score="240")
    (ticked,) = [each for each in page.iter("input") if "checked" in each.attrib]
    assert ticked.get("value") == group
    kept = "" if group == "non_us_img" else f"group={group}&"
    near = section(page, "neighbours")
    links = [link.get("href") for link in near.findall(".//li/a")]
    assert links
    assert all(href.endswith(f"/?{kept}score=240") for href in links)
    # What leads to a page that speaks to one group names one.
    for link in page.iter("a"):
        if link.get("href").startswith("/compare/"):
            assert "group=both" not in link.get("href")
    assert [text(each) for each in near.findall("./h3")] == (
        ["For non-US IMGs", "For US-citizen IMGs"] if group == "both" else []
    )


@pytest.mark.parametrize("slug", naive.specialties())
def test_openness_is_told_with_its_range_and_the_bands_it_reaches(look, held, slug):
    page = look(slug, group="both")
    found = page.findall(".//section[@aria-labelledby='open']")
    for group in naive.GROUPS:
        judged = held.entries[slug].standings[group].judgement
        if judged.openness is None:
            continue
        said = text(found[0])
        ends = [judged.low / judged.overall_share, judged.high / judged.overall_share]
        low, high = (f"{end:.2f}" for end in ends)
        assert f"{naive.times(judged.openness)} chance allows {low} to {high}" in said
        reached = {accessibility.band(end) for end in ends} - {judged.band}
        for band in reached:
            assert band.label in said.split(f"chance allows {low} to {high}")[1]


def test_with_too_few_positions_nothing_is_drawn_and_no_share_is_told(look):
    page = look("pediatrics-anesthesiology", group="both")
    said = section(page, "open")
    assert text(said).endswith("Fewer than 30 positions were filled, so only counts are shown.")
    assert said.find(".//svg") is None
    assert "%" not in text(section(page, "who"))


def test_a_band_beyond_doubt_names_no_other(look):
    assert "could be" not in text(section(look("internal-medicine"), "open"))


def test_the_measures_beside_scores_are_drawn_and_printed(look):
    part = section(look("pathology"), "measures")
    rows = {
        (row["measure"], row["matched"]): row
        for row in naive.of("pathology", "cohorts")
        if row["group"] == "non_us_img"
    }
    printed = [
        [text(cell) for cell in line] for line in part.findall(".//tbody/tr") if len(line) == 3
    ]
    for label, (kind, matched) in zip(
        ["Matched", "Not matched"], [("contiguous-ranks", m) for m in (True, False)], strict=True
    ):
        row = rows[kind, matched]
        figures = (f"{row[name]:g}" for name in ("median", "q1", "q3"))
        assert [label, "", "{} {} to {}".format(*figures)] in printed
    assert len(part.findall(".//svg")) == len(printed) == 16
    assert len({text(each) for each in part.findall(".//tbody/tr/th/small")}) == 8


def test_positions_left_are_told_with_the_preliminary_ones_where_only_that_is_published(look):
    said = text(section(look("internal-medicine"), "facts"))
    (row,) = [
        row
        for row in naive.of("internal-medicine", "match_results")
        if row["year"] == 2026 and row["track"] == "pgy1-total"
    ]
    left = row["offered"] - row["filled"]
    told = f"{left:,} of {row['offered']:,} offered in 2026, preliminary positions inside."
    assert f"Unfilled before SOAP{told}" in said.replace("SOAP ", "SOAP")


def test_positions_left_that_nobody_published_are_not_zero(look):
    MatchResult.objects.filter(specialty__slug="pathology", year=2026).update(filled=None)
    Revision.bump()
    assert "Unfilled before SOAP Not published" in text(section(look("pathology"), "facts"))


@pytest.mark.parametrize("slug", ["internal-medicine", "urology", "medicine-preliminary"])
def test_the_page_lists_each_source_it_links_to_with_the_day_it_was_checked(look, slug):
    page = look(slug, group="both", score="240")
    listed = section(page, "sources").findall(".//ul/li")
    addresses = [each.find("a").get("href") for each in listed]
    assert len(set(addresses)) == len(addresses)
    linked = {link.get("href") for link in page.findall(".//section//a")}
    assert {each for each in linked if each.startswith("/sources/")} == set(addresses)
    for source in Source.objects.all():
        if source.get_absolute_url() in addresses:
            said = text(listed[addresses.index(source.get_absolute_url())])
            day = f"{source.checked_on.day} {source.checked_on:%B %Y}"
            assert said.endswith(f"grade {source.grade} · checked {day}")


def test_a_specialty_without_more_open_neighbours_says_so(look):
    assert "No specialty that is alike is clearly more open to non-US IMGs." in text(
        section(look("psychiatry"), "neighbours")
    )


@pytest.mark.parametrize("choice", groups.CHOICES)
def test_the_parts_of_a_page_are_rendered_once_and_those_of_the_reader_each_time(
    client, held, choice
):
    address = "/specialties/pathology/"
    plain = client.get(address, {"group": choice}).text
    kept = dict(catalogue.current().rendered)
    assert {key[0] for key in kept if key[1:2] == ("pathology",)} == set(evidence_page.PARTS)
    assert client.get(address, {"group": choice}).text == plain
    scored = client.get(address, {"group": choice, "score": "241"}).text
    assert "Your 241 is" in scored or choice == "us_img"
    assert catalogue.current().rendered == kept
    assert client.get(address, {"group": choice}).text == plain


def test_an_edit_shows_on_a_page_that_was_rendered_before(client, db):
    address = "/specialties/pathology/"
    assert "634 positions in 2026" in client.get(address).text
    for row in MatchResult.objects.filter(specialty__slug="pathology", year=2026):
        row.us_md_senior += 1
        row.filled += 1
        row.offered += 1
        row.save()
    Revision.bump()
    assert "635 positions in 2026" in client.get(address).text
