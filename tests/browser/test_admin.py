"""An editor at work in a browser: what was typed survives, whatever happens meanwhile."""

import pytest
from playwright.sync_api import expect

LIST = "/admin/guidance/challenge/"
TYPED = "Typed before the session ended."
SAVE = "Save and continue editing"


@pytest.fixture
def form(page, sign_in):
    """The form of a challenge, open in a browser."""
    sign_in(page)
    page.goto(LIST)
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state()
    return page


def save(page):
    page.get_by_role("button", name=SAVE).first.click()
    page.wait_for_load_state()


def test_a_text_is_seen_whole_while_it_is_written(form):
    body = form.get_by_label("Body")
    for lines in [3, 12, 30]:
        body.fill("\n".join(["A line of the text."] * lines))
        assert body.evaluate("each => each.scrollHeight - each.clientHeight") <= 0, lines


def test_what_was_typed_survives_a_session_that_ended(form, sign_in):
    address = form.url
    form.get_by_label("Summary").fill(TYPED)
    form.context.clear_cookies(name="sessionid")
    save(form)
    expect(form.get_by_label("Password")).to_be_visible()
    sign_in(form)
    form.goto(address)
    form.get_by_role("button", name="Put it back into the form").click()
    expect(form.get_by_label("Summary")).to_have_value(TYPED)
    save(form)
    expect(form.locator(".messagelist .success")).to_be_visible()
    expect(form.get_by_label("Summary")).to_have_value(TYPED)
    form.goto(address)
    expect(form.get_by_text("Forget it")).to_be_hidden()


def test_what_was_typed_survives_a_mistake_and_a_closed_tab(form):
    address = form.url
    form.get_by_label("Summary").fill("Typed with a mistake elsewhere.")
    form.get_by_label("As of").fill("not a date")
    save(form)
    expect(form.get_by_text("Enter a valid date.")).to_be_visible()
    expect(form.get_by_label("Summary")).to_have_value("Typed with a mistake elsewhere.")
    context = form.context
    form.close()
    again = context.new_page()
    again.goto(address)
    again.get_by_role("button", name="Put it back into the form").click()
    expect(again.get_by_label("As of")).to_have_value("not a date")
    again.get_by_role("button", name="Forget it").wait_for(state="hidden")


def test_what_two_editors_typed_at_once_is_not_lost(form):
    other = form.context.new_page()
    other.goto(form.url)
    other.get_by_label("Summary").fill("Saved by the other one.")
    save(other)
    form.get_by_label("Title").fill("Typed here meanwhile")
    save(form)
    expect(form.get_by_role("heading", name="Changed meanwhile")).to_be_visible()
    expect(form.get_by_label("Title")).to_have_value("Typed here meanwhile")
    expect(form.get_by_label("Summary")).to_have_value("Saved by the other one.")
    save(form)
    expect(form.locator(".messagelist .success")).to_be_visible()


def test_what_was_typed_survives_a_release_that_came_meanwhile(form, manage):
    form.get_by_label("Title").fill("Typed during the release")
    manage("load_content")
    save(form)
    expect(form.locator(".messagelist .success")).to_be_visible()
    expect(form.get_by_label("Title")).to_have_value("Typed during the release")
