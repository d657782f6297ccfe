"""The pages for one reader as they are used: answers given, changed, shared and deleted."""

from playwright.sync_api import expect

from tests.databases import on_one_database

pytestmark = on_one_database
ANSWERS, ADVICE = "/me/", "/me/advice/"
SEND = "Show what applies to me"


def answer(page):
    """Answer some of the questions on their page, one of them wrongly."""
    page.goto(ANSWERS)
    page.check("input[name=citizenship][value=other]")
    page.check("input[name=needs_visa][value=yes]")
    page.fill("input[name=graduated]", "2016")
    page.fill("input[name=score]", "two hundred")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("#id_score_error")).to_have_text("Type it in digits, for example 241.")


def test_without_javascript_answers_lead_to_advice_and_nothing_typed_is_lost(new_page):
    page = new_page(360, javascript=False)
    answer(page)
    expect(page.locator("input[name=score]")).to_have_value("two hundred")
    expect(page.locator("input[name=graduated]")).to_have_value("2016")
    assert page.is_checked("input[name=needs_visa][value=yes]")
    page.fill("input[name=score]", "٢٣١ ")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url(f"**{ADVICE}")
    expect(page.locator("#advice")).to_contain_text("You said that you need a visa.")
    expect(page.locator("input[name=score]")).to_have_value("231")


def test_a_changed_answer_changes_the_advice_and_a_reload_shows_the_same(page):
    page.goto(ADVICE)
    expect(page.locator("#count")).to_contain_text("You have answered nothing yet.")
    page.check("input[name=needs_visa][value=yes]")
    expect(page.locator("#count")).to_contain_text("fit your answers")
    expect(page.locator("#advice")).to_contain_text("You said that you need a visa.")
    page.check("input[name=attempts][value=one]")
    expect(page.locator("#advice")).to_contain_text("You said that you failed")
    shown = page.locator("#advice").inner_text()
    page.reload()
    assert page.locator("#advice").inner_text() == shown
    assert page.is_checked("input[name=attempts][value=one]")


def test_a_wrong_answer_gets_its_message_without_a_reload_and_loses_nothing(page):
    page.goto(ADVICE)
    page.fill("input[name=graduated]", "2016")
    page.fill("input[name=score]", "many")
    page.press("input[name=score]", "Tab")
    expect(page.locator("#id_score_error")).to_have_text("Type it in digits, for example 241.")
    expect(page.locator("input[name=score]")).to_have_value("many")
    page.fill("input[name=score]", "241 ")
    page.press("input[name=score]", "Tab")
    expect(page.locator("#id_score_error")).to_have_text("")


def test_a_link_shows_its_answers_elsewhere_and_deleting_leaves_nothing_here(page, new_page):
    answer(page)
    page.goto("/me/share/")
    page.uncheck("input[value=graduated]")
    page.get_by_role("button", name="Make the link").click()
    link = page.input_value("#link")
    other = new_page(360)
    other.goto(link)
    expect(other.locator("dl")).to_contain_text("Do you need a visa")
    expect(other.locator("dl")).not_to_contain_text("2016")
    assert other.context.cookies() == []
    page.get_by_role("button", name="Delete my answers").click()
    page.wait_for_url("**/me/deleted/")
    assert page.context.cookies() == []
    page.goto(ADVICE)
    expect(page.locator("#count")).to_contain_text("You have answered nothing yet.")
