"""Starring and what it leads to: with a script, without one, and when it fails."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.steps import step
from tests.browser.test_axe import AUDIT, SIDEWAYS, STANDARDS
from tests.databases import on_one_database

pytestmark = on_one_database
EXPLORER = "/specialties/?group=us_img"
TWO = "/shortlist/?s=pathology&s=neurology&group=us_img"


def star(page, slug):
    return page.locator(f".star[value={slug}]")


def counted(page, number):
    expect(page.locator(".held")).to_have_text(number)


def test_a_star_is_kept_where_it_is_pressed(page, site):
    page.goto(EXPLORER)
    counted(page, "")
    expect(star(page, "pathology")).to_have_attribute("aria-pressed", "false")
    star(page, "pathology").press("Enter")
    expect(page.locator("#kept")).to_contain_text("Pathology is in your shortlist now.")
    expect(star(page, "pathology")).to_have_attribute("aria-pressed", "true")
    expect(star(page, "pathology")).to_be_focused()
    expect(page).to_have_url(f"{site}{EXPLORER}")
    star(page, "neurology").click()
    star(page, "urology").click()
    counted(page, "3")
    star(page, "urology").click()
    expect(page.locator("#kept")).to_contain_text("Urology is no longer in your shortlist.")
    expect(star(page, "urology")).to_have_attribute("aria-pressed", "false")
    page.locator("#kept a").click()
    expect(page).to_have_url(f"{site}{TWO}")
    expect(page.locator("h1")).to_have_text("Your shortlist")


def test_stars_pressed_while_others_are_on_their_way_are_all_kept(page):
    page.goto(EXPLORER)
    page.route("**/shortlist/", lambda route: (page.wait_for_timeout(100), route.continue_()))
    slugs = ["pathology", "neurology", "urology", "psychiatry"]
    for slug in slugs:
        star(page, slug).dispatch_event("click")
    counted(page, "4")
    for slug in slugs:
        expect(star(page, slug)).to_have_attribute("aria-pressed", "true")


def test_stars_are_marked_after_a_filter_a_reload_and_back(page, site):
    page.goto("/specialties/pathology/")
    star(page, "pathology").first.click()
    counted(page, "1")
    page.goto("/specialties/")
    expect(star(page, "pathology")).to_have_attribute("aria-pressed", "true")
    page.locator("#filters input[name=q]").fill("path")
    expect(page).to_have_url(re.compile("q=path$"))
    expect(star(page, "pathology")).to_have_attribute("aria-pressed", "true")
    page.goto("/compare/?s=pathology&s=urology")
    star(page, "pathology").click()
    counted(page, "")
    step(page, "back")
    expect(page).to_have_url(re.compile("q=path$"))
    expect(star(page, "pathology")).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(star(page, "pathology")).to_have_attribute("aria-pressed", "false")


def test_a_list_is_the_same_in_a_fresh_browser_and_can_be_added_there(page, new_page, site):
    page.goto(EXPLORER)
    star(page, "pathology").click()
    counted(page, "1")
    star(page, "neurology").click()
    counted(page, "2")
    page.locator(".top").get_by_role("link", name="Shortlist").click()
    expect(page).to_have_url(f"{site}/shortlist/?s=pathology&s=neurology")
    friend = new_page(width=360)
    friend.goto(page.locator(".address").inner_text())
    expect(friend.locator("h1")).to_have_text("A shortlist")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert friend.locator("tbody").text_content() == page.locator("tbody").text_content()
    assert friend.context.cookies() == []
    friend.get_by_role("button", name="Add these to my shortlist").click()
    expect(friend.locator("h1")).to_have_text("Your shortlist")
    counted(friend, "2")


@pytest.mark.parametrize("javascript", [True, False])
def test_removing_and_clearing_ask_for_the_list_as_it_then_is(new_page, site, javascript):
    page = new_page(javascript=javascript)
    page.goto(TWO)
    page.get_by_role("button", name="Add these to my shortlist").click()
    expect(page.locator("h1")).to_have_text("Your shortlist")
    page.get_by_role("button", name="Remove Pathology").click()
    expect(page).to_have_url(f"{site}/shortlist/?s=neurology&group=us_img")
    page.get_by_role("button", name="Clear my shortlist").click()
    expect(page.get_by_role("heading", name="Nothing is in it yet")).to_be_visible()
    assert page.context.cookies() == []
    step(page, "back", javascript)
    expect(page).to_have_url(f"{site}/shortlist/?s=neurology&group=us_img")
    expect(page.get_by_role("button", name="Add it to my shortlist")).to_be_visible()


def test_without_a_script_a_star_leads_to_the_list(new_page, site):
    page = new_page(javascript=False)
    page.goto(EXPLORER)
    star(page, "pathology").click()
    expect(page).to_have_url(f"{site}/shortlist/?s=pathology&group=us_img")
    page.go_back()
    expect(page).to_have_url(f"{site}{EXPLORER}")
    star(page, "neurology").click()
    expect(page).to_have_url(f"{site}{TWO}")
    page.locator(".choosing").get_by_role("button", name="Compare what is ticked").click()
    expect(page).to_have_url(f"{site}/compare/?group=us_img&s=pathology&s=neurology")


def test_when_a_star_cannot_be_sent_the_page_is_asked_for(page, site):
    page.goto(EXPLORER)
    failed = "each => each.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true}))"
    star(page, "pathology").evaluate(failed)
    expect(page).to_have_url(f"{site}/shortlist/?s=pathology&group=us_img")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_list_of_ones_own_is_accessible_and_fits_a_phone(new_page, scheme):
    page = new_page(width=360, scheme=scheme)
    page.goto(TWO)
    page.get_by_role("button", name="Add these to my shortlist").click()
    expect(page.locator("h1")).to_have_text("Your shortlist")
    star(page, "neurology").click()
    expect(page.locator("#kept")).to_contain_text("no longer")
    assert page.evaluate(SIDEWAYS) <= 0
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(AUDIT, STANDARDS) == []


def test_on_paper_a_list_has_its_rows_and_its_address_and_no_buttons(page):
    page.goto(TWO)
    page.emulate_media(media="print")
    headings = [each for each in page.locator("thead th").all() if each.is_visible()]
    cells = page.locator("tbody tr").last.locator("th, td").all()
    assert len(headings) == sum(each.is_visible() for each in cells) == 7
    expect(page.locator(".address")).to_be_visible()
    for control in page.locator("button, input, select").all():
        expect(control).to_be_hidden()
