"""Reporting an error in a browser, from the link beside a figure to the way back."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_axe import AUDIT, STANDARDS

PAGE = "/strategies/prepare-for-soap/"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_reports_an_error_from_where_it_stands(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto(PAGE)
    page.get_by_role("main").get_by_role("link", name="Report an error").first.click()
    expect(page.get_by_label("Page")).to_have_value(PAGE)
    expect(page.get_by_label("Figure or statement")).not_to_have_value("")
    page.get_by_label("What is wrong").fill("It says 2 days, and it is 3.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.get_by_role("link", name="Back to the page").click()
    expect(page).to_have_url(re.compile(f"{PAGE}$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refusal_is_accessible_and_takes_the_reader_to_it(new_page, scheme):
    page = new_page(width=360, scheme=scheme)
    page.goto("/report/?page=/places/")
    page.get_by_role("button", name="Send the report").click()
    expect(page).to_have_title("Error: Report an error – imgpath")
    expect(page.locator("#problems")).to_be_focused()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(AUDIT, STANDARDS) == []
    page.get_by_role("link", name="Say what is wrong.").click()
    expect(page.get_by_label("What is wrong")).to_be_focused()
