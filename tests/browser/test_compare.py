"""Adding to a comparison and taking away: with a script, without one, and when it fails."""

from playwright.sync_api import expect

from tests.browser.steps import step
from tests.databases import on_one_database

pytestmark = on_one_database
FROM = "/compare/?s=pathology&s=neurology"


def shown(page):
    return page.locator("#chips a").evaluate_all("all => all.map(each => each.id)")


def test_adding_and_removing_changes_the_part_the_title_and_the_address(new_page, site):
    page = new_page(width=360)
    page.goto("/compare/?score=240")
    page.select_option("#add-1", "pathology")
    page.select_option("#add-2", "neurology")
    page.click("#show")
    expect(page).to_have_url(f"{site}{FROM}&score=240")
    expect(page).to_have_title("Pathology, Neurology compared – imgpath")
    expect(page.locator("#count")).to_have_text("2 side by side, for non-US IMGs")
    expect(page.locator("#show")).to_be_focused()
    page.select_option("#add-1", "urology")
    page.check("[value=us_img]")
    page.click("#show")
    expect(page).to_have_url(f"{site}{FROM}&s=urology&group=us_img&score=240")
    page.click("#remove-pathology")
    expect(page).to_have_url(f"{site}/compare/?s=neurology&s=urology&group=us_img&score=240")
    expect(page.locator("#chips")).to_be_focused()
    assert shown(page) == ["remove-neurology", "remove-urology"]
    step(page, "back")
    expect(page).to_have_url(f"{site}{FROM}&s=urology&group=us_img&score=240")
    expect(page.locator("#remove-pathology")).to_be_visible()
    page.wait_for_load_state()
    step(page, "back")
    expect(page).to_have_url(f"{site}{FROM}&score=240")
    expect(page.locator("#remove-urology")).to_have_count(0)
    page.wait_for_load_state()
    assert shown(page) == ["remove-pathology", "remove-neurology"]


def test_going_back_twice_at_once_shows_what_the_address_says(page, site):
    page.goto(FROM)
    for name in ["urology", "dermatology"]:
        page.select_option("#add-1", name)
        page.click("#show")
        expect(page.locator(f"#remove-{name}")).to_be_visible()
    # The first answer is late: it must not overwrite the page that was gone back to after it.
    slow = "**/compare/?s=pathology&s=neurology&s=urology"
    page.route(slow, lambda route: (page.wait_for_timeout(800), route.continue_()))
    page.evaluate("history.back(); setTimeout(() => history.back(), 150)")
    expect(page).to_have_url(f"{site}{FROM}")
    page.wait_for_timeout(1500)
    assert shown(page) == ["remove-pathology", "remove-neurology"]


def test_when_the_part_cannot_be_fetched_the_whole_page_is(page, site):
    page.goto(FROM)
    failed = "each => each.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true}))"
    page.locator("#remove-pathology").evaluate(failed)
    expect(page).to_have_url(f"{site}/compare/?s=neurology")
    page.wait_for_load_state()
    page.select_option("#add-1", "urology")
    page.locator("#add-1").evaluate(failed)
    expect(page).to_have_url(f"{site}/compare/?s=neurology&s=urology&group=non_us_img")


def test_without_a_script_the_form_and_the_links_do_the_same(new_page, site):
    page = new_page(javascript=False)
    page.goto("/compare/?s=pathology&group=us_img")
    page.select_option("#add-1", "neurology")
    page.click("#show")
    expect(page.locator("#side-by-side")).to_have_count(1)
    page.click("#remove-pathology")
    expect(page).to_have_url(f"{site}/compare/?s=neurology&group=us_img")
