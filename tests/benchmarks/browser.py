"""What a visitor with a phone meets: Chromium, 390 x 844, slow 4G, a processor four times slower.

Through nginx with TLS and HTTP/2, from what is cached there. Each round is a visitor of its own.
"""

import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.benchmarks.report import table, targets
from tests.benchmarks.stack import Front, site
from tests.browser.site import chromium_path
from tests.deploy.machine import NAME

ROUNDS = 5
WATCH = Path(__file__).with_name("watch.js")
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8,
        "uploadThroughput": 768_000 / 8}  # fmt: skip
SLOWER = 4
EXPLORER = f"https://{NAME}/specialties/"
PAGES = {
    "Explorer": EXPLORER,
    "Home": f"https://{NAME}/",
    "Specialty, the longest": f"{EXPLORER}internal-medicine/",
}
PAINTS = """() => ({
  first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  largest: seen.largest,
  shift: seen.shift,
})"""


def visitor(browser):
    """Return a page on a phone with a slow line and a slow processor."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True,
        ignore_https_errors=True,
    )  # fmt: skip
    context.add_init_script(path=WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def load(page, url):
    """Return what the browser tells of one page, when it has been quiet."""
    page.goto(url, wait_until="networkidle")
    page.wait_for_function("() => seen.largest")
    return page.evaluate(PAINTS)


def interact(page, act):
    """Do something; return milliseconds until something was seen, and until the rows were there."""
    page.evaluate("() => { seen.marks = {}; }")
    act()
    page.wait_for_function("() => seen.marks.rows && seen.marks.feedback", timeout=15_000)
    page.wait_for_load_state("networkidle")
    marks = page.evaluate("() => seen.marks")
    return marks["feedback"] - marks["asked"], marks["rows"] - marks["asked"]


def explore(page):
    """Tick a filter, sort, and type a name; return what each took, and what the browser says."""
    page.get_by_text("More filters and order").tap()
    band = page.locator("input[name=band][value=open]")
    ticked = interact(page, lambda: band.tap())
    sorted_ = interact(page, lambda: page.locator("#sort").select_option("name"))
    typed = interact(page, lambda: page.locator("#q").press_sequentially("path", delay=80))
    told = page.evaluate("() => ({ longest: Math.max(0, ...Object.values(seen.events)), ...seen })")
    return ticked, sorted_, typed, told


def visits(browser):
    """Yield the figures of one visitor after the other, by name."""
    for _ in range(ROUNDS):
        found = {}
        for name, url in PAGES.items():
            page = visitor(browser)
            for kind in ("first visit", "second page"):  # the second has files in the cache
                paints = load(page, url if kind == "first visit" else f"{url}?group=us_img")
                found |= {(f"{name}, {kind}", paint): told for paint, told in paints.items()}
            page.context.close()
        page = visitor(browser)
        load(page, EXPLORER)
        ticked, ordered, typed, told = explore(page)
        page.context.close()
        acts = {"Tick of a filter": ticked, "Order": ordered, "Name typed": typed}
        found |= {(name, "feedback"): seen for name, (seen, _) in acts.items()}
        found |= {(name, "rows"): there for name, (_, there) in acts.items()}
        yield found | {"inp": told["longest"], "shift": told["shift"]}


def main():
    with site() as (folder, address, _), sync_playwright() as playwright:
        front = Front(folder / "machine", address.removeprefix("http://"))
        named = f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{front.secure}"
        with front.nginx():
            path = chromium_path()
            browser = playwright.chromium.launch(executable_path=path, args=[named])
            found = list(visits(browser))
            browser.close()
    middle = {name: statistics.median(each[name] for each in found) for name in found[0]}
    sys.stdout.write("\n".join(told(middle)))


def told(middle):
    """Yield the tables."""
    pages = dict.fromkeys(name for name, _ in [key for key in middle if "first" in key])
    yield table(
        ["Page", "FCP, ms", "LCP, ms", "CLS"],
        [
            [name, *(f"{middle[name, paint]:,.0f}" for paint in ("first", "largest")),
             f"{middle[name, 'shift']:.3f}"]
            for name in pages
        ],
    )  # fmt: skip
    acts = [key[0] for key in middle if "rows" in key]
    yield table(
        ["On the explorer", "Something is seen, ms", "The rows are there, ms"],
        [[name, *(f"{middle[name, what]:,.0f}" for what in ("feedback", "rows"))] for name in acts],
    )
    yield targets(
        {
            "lcp": middle["Explorer, first visit", "largest"],
            "inp": middle["inp"],
            "cls": max(middle["shift"], *(middle[name, "shift"] for name in pages)),
            "rows": middle["Tick of a filter", "rows"],
            "feedback": middle["Tick of a filter", "feedback"],
        }
    )


if __name__ == "__main__":
    main()
