"""The explorer in a browser: filter, follow a link, go back and forward."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import step
from tests.databases import on_one_database

pytestmark = on_one_database
EXPLORER = "/specialties/"


def listed(page):
    """Return the slugs of the specialties on the page, in order."""
    stars = page.locator("#results tbody .star").all()
    return [star.get_attribute("value") for star in stars]


def answers(page):
    """Return the bands that are ticked and the words that are searched for."""
    ticked = page.locator("#filters input[name=band]:checked").all()
    bands = [box.get_attribute("value") for box in ticked]
    return bands, page.locator("#filters input[name=q]").input_value()


def tick(page, name, value):
    """Tick one box, among the filters that may be folded away."""
    box = page.locator(f"#filters input[name={name}][value={value}]")
    if not box.is_visible():
        page.locator("#filters summary").click()
    box.check()
    return box


def counted(page):
    """Return how many specialties the page says it lists."""
    return int(re.match(r"\s*(\d+) of \d+ specialties", page.locator("#count").inner_text())[1])


@pytest.mark.parametrize("javascript", [True, False])
def test_back_and_forward_bring_the_list_and_the_form_as_they_were(new_page, javascript):
    page = new_page(javascript=javascript)

    def look():
        assert counted(page) == len(listed(page))
        return page.url, answers(page), listed(page)

    page.goto(EXPLORER)
    everything = look()

    tick(page, "band", "open")
    if not javascript:
        page.get_by_role("button", name="Show specialties").click()
    expect(page).to_have_url(re.compile("band=open"))
    expect(page.locator("#chips")).to_be_visible()
    page.wait_for_load_state()
    filtered = look()
    assert answers(page) == (["open"], "")
    assert 0 < len(filtered[2]) < len(everything[2])

    page.locator("#results tbody tr th a").first.click()
    expect(page).to_have_url(re.compile(f"{EXPLORER}{filtered[2][0]}/$"))

    page.go_back()
    expect(page).to_have_url(filtered[0])
    assert look() == filtered

    step(page, "back", javascript)
    expect(page).to_have_url(everything[0])
    expect(page.locator("#results tbody tr")).to_have_count(len(everything[2]))
    page.wait_for_load_state()
    assert look() == everything

    step(page, "forward", javascript)
    expect(page).to_have_url(filtered[0])
    expect(page.locator("#results tbody tr")).to_have_count(len(filtered[2]))
    page.wait_for_load_state()
    assert look() == filtered


def test_a_reload_and_a_shared_link_show_the_same_list(page, new_page):
    page.goto(EXPLORER)
    page.locator("#filters input[name=q]").fill("surgery")
    expect(page).to_have_url(re.compile("q=surgery"))
    expect(page.locator("#chips")).to_be_visible()
    before = answers(page), listed(page)
    page.reload()
    assert (answers(page), listed(page)) == before
    friend = new_page(width=360, javascript=False)
    friend.goto(page.url)
    assert (answers(friend), listed(friend)) == before


def test_typing_a_word_adds_no_steps_back(page):
    page.goto("/about/")
    page.goto(EXPLORER)
    page.locator("#filters input[name=q]").press_sequentially("path", delay=400)
    expect(page).to_have_url(re.compile("q=path$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/about/$"))


def test_a_ticked_filter_is_a_chip_that_takes_it_off_again(page):
    page.goto(EXPLORER)
    everything = listed(page)
    tick(page, "band", "rare")
    page.locator("#chips").get_by_role("link", name="Remove filter").click()
    expect(page).not_to_have_url(re.compile("band=rare"))
    expect(page.locator("#results tbody tr")).to_have_count(len(everything))
    assert answers(page) == ([], "")


def test_on_a_phone_a_heading_of_the_table_is_seen_while_it_has_focus(new_page):
    page = new_page(width=360)
    page.goto(EXPLORER)
    heading = page.locator("thead a").last
    page.locator("thead a").nth(-2).focus()
    page.keyboard.press("Tab")
    expect(heading).to_be_focused()
    assert heading.bounding_box()["height"] < page.locator("thead").bounding_box()["height"]


def test_focus_stays_on_the_filter_that_was_ticked(page):
    page.goto(EXPLORER)
    box = tick(page, "band", "open")
    expect(page).to_have_url(re.compile("band=open"))
    expect(box).to_be_focused()
