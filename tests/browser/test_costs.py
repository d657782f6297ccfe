"""The page of costs as it is used: what changes as the reader types, and what stays."""

from playwright.sync_api import expect

from tests.browser.steps import step
from tests.databases import on_one_database

pytestmark = on_one_database
COSTS = "/costs/"


def test_a_number_typed_changes_the_sum_the_address_and_nothing_in_the_form(page):
    page.goto(COSTS)
    page.select_option("#s1", "pathology")
    page.fill("#n1", "60")
    page.press("#n1", "Tab")
    page.wait_for_url("**n1=60**")
    page.locator("#count", has_text="60 programs").wait_for()
    before = page.locator("#count").inner_text()
    page.fill("#n1", "61")
    page.press("#n1", "Tab")
    page.wait_for_url("**n1=61**")
    expect(page.locator("#count")).not_to_have_text(before)
    assert page.input_value("#n1") == "61"
    step(page, "back")
    expect(page.locator("#count")).to_have_text(before)
    expect(page.locator("#n1")).to_have_value("60")


def test_an_error_appears_beside_its_field_and_goes_again(page):
    page.goto(COSTS)
    page.select_option("#s1", "pathology")
    page.fill("#n1", "two hundred")
    page.press("#n1", "Tab")
    page.locator("#error-n1", has_text="in digits").wait_for()
    assert page.input_value("#n1") == "two hundred"
    page.fill("#n1", " 200 ")
    page.press("#n1", "Tab")
    page.locator("#error-n1", has_text="in digits").wait_for(state="detached")
    assert page.title().startswith("What applying")


def test_a_tick_taken_away_stays_away_after_a_reload(page):
    page.goto(f"{COSTS}?s1=pathology&n1=10")
    first = page.locator("input[name=pay]:checked").first
    slug = first.get_attribute("value")
    first.uncheck()
    page.wait_for_url("**own=1**")
    page.reload()
    assert not page.is_checked(f"input[value={slug}]")


def test_it_works_without_javascript(new_page):
    page = new_page(javascript=False)
    page.goto(COSTS)
    page.select_option("#s1", "pathology")
    page.fill("#n1", "60")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name="The bill")).to_be_visible()
    expect(page.locator("#n1")).to_have_value("60")
