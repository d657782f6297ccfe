"""An editor brings in next year's figures, from the template to the page that readers see."""

import io

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.test_axe import AUDIT, STANDARDS

SOURCE = "2026 NRMP Main Residency Match"
FIGURES = {"Positions offered": 45000, "Positions filled": 42000, "Positions unfilled": 3001}


@pytest.fixture
def totals(page, sign_in):
    """The template of the totals of next year, filled in by an editor."""
    sign_in(page)
    page.goto("/admin/residencies/positiontotal/")
    page.get_by_role("link", name="Import a table").click()
    with page.expect_download() as download:
        page.locator("#templates a[href*='xlsx?rows=last']").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        figure = FIGURES.get(sheet.cell(row, columns["Measure"]).value)
        sheet.cell(row, columns["Value"]).value = figure
    content = io.BytesIO()
    book.save(content)
    return {"name": "totals.xlsx", "mimeType": "application/zip", "buffer": content.getvalue()}


def check_with_axe(page):
    """Hold our part of a page of the admin to the standards of the public pages."""
    page.evaluate(AXE_SCRIPT)
    audit = AUDIT.replace("axe.run({", "axe.run('#content-main', {")
    assert page.evaluate(audit, STANDARDS) == []


def look(page, file):
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill(SOURCE)
    page.get_by_role("option", name=SOURCE).first.click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url("**/change/")


def test_next_years_totals_go_in_and_come_out_again(page, totals, sign_in):
    look(page, totals)
    expect(page.get_by_text("3 new, 0 with a change")).to_be_visible()
    expect(page.get_by_text("less 42,000 filled is 3,000; the total is 3,001.")).to_be_visible()
    check_with_axe(page)
    address = page.url
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("I looked at what differs").check()
    page.get_by_role("button", name="Import 3 rows").click()
    expect(page.get_by_label("Password")).to_be_visible()
    sign_in(page)
    page.goto(address)
    page.get_by_role("button", name="Import 3 rows").click()
    assert page.url == address  # the browser asks for the tick
    page.get_by_label("I looked at what differs").check()
    page.get_by_role("button", name="Import 3 rows").click()
    expect(page.get_by_text("Imported: 3 rows made, 0 changed.")).to_be_visible()
    check_with_axe(page)
    page.goto("/changes/")
    expect(page.get_by_text("Positions filled, 2027")).to_be_visible()
    page.goto(address)
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("Undone: 3 rows taken away, 0 put back.")).to_be_visible()


def test_a_table_with_a_mistake_is_put_right_on_the_same_page_without_javascript(
    new_page, sign_in, page, totals
):
    wrong = b"Year,Measure,Value\n2027,Positions filed,42.000\n"
    look(page, {"name": "wrong.csv", "mimeType": "text/csv", "buffer": wrong})
    check_with_axe(page)
    plain = new_page(width=360, scheme="dark", javascript=False)
    sign_in(plain)
    plain.goto(page.url)
    expect(plain.get_by_text("Is it “positions filled”?")).to_be_visible()
    expect(plain.get_by_text("“42.000” is not a whole number.")).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") == 360
    plain.get_by_label("File").set_input_files(totals)
    plain.get_by_role("button", name="Look at this file instead").click()
    expect(plain.get_by_role("button", name="Import 3 rows")).to_be_visible()
    plain.get_by_role("link", name="Discard the table").click()
    plain.get_by_role("button", name="Yes").click()
    expect(plain.locator(".messagelist .success")).to_be_visible()
