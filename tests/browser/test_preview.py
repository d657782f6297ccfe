"""Previews and the map of coverage in a browser, where the content security policy is enforced."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import audit
from tests.databases import on_one_database

PLACES = [
    "/admin/preview/strategies/",
    "/admin/preview/me/advice/?needs_visa=yes&score=241",
    "/admin/coverage/",
    "/admin/coverage/?with=visa&drafts=1",
]


@on_one_database
@pytest.mark.parametrize("address", PLACES)
def test_they_fit_their_screen_are_accessible_and_break_no_policy(new_page, sign_in, address):
    page = new_page(width=360)
    sign_in(page)
    audit(page, address)


def test_what_is_typed_is_seen_beside_the_form_and_stays_in_it(page, sign_in):
    sign_in(page)
    page.goto("/admin/guidance/challenge/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_label("Summary").fill("Typed in a browser, not saved.")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview without saving").click()
    expect(opened.value.get_by_text("Typed in a browser, not saved.").first).to_be_visible()
    expect(opened.value.get_by_text("Nothing is saved")).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value("Typed in a browser, not saved.")


def test_a_new_item_has_the_audience_of_the_thin_spot_it_comes_from(page, sign_in):
    sign_in(page)
    page.goto("/admin/coverage/")
    row = page.get_by_role("row", name="have no research")
    row.get_by_role("link", name="Add one of the strategies").click()
    chosen = page.locator(".field-audiences .select2-selection__choice")
    expect(chosen).to_contain_text("have no research")


def test_answers_are_changed_in_a_preview_without_a_script(new_page, sign_in):
    page = new_page(javascript=False)
    sign_in(page)
    page.goto("/admin/preview/me/")
    page.get_by_role("group", name="Do you need a visa").get_by_label("Yes").check()
    page.get_by_role("button", name="Show what applies to me").click()
    expect(page.get_by_text("As a reader who answered")).to_be_visible()
    assert "/admin/preview/me/advice/" in page.url
