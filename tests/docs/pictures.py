"""Take the pictures of README.md and docs/editing.md from a site of its own. `make docs` does it.

The site is the real one, with the content that ships; what else the pictures show is made on it.
"""

import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.site import chromium_path, served
from tests.docs import states
from tests.docs.camera import FOLDER, shoot

SIZE = {"width": 1080, "height": 800}
SESSION = """
import json
from django.contrib.auth.models import User
from django.test import Client
from tests.signing_in import sign_in

session = sign_in(Client(), User.objects.get(username="{name}")).session
print(json.dumps({{"name": "sessionid", "value": session.session_key}}))
"""


def main():
    with (
        tempfile.TemporaryDirectory() as folder,
        served(folder) as (site, environment, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path())
        manage = partial(run, environment)
        passwords = {
            name: manage("add_editor", name, "--role", "publisher").split("Password:")[1].split()[0]
            for name in ["editor", "colleague"]
        }
        open_page = partial(visit, browser, site, manage)
        FOLDER.mkdir(exist_ok=True)
        explorer(open_page())
        first_sign_in(open_page(), passwords["editor"])
        page = open_page("editor")
        states.report_error(open_page())
        states.cause_conflict(page, manage, Path(folder))
        every_week(page)
        importing(page)
        yearly(page)
        somebody_quicker(page, open_page("colleague"))
        browser.close()


def run(environment, *arguments):
    """Run a command of the project beside the site, and return what it printed."""
    command = [sys.executable, "manage.py", *arguments, "--verbosity=0"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


def visit(browser, site, manage, name=""):
    """Open a page, for a reader or for a member of staff who is signed in."""
    context = browser.new_context(
        base_url=site, viewport=SIZE, color_scheme="light", reduced_motion="reduce", locale="en-GB"
    )
    if name:
        cookie = json.loads(manage("shell", "-c", SESSION.format(name=name)))
        context.add_cookies([cookie | {"url": site}])
    return context.new_page()


def explorer(page):
    page.set_viewport_size(SIZE | {"width": 1180})
    page.goto("/specialties/?score=245")
    shoot(page, "explorer", page.locator("header"), page.locator("#results tbody tr").nth(5))


def first_sign_in(page, password):
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Set up a second factor").wait_for()
    heading, end = page.locator("main h1"), page.get_by_role("link", name="Add a passkey")
    shoot(page, "second-factor", heading, end, right=page.locator("main .lead"))


def every_week(page):
    states.open_row(page, "reports/errorreport")
    shoot(page, "report", page.locator("h1").first, page.locator(".field-handled"))
    states.open_row(page, "guidance/challenge", "few-interviews")
    shoot(page, "text", page.locator("#content h1"), page.locator(".field-body"))
    last = page.locator(".submit-row").last
    shoot(page, "publishing", page.get_by_role("heading", name="Publishing"), last)
    states.write_draft(page)
    form = page.url
    page.get_by_role("link", name="Preview", exact=True).click()
    shoot(page, "preview", page.get_by_label("Preview"), page.locator("main"))
    page.goto(form)
    page.get_by_role("link", name="Who sees this").click()
    shoot(page, "reader", page.get_by_label("Preview"), page.locator("main"))
    page.goto("/admin/coverage/")
    page.set_viewport_size(SIZE | {"width": 1180})
    shoot(page, "coverage", page.locator("h1").first, page.locator("#coverage tbody").nth(2))
    page.set_viewport_size(SIZE)


def importing(page):
    states.add_source(page)
    page.goto("/admin/residencies/positiontotal/")
    page.get_by_role("link", name="Import a table").click()
    shoot(page, "import", page.locator("h1").first, page.locator("#templates"))
    wrong, right = states.filled(page, states.WRONG), states.filled(page, states.FIGURES)
    states.choose(page, page.locator(".field-source"), states.SOURCE)
    page.get_by_label("File").set_input_files(wrong)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/change/")
    shoot(page, "import-refused", page.locator("h1").first, page.locator("#refused"))
    looked_at = page.url
    page.goto("/admin/")
    shoot(
        page,
        "what-waits",
        page.locator("h1").first,
        page.locator("#readers"),
        right=page.locator("#inbox"),
    )
    page.goto(looked_at)
    page.get_by_label("File").set_input_files(right)
    page.get_by_role("button", name="Look at this file instead").click()
    shoot(page, "import-sums", page.locator("h1").first, page.locator("#import"))
    page.get_by_label("I looked at what differs").check()
    page.get_by_role("button", name="Import 3 rows").click()
    shoot(page, "import-undo", page.locator("h1").first, page.locator("#undo"))
    page.get_by_role("button", name="Undo the import").click()


def yearly(page):
    states.open_row(page, "guidance/fee", "ERAS token")
    price = page.locator("fieldset", has_text="The price and what it rests on")
    shoot(page, "fee", price)


def somebody_quicker(page, colleague):
    states.open_row(page, "content/contentconflict")
    shoot(page, "conflict", page.locator("h1").first, page.locator("fieldset").last)
    states.overtake(page, colleague)
    shoot(page, "overtaken", page.locator("#overtaken"))
    states.save(page)
    page.get_by_role("link", name="History").click()
    shoot(page, "history", page.locator("h1").first, page.locator(".module").first)


if __name__ == "__main__":
    main()
