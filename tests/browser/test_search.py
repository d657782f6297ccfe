"""The search in a browser: what is typed, what follows, and the way on by the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.databases import on_one_database

pytestmark = on_one_database


@pytest.mark.parametrize("javascript", [True, False])
def test_a_search_leads_from_any_page_to_what_was_meant(new_page, javascript):
    page = new_page(width=360, javascript=javascript)
    page.goto("/specialties/pathology/")
    page.get_by_role("link", name="Search", exact=True).click()
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    box.fill("obgynn")
    box.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Shown for “obgyn”")
    expect(page).to_have_url(re.compile(r"/search/\?q=obgynn$"))
    page.get_by_role("link", name="Obstetrics and gynecology", exact=True).click()
    expect(page).to_have_url(re.compile("/specialties/obstetrics-and-gynecology/$"))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("obgynn")
    expect(page.get_by_role("link", name="Obstetrics and gynecology", exact=True)).to_be_visible()


def test_results_follow_what_is_typed_and_the_keyboard_reaches_them(page):
    page.goto("/search/")
    page.keyboard.type("vis")
    expect(page).to_have_url(re.compile(r"\?q=vis$"))
    page.keyboard.type("a offi")
    first = page.locator("#results li a").first
    expect(first).to_have_text("Follow visa rules on official pages")
    expect(page.get_by_role("status").first).to_contain_text("with “visa offi”")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/strategies/follow-visa-rules-on-official-pages/$"))
