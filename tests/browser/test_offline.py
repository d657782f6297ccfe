"""A copy of the site in a browser: made, read without a network, renewed and removed."""

from playwright.sync_api import expect

from tests.databases import on_one_database
from tests.pages import MISSING

NAMES = "caches.keys().then(names => names.filter(name => name.startsWith('imgpath')).sort())"
HAS = """(wanted) => caches.keys().then((names) => Promise.all(names.map((name) =>
  caches.open(name).then((held) => held.match('/offline/pages.json')).then((list) => list?.json())
))).then((lists) => lists.filter(Boolean).map((list) => list.version).join() === wanted)"""
FORGOTTEN = """caches.match('/me/advice/').then((kept) => kept.text())
  .then((text) => !text.includes('need a visa'))"""
BUMP = "from residencies.models import Revision; Revision.bump()"


def version(page):
    return page.request.get("/offline/pages.json").json()["version"]


@on_one_database
def test_a_copy_opens_without_a_network_is_renewed_as_a_whole_and_can_be_removed(page, manage):
    page.goto("/me/")
    page.check("input[name=needs_visa][value=yes]")
    page.get_by_role("button", name="Show what applies to me").click()
    page.wait_for_url("**/me/advice/")

    page.goto("/offline/")
    page.get_by_role("button", name="Keep a copy").click()
    expect(page.get_by_role("status").first).to_have_text(
        "Done. Your copy is whole.", timeout=90_000
    )
    first = version(page)

    page.context.set_offline(True)
    for path, said in {
        "/specialties/pathology/": "This is your copy of",
        "/specialties/?band=open": "without what you chose or typed",
        MISSING: "what you asked for needs one",
        "/me/advice/": "This is your copy of",
    }.items():
        page.goto(path)
        expect(page.locator("aside.note").first).to_contain_text(said)
    expect(page.locator("#advice")).to_contain_text("You said that you need a visa.")
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.locator("aside.note").first).to_contain_text("Nothing was sent.")

    page.context.set_offline(False)
    manage("shell", "-c", BUMP)
    page.goto("/me/advice/")
    expect(page.locator("aside.note")).to_have_count(0)
    page.wait_for_function(HAS, arg=version(page), timeout=90_000)
    assert version(page) != first
    page.get_by_role("button", name="Delete my answers").click()
    page.wait_for_url("**/me/deleted/")
    page.wait_for_function(FORGOTTEN)

    page.goto("/offline/")
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("status").first).to_have_text("The copy is removed from this browser.")
    assert page.evaluate(NAMES) == []
