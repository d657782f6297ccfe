"""What the pictures show, made on a site of its own as editors, readers and releases make it.

All of it is an example and says so, or is the content that ships with a word added.
"""

import datetime
import io
import re
import shutil
from pathlib import Path

from openpyxl import load_workbook

FIXTURES = Path(__file__).parents[2] / "fixtures"
VISA, COST = "visa-sponsorship", "It costs a great deal"
DRAFT = {
    "Title": "Visa papers take time to gather",
    "Summary": "A consulate, a school and a bank may each need weeks for one paper.",
    "Body": "Ask for each paper as soon as you know that you need it. Keep a copy of all of them.",
    "Weight": "5",
}
SOURCE = "Example for the guide to editing: made-up numbers"
FILE = "example-made-up-numbers.xlsx"
FIGURES = {"Positions offered": "1,000", "Positions filled": 900, "Positions unfilled": 101}
WRONG = FIGURES | {"Positions filled": "9OO"}


def open_row(page, kind, words=""):
    """Open the form of the first row that a search finds."""
    page.goto(f"/admin/{kind}/?q={words}")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")


def save(page, name="Save and continue editing"):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def add_to(field, words):
    field.fill(f"{field.input_value()} {words}")


def choose(page, box, words):
    """Choose what a box that searches finds."""
    box.locator(".select2-selection").click()
    page.keyboard.type(words)  # the box that was opened has the focus
    page.get_by_role("option", name=re.compile(rf"(^|: ){re.escape(words)}$")).click()


def write_draft(page):
    """Write a challenge and ask for its review."""
    page.goto("/admin/guidance/challenge/add/")
    for label, words in DRAFT.items():
        page.get_by_label(label).fill(words)
    choose(page, page.locator(".field-audiences"), "need a visa")
    page.get_by_label("Status").select_option("In review")
    page.locator(".field-as_of, .field-review_by").first.get_by_text("Today").first.click()
    page.get_by_label("Review by").fill(str(datetime.date.today() + datetime.timedelta(180)))
    save(page)


def report_error(page):
    """Report an error as a reader does."""
    page.goto("/costs/")
    page.get_by_role("link", name="Report an error").first.click()
    page.locator("textarea").fill(
        "Example of a report: this price is not the one on the official page."
    )
    page.get_by_role("button", name="Send the report").click()


def cause_conflict(page, manage, folder):
    """Have an editor and a release change the same title."""
    open_row(page, "guidance/challenge", VISA)
    page.get_by_label("Title").fill("Many programs do not sponsor visas")
    save(page)
    shipped = folder / "fixtures"
    shutil.copytree(FIXTURES, shipped)
    file = shipped / "guidance" / "challenges.yaml"
    row = re.compile(rf"(slug: {VISA}\n    title: ).*")
    text, changed = row.subn(r"\1Many programs will sponsor no visa", file.read_text())
    assert changed == 1
    file.write_text(text)
    manage("load_content", "--folder", str(shipped), "--release", "next-release")


def overtake(page, colleague):
    """Have a colleague change what is open in a form, and save the form."""
    for each in [page, colleague]:
        open_row(each, "guidance/challenge", COST)
    add_to(colleague.get_by_label("Summary"), "Prices change each season.")
    colleague.get_by_label("Weight").fill("4")
    save(colleague)
    add_to(page.get_by_label("Summary"), "Ask what a program pays for.")
    save(page)


def add_source(page):
    """Add a source that nobody could take for a report."""
    page.goto("/admin/residencies/source/add/")
    page.get_by_label("Publisher").fill("imgpath")
    page.get_by_label("Title").fill(SOURCE)
    page.get_by_label("Slug").fill("example-made-up-numbers")
    page.get_by_label("Grade").select_option("D")
    page.get_by_label("Checked on").fill("2026-01-01")
    save(page)


def filled(page, figures):
    """Return the template of next year's totals with these figures, as a file to upload."""
    with page.expect_download() as download:
        page.locator("#templates a[href*='xlsx?rows=last']").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        figure = figures.get(sheet.cell(row, columns["Measure"]).value)
        sheet.cell(row, columns["Value"]).value = figure
    content = io.BytesIO()
    book.save(content)
    return {"name": FILE, "mimeType": "application/zip", "buffer": content.getvalue()}
