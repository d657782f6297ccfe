"""Staff in a browser: signing in with a passkey, and an admin that breaks no rule of its policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.databases import on_one_database

MAKE = ["add_editor", "--role", "publisher"]


@pytest.fixture
def visitor(chromium, site):
    """A page at localhost, since passkeys need a name, with a key that its machine keeps."""
    context = chromium.new_context(base_url=site.replace("127.0.0.1", "localhost"))
    page, wrong = context.new_page(), []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options = key | {"hasUserVerification": True, "isUserVerified": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()
    assert wrong == []


def enter(page, name, password):
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def axe_finds_nothing(page):
    assert Axe().run(page).response["violations"] == []


def test_a_passkey_is_added_and_then_asked_for(visitor, manage):
    password = manage(*MAKE, "keyholder").split("Password:")[1].split()[0]
    enter(visitor, "keyholder", password)
    axe_finds_nothing(visitor)
    visitor.get_by_role("link", name="Add a passkey").click()
    visitor.get_by_role("button", name="Add it").click()
    expect(visitor.get_by_role("heading", name="Recovery codes")).to_be_visible()
    axe_finds_nothing(visitor)
    visitor.get_by_role("link", name="I have kept them").click()
    expect(visitor.get_by_role("heading", name="What waits")).to_be_visible()
    visitor.context.clear_cookies()
    enter(visitor, "keyholder", password)
    axe_finds_nothing(visitor)
    visitor.get_by_role("button", name="Use a passkey").click()
    expect(visitor.get_by_role("heading", name="What waits")).to_be_visible()


@on_one_database
def test_no_page_of_the_admin_breaks_its_content_security_policy(page, sign_in):
    """The fixture `page` fails on any error in the console, which is how a browser reports one."""
    sign_in(page)
    page.goto("/admin/")
    lists = page.locator("#content-main th a").evaluate_all("links => links.map(a => a.pathname)")
    assert len(lists) > 30
    for address in lists:
        page.goto(address)
        adding = page.locator("a.addlink").count()
        row = page.locator("#result_list tbody th a").first
        for opened in [row, page.get_by_role("link", name="History")]:
            if opened.count():
                opened.click()
        if adding:
            page.goto(f"{address}add/")
