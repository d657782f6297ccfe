"""The page of programs: every state is an address, and every number stands as it was read."""

import re

import pytest
from django.urls import reverse

from imgpath.programs import listing
from imgpath.programs.models import ProgramFill
from residencies.models import Specialty
from tests.residencies.markup import text, tree

PAGE = "/programs/"


@pytest.fixture
def ask(client, loaded):
    """Return a function that asks for the page: the codes it lists, in order, and its tree."""

    def _ask(**query):
        page = tree(client.get(PAGE, query).text)
        return [row.get("data-code") for row in page.findall(".//tr[@data-code]")], page

    return _ask


def cells(page, code):
    return [text(each) for each in page.findall(f".//tr[@data-code='{code}']/td")]


def test_without_programs_the_page_says_so_and_how_they_come(client, db, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(1):
        response = client.get(PAGE)
    assert "This copy of imgpath has none" in response.text
    assert "import_program_results FILE.pdf" in response.text
    assert "<table" not in response.text
    assert client.get(PAGE, headers={"HX-Request": "true"}).status_code == 200


def test_programs_are_listed_by_specialty_and_state_and_those_without_one_last(ask):
    codes, page = ask()
    assert [text(each) for each in page.findall(".//th[@scope='rowgroup']")] == [
        "Anesthesiology",
        "Family medicine",
        "General surgery",
        "Internal medicine",
        "Medicine, preliminary year",
        "Psychiatry",
        "No specialty found",
    ]
    medicine = ["9001140C0", "9001140C1", "9001140P0"]
    assert codes == ["9003040A0", "9002120C0", "9001440C0", *medicine, "9001400C0", "9001987C0"]


def test_within_a_specialty_the_states_follow_each_other(bring, client):
    rows = ["WYOMING\nA\nCasper 2026\nPsychiatry 9001400C0 5 5"]
    rows += ["ALABAMA\nZ\nMobile 2026\nPsychiatry 9002400C0 5 5\nB\nAuburn 2026"]
    rows[1] += "\nPsychiatry 9003400C0 5 5"
    bring(rows)
    page = tree(client.get(PAGE).text)
    codes = [row.get("data-code") for row in page.findall(".//tr[@data-code]")]
    assert codes == ["9003400C0", "9002400C0", "9001400C0"]


def test_each_year_is_told_as_the_file_has_it_and_what_has_no_figure_is_no_zero(ask):
    _, page = ask()
    years = [text(each) for each in page.findall(".//thead//th")]
    assert years == ["Program", "2026", "2025", "2024"]
    assert cells(page, "9001140C0") == ["1,012 of 1,012", "11 of 12", "–"]
    assert cells(page, "9003040A0") == ["10 of 10", "–", "–"]
    for fill in ProgramFill.objects.select_related("program"):
        told = cells(page, fill.program.code)[years[1:].index(str(fill.year))]
        assert told.startswith(f"{fill.filled:,} of {fill.quota:,}")


def test_only_the_newest_match_stands_out_where_not_all_was_filled(ask):
    _, page = ask()
    tags = {
        row.get("data-code"): [text(each) for each in row.findall(".//span[@class='tag gap']")]
        for row in page.findall(".//tr[@data-code]")
    }
    assert {code: told for code, told in tags.items() if told} == {
        "9001140P0": ["3 unfilled"],
        "9002120C0": ["2 unfilled"],
        "9001987C0": ["1 unfilled"],
    }
    bold = [text(each) for each in page.findall(".//tr[@data-code='9001400C0']/td/b")]
    assert bold == ["4 of 5"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ({"specialty": "internal-medicine"}, ["9001140C0", "9001140C1"]),
        ({"specialty": "other"}, ["9001987C0"]),
        ({"state": "New York"}, ["9003040A0"]),
        ({"unfilled": "on"}, ["9002120C0", "9001140P0", "9001987C0"]),
        ({"unfilled": "on", "q": "coast"}, ["9002120C0"]),
        ({"q": "ALBÁNY"}, ["9003040A0"]),
        ({"q": "test med", "specialty": "psychiatry"}, ["9001400C0"]),
        ({"q": "rural"}, ["9001140C1"]),
        ({"q": "9001140P"}, ["9001140P0"]),
        ({"state": "New York", "unfilled": "on"}, []),
    ],
)
def test_filters_work_alone_and_together(ask, query, listed):
    codes, page = ask(**query)
    assert codes == listed
    assert text(page.find(".//*[@id='count']")) == f"{len(listed)} of 8 programs"


def test_each_filter_in_use_is_a_link_that_takes_it_off(ask, client):
    _, page = ask(state="Alabama", unfilled="on", q="hospital")
    chips = page.findall(".//ul[@id='chips']//a[@class='chip']")
    assert [text(each) for each in chips] == [
        "Remove filter: Words: hospital",
        "Remove filter: Alabama",
        "Remove filter: Not all filled in 2026",
    ]
    left = [each.get("href").partition("#")[0] for each in chips]
    assert left[1] == f"{PAGE}?q=hospital&unfilled=on"
    assert all(client.get(each).status_code == 200 for each in left)


def test_when_nothing_is_found_each_filter_says_what_comes_without_it(ask):
    codes, page = ask(state="New York", unfilled="on")
    assert codes == []
    offers = [text(each) for each in page.findall(".//div[@class='empty']//a[@class='chip']")]
    assert offers == ["New York: 3 more", "Not all filled in 2026: 1 more"]


@pytest.mark.parametrize(
    "query",
    [
        {"specialty": "none"},
        {"state": "Atlantis"},
        {"q": "x" * 161},
        {"q": "\x00"},
        {"page": "99"},
        {"page": "many"},
    ],
)
def test_what_cannot_be_had_counts_as_not_given(ask, query):
    codes, page = ask(**query)
    assert len(codes) == 8
    assert ("page" in query) == (not page.findtext(".//title").startswith("Error: "))


@pytest.mark.parametrize("query", [{}, {"state": "Alabama"}, {"q": "nothing"}, {"unfilled": "on"}])
def test_htmx_gets_exactly_the_part_of_the_page_that_changes(client, loaded, query):
    page = client.get(PAGE, query).text
    response = client.get(PAGE, query, headers={"HX-Request": "true"})
    part = re.split(r'<p id="count"', response.text)[0]
    assert "<html" not in response.text
    assert " ".join(part.split()) in " ".join(page.split())
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize(("trigger", "header"), [("q", "HX-Replace-Url"), ("state", "HX-Push-Url")])
def test_the_address_bar_gets_the_one_address_of_what_was_asked(client, loaded, trigger, header):
    asked = {"q": " coast ", "specialty": "", "state": "", "page": "1"}
    headers = {"HX-Request": "true", "HX-Trigger-Name": trigger}
    response = client.get(PAGE, asked, headers=headers)
    assert response.headers[header] == f"{PAGE}?q=coast"


def test_the_page_says_its_source_and_what_an_unfilled_position_does_not_mean(client, loaded):
    html = client.get(PAGE).text
    assert '<a href="/sources/own-program-results-2026/">NRMP, 2026</a>' in html
    assert "2024 to 2026: " in html
    assert "it is not a place still free" in html
    assert "is not a match rate" in html


def test_a_specialty_that_readers_do_not_see_lends_no_name(client, loaded):
    Specialty.objects.filter(slug="psychiatry").update(published=False)
    found = listing.read()
    assert "psychiatry" not in found.specialties
    assert sum(each.specialty == listing.OTHER for each in found.programs) == 2


def test_only_the_newest_dozen_of_matches_has_columns(bring, client):
    years = " ".join(str(year) for year in range(2026, 2011, -1))
    figures = " ".join(["5 5"] * 15)
    bring([f"ALABAMA\nTest Hospital\nMobile {years}\nInternal Medicine 9001140C0 {figures}"])
    page = tree(client.get(PAGE).text)
    told = [text(each) for each in page.findall(".//thead//th")]
    assert (len(told), told[1], told[-1]) == (13, "2026", "2015")


def test_the_address_of_the_page_is_its_own(client, loaded):
    assert reverse("programs") == PAGE
    assert (
        f'<link rel="canonical" href="http://testserver{PAGE}">'
        in client.get(PAGE, {"state": "Alabama"}).text
    )
