"""The page of corrections: none yet, one, many; and what the corrected page says."""

import datetime

import pytest

from residencies.citing import row_name
from residencies.models import Correction, Revision, Source
from tests.residencies.downloads.reading import read
from tests.residencies.markup import by_id, section, text, tree

PAGE = "/sources/corrections/"


@pytest.fixture
def corrected(db):
    """Write a correction, as an editor does."""

    def _corrected(day, number=1, **fields):
        row = Correction(
            slug=f"{day}-{number}",
            made_on=datetime.date.fromisoformat(day),
            **{
                "page": "/specialties/pathology/",
                "row": "match result pathology/2026/pgy1",
                "said": "Fourteen <places>.",
                "says": "Fifteen places.",
                "reason": "A slip of typing.",
                "noticed": "reader",
            }
            | fields,
        )
        row.full_clean()
        row.save()
        Revision.bump()
        return row

    return _corrected


def test_with_none_the_page_says_so_and_promises_nothing(client, db):
    assert not Correction.objects.exists()
    root = tree(client.get(PAGE).text)
    told = text(by_id(root, "main"))
    assert "There are none yet" in told
    assert "That does not mean that everything is right." in told
    assert not root.findall(".//main//article")
    assert read(client, f"{PAGE[:-1]}.csv") == []
    assert client.get(f"{PAGE[:-1]}.json").json()["figures"] == []


def test_one_says_where_what_why_and_who(client, corrected):
    source = Source.objects.get(slug="match-s01")
    row = corrected("2026-12-01", source=source)
    root = tree(client.get(PAGE).text)
    (article,) = root.findall(".//article")
    told = text(article)
    for words in [row.said, row.says, row.reason, row.row, "1 December 2026", "A reader"]:
        assert words in told
    links = [each.get("href") for each in article.iter("a")]
    assert row.page in links
    assert source.get_absolute_url() in links
    named = row_name(row).replace(" ", "%20")
    assert f"/report/?page={PAGE}&row={named}" in links
    assert "There are none yet" not in text(root)
    by_id(root, row.slug)
    assert row.get_absolute_url() == f"{PAGE}#{row.slug}"


def test_many_stand_newest_first_by_year(client, corrected):
    days = ["2026-12-01", "2027-03-05", "2026-12-20"]
    rows = [corrected(day) for day in days] + [corrected("2026-12-20", 2)]
    root = tree(client.get(PAGE).text)
    years = {year: section(root, f"year-{year}") for year in (2027, 2026)}
    found = {year: [each.get("id") for each in here.iter("h3")] for year, here in years.items()}
    assert [text(each) for each in root.iter("h2")] == ["2027", "2026"]
    assert found == {
        2027: ["2027-03-05-1"],
        2026: ["2026-12-20-2", "2026-12-20-1", "2026-12-01-1"],
    }
    assert len(rows) == 4


def test_one_that_is_taken_back_is_shown_nowhere(client, corrected):
    row = corrected("2026-12-01", published=False)
    for address in [PAGE, row.page, f"{PAGE[:-1]}.csv"]:
        assert row.slug not in client.get(address).text


@pytest.mark.parametrize(
    "page",
    [
        "/specialties/pathology/",
        "/specialties/pathology/?group=us_img#results",
        "/specialties/pathology/backup/",
        "/challenges/visa-sponsorship/",
        "/questions/what-step-2-ck-score-do-i-need/",
        "/sources/match-s01/",
        "/method/",
    ],
)
def test_the_page_that_was_corrected_says_since_when_and_leads_there(client, corrected, page):
    rows = [corrected("2026-12-01", page=page), corrected("2027-01-02", page=page)]
    path = page.split("?")[0]
    main = text(by_id(tree(client.get(path).text), "main"))
    assert "Corrected on 2 January 2027, 1 December 2026." in main
    html = client.get(path).text
    assert all(f'href="{row.get_absolute_url()}"' in html for row in rows)
    assert "Corrected on" not in client.get("/specialties/urology/").text


def test_a_corrected_page_still_asks_only_for_the_revision(
    client, corrected, django_assert_num_queries
):
    row = corrected("2026-12-01")
    for address in [row.page, PAGE, f"{PAGE[:-1]}.csv"]:
        client.get(address)
        with django_assert_num_queries(1):
            client.get(address)


@pytest.mark.parametrize(("terms", "given"), [("open", True), ("cite", False)])
def test_a_file_gives_the_words_about_a_figure_only_as_its_source_allows(
    client, corrected, terms, given
):
    Source.objects.filter(slug="match-s01").update(terms=terms)
    row = corrected("2026-12-01", source=Source.objects.get(slug="match-s01"))
    said, says, why = read(client, f"{PAGE[:-1]}.csv")
    assert [said["value"], says["value"]] == ([row.said, row.says] if given else ["", ""])
    assert (why["measure"], why["value"]) == ("Why it was changed", row.reason)
    for line in (said, says, why):
        assert (line["about"], line["detail"]) == (row.page, row.row)
        assert "2026-12-01. Noticed by: a reader." in line["note"]
        assert line["page"] == f"http://testserver{row.get_absolute_url()}"


def test_pages_lead_to_it(client, db):
    for address in ["/sources/", "/about/", "/method/", "/report/thanks/"]:
        assert f'href="{PAGE}"' in client.get(address).text
    assert f"http://testserver{PAGE}</loc>" in client.get("/sitemap.xml").text
