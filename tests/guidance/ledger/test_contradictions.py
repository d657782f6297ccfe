"""The page of contradictions: sides beside each other, and the ways to it."""

import re
from pathlib import Path

import pytest
import yaml

from guidance.ledger import entries
from imgpath.content.yaml_text import LOADER
from residencies import catalogue
from residencies.citing import row_name
from residencies.models import Contradiction, Finding, Grade, Revision, Source
from tests.residencies.downloads.reading import read
from tests.residencies.markup import section, text, tree

PAGE = "/sources/contradictions/"
FOLDER = Path(__file__).parents[3] / "fixtures/residencies"
VISA = "visa-need-and-matching"
STUDY = "visa-need-syrian-imgs-2019"


def shipped(name):
    rows = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), LOADER)
    return {row["fields"]["slug"]: row["fields"] for row in rows}


WRITTEN = shipped("contradictions")
FINDINGS = {
    slug: fields
    for name in ["evidence", "rules", "contradicted"]
    for slug, fields in shipped(f"findings_{name}").items()
}


@pytest.fixture
def page(client, db):
    """Return the page as it is now."""

    def _page():
        Revision.bump()
        return tree(client.get(PAGE).text)

    return _page


@pytest.mark.parametrize("slug", WRITTEN)
def test_each_stands_with_its_sides_and_with_what_we_make_of_it(client, db, slug):
    written, here = WRITTEN[slug], section(tree(client.get(PAGE).text), slug)
    assert text(here.find("./h2")) == written["title"]
    for name in ["differs", "reason", "shown"]:
        assert " ".join(written[name].split()) in text(here)
    sides = here.findall("./ul/li")
    assert len(sides) == len(written["findings"]) >= 2
    for (name,) in written["findings"]:
        finding = FINDINGS[name]
        (side,) = [each for each in sides if " ".join(finding["statement"].split()) in text(each)]
        assert finding.get("caution", "").strip() in text(side)
        assert f"Grade {finding['grade']} · {finding['as_of']}" in text(side)
        links = [each.get("href") for each in side.iter("a")]
        assert f"/sources/{finding['source'][0]}/" in links
        assert ("Reported, not seen" in text(side)) == finding.get("reported", False)


def test_the_best_side_comes_first_and_what_is_only_reported_last(db):
    for each in catalogue.current().findings.contradictions:
        order = [(side.reported, side.grade) for side in each.sides]
        assert order == sorted(order)
        assert set(each.sides) == set(each.findings.exclude(grade=Grade.D))


def test_each_has_an_address_of_its_own_and_a_way_to_report_it(page):
    root = page()
    names = [each.get("href")[1:] for each in root.iterfind(".//nav[@aria-labelledby='list']//a")]
    assert sorted(names) == sorted(WRITTEN)
    row = Contradiction.objects.get(slug=VISA)
    assert row.get_absolute_url() == f"{PAGE}#{VISA}"
    links = [each.get("href") for each in section(root, VISA).iter("a")]
    assert f"/report/?page={PAGE}&row={row_name(row).replace(' ', '%20')}" in links


def test_a_finding_says_wherever_it_is_shown_that_another_source_disagrees(client, db):
    link = f'<a href="{PAGE}#{VISA}">Another source disagrees</a>'
    source = Finding.objects.get(slug=STUDY).source
    for address in [f"/sources/{source.slug}/", "/challenges/visa-sponsorship/"]:
        html = client.get(address).text
        item = re.search(rf'<li class="known" id="{STUDY}">.*?</li>', html, re.DOTALL)[0]
        assert link in item
    assert link not in client.get(PAGE).text


def test_no_other_finding_says_so(client, db):
    sides = {slug for written in WRITTEN.values() for (slug,) in written["findings"]}
    for found in entries.current().sources.values():
        for finding, _ in found.findings:
            assert bool(finding.contradictions.all()) == (finding.slug in sides), finding.slug


@pytest.mark.parametrize("grade", [Grade.C, Grade.D])
def test_one_side_alone_contradicts_nothing(page, client, grade):
    row = Contradiction.objects.get(slug=VISA)
    row.findings.set(Finding.objects.filter(slug__in=[STUDY, "visa-need-survey-2022"]))
    Finding.objects.filter(slug="visa-need-survey-2022").update(grade=grade)
    page()
    shown = grade != Grade.D
    assert (f'id="{VISA}"' in client.get(PAGE).text) == shown
    assert (f"{PAGE}#{VISA}" in client.get("/challenges/visa-sponsorship/").text) == shown


def test_a_draft_is_shown_nowhere(page, client):
    Contradiction.objects.filter(slug=VISA).update(published=False)
    page()
    for address in [PAGE, "/challenges/visa-sponsorship/", f"{PAGE[:-1]}.csv"]:
        assert VISA not in client.get(address).text


@pytest.mark.parametrize(("number", "heading"), [(0, None), (1, "1 question"), (2, "2 questions")])
def test_the_page_is_right_with_none_one_and_many(page, number, heading):
    kept = Contradiction.objects.values_list("pk", flat=True)[:number]
    Contradiction.objects.exclude(pk__in=list(kept)).update(published=False)
    root = page()
    told = [text(each) for each in root.iter("h2")]
    assert (told[0] if told else None) == heading
    assert len(told) == (number + 1 if number else 0)
    assert ("No contradiction is listed just now." in text(root)) == (number == 0)


def test_past_its_review_date_one_says_so(page):
    row = Contradiction.objects.filter(slug=VISA)
    row.update(review_by="2020-01-01")
    assert "Past its review date" in text(section(page(), VISA))
    row.update(review_by="2999-01-01")
    assert "Past its review date" not in text(section(page(), VISA))


def test_pages_lead_to_it(client, db):
    for address in ["/sources/", "/method/", "/about/"]:
        assert f'href="{PAGE}"' in client.get(address).text
    assert f"http://testserver{PAGE}</loc>" in client.get("/sitemap.xml").text


def test_the_file_has_every_side_as_its_source_allows_and_our_own_words(client, db):
    rows = read(client, f"{PAGE[:-1]}.csv")
    allowed = set(Source.objects.filter(terms="open").values_list("title", flat=True))
    ours = {"What differs": "differs", "Why they may differ": "reason"}
    ours["What imgpath shows"] = "shown"
    for written in WRITTEN.values():
        here = [row for row in rows if row["about"] == written["title"]]
        own = {row["measure"]: row["value"] for row in here if row["status"] == "Our own"}
        assert own == {name: written[field].strip() for name, field in ours.items()}
        sides = [row for row in here if row["status"] != "Our own"]
        assert len(sides) == len(written["findings"])
        for row in sides:
            assert bool(row["value"]) == (row["title"] in allowed)
    assert any(row["value"] for row in rows if row["status"] == "Published")


def test_the_page_asks_only_for_the_revision(page, client, django_assert_num_queries):
    page()
    client.get(PAGE)
    for address in [PAGE, f"{PAGE[:-1]}.json"]:
        with django_assert_num_queries(1):
            client.get(address)
