"""The page of programs in a browser, with programs that an operator brought in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import step
from tests.browser.test_axe import audit
from tests.databases import on_one_database
from tests.programs import made_up

PROGRAMS = "/programs/"


@pytest.fixture(scope="module", autouse=True)
def programs(manage, tmp_path_factory):
    """Bring in a PDF of some three hundred programs, and take them away again."""
    pages = [*made_up.PAGES, *made_up.many(300, range(2019, 2027))]
    path = made_up.write(tmp_path_factory.mktemp("pdf") / "results.pdf", pages)
    manage("import_program_results", str(path))
    yield
    manage("remove_program_results", "--yes")


def listed(page):
    """Return the codes of the programs on the page, in order."""
    return [row.get_attribute("data-code") for row in page.locator("tr[data-code]").all()]


@on_one_database
@pytest.mark.parametrize(
    "query", ["", "?page=3&unfilled=on", "?q=nothing&state=Alabama&specialty=none"]
)
def test_the_page_with_programs_is_accessible_and_fits_its_screen(new_page, query):
    audit(new_page(width=360), PROGRAMS + query)


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_page_and_back_work_with_a_script_and_without(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto(PROGRAMS)
    everything = listed(page)
    assert len(everything) == 50

    page.get_by_label("Specialty").select_option("psychiatry")
    page.get_by_label("Not all filled in 2026").check()
    if not javascript:
        page.get_by_role("button", name="Show programs").click()
    expect(page).to_have_url(re.compile(r"specialty=psychiatry&(state=&)?unfilled=on"))
    expect(page.locator("#chips .chip")).to_have_count(2)
    page.wait_for_load_state()
    filtered = listed(page)
    assert 0 < len(filtered) < 50
    assert all("400C" in code for code in filtered)
    expect(page.locator("tr[data-code] .tag.gap")).to_have_count(len(filtered))

    page.get_by_role("link", name="Clear all").click()
    page.get_by_label("Pages of the list").get_by_role("link", name="Page 2", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?page=2"))
    expect(page.locator("tr[data-code]")).to_have_count(50)
    assert not set(listed(page)) & set(everything)
    step(page, "back", javascript)
    expect(page.locator(f"tr[data-code='{everything[0]}']")).to_be_visible()
    page.wait_for_load_state()
    assert listed(page) == everything


def test_typing_finds_an_institution_and_adds_no_steps_back(page):
    page.goto("/about/")
    page.goto(PROGRAMS)
    page.get_by_label("Institution, city or program").press_sequentially("coast", delay=200)
    expect(page).to_have_url(re.compile(r"\?q=coast$"))
    expect(page.locator("#count")).to_contain_text("1 of ")
    assert listed(page) == ["9002120C0"]
    page.go_back()
    expect(page).to_have_url(re.compile("/about/$"))
