"""What a visitor's browser fetches, in bytes as they travel: brotli as nginx can, and as it ships.

The site itself compresses its HTML (gzip); files have both forms. Requests are those of Chromium.
"""

import gzip
import sys
from urllib.request import Request, urlopen

import brotli
from playwright.sync_api import sync_playwright

from tests.benchmarks.report import table, targets
from tests.benchmarks.stack import site
from tests.browser.site import chromium_path

EXPLORER, SPECIALTY = "/specialties/", "/specialties/internal-medicine/"
PAGES = {
    "Explorer": EXPLORER,
    "Home": "/",
    "Specialty, the longest": SPECIALTY,
    "Specialty, both groups and a score": f"{SPECIALTY}?group=both&score=241",
    "Comparison of four": "/compare/?s=pathology&s=internal-medicine&s=urology&s=neurology",
    "Where the places are": "/landscape/",
    "Challenges": "/challenges/",
    "Questions": "/questions/",
    "The path": "/path/",
    "A state": "/states/tx/",
}


def fetched(url, **headers):
    """Return the bytes of a body, with nothing compressed."""
    with urlopen(Request(url, headers=headers)) as answer:
        return answer.read()


def weighed(body):
    """Return the bytes of a text that travels: brotli level 5, gzip level 6."""
    return len(brotli.compress(body, quality=5)), len(gzip.compress(body, 6))


def file(url):
    """Return the bytes of a file as it lies there in both forms."""
    return tuple(len(fetched(url, **{"Accept-Encoding": name})) for name in ("br", "gzip"))


def visit(browser, url):
    """Return what a first visit asks for, by address, and how many elements the page has."""
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="networkidle")
    icon = page.locator("link[rel=icon]").evaluate("icon => icon.href")
    elements = page.locator("*").count()
    page.close()
    return list(dict.fromkeys([*asked, icon])), elements  # a browser with a window takes the icon


def measure(address, browser):
    """Yield the lines of the table, then what is set against targets."""
    part = weighed(fetched(address + EXPLORER, **{"HX-Request": "true"}))
    for name, path in PAGES.items():
        asked, elements = visit(browser, address + path)
        html, files = weighed(fetched(address + path)), {url: file(url) for url in asked[1:]}
        total = [html[form] + sum(each[form] for each in files.values()) for form in (0, 1)]
        yield [name, *html, *total, len(asked), elements]
        kinds = {
            kind: sum(both[0] for url, both in files.items() if url.endswith(kind))
            for kind in (".css", ".js")
        }
        if path == EXPLORER:
            measured = {
                "list": html[0],
                "css": kinds[".css"],
                "critical": html[0] + kinds[".css"],
                "js": kinds[".js"],
                "total": total[0],
                "requests": len(asked),
                "part": part[0],
                "nodes": elements,
            }
        if path == SPECIALTY:
            measured["detail"] = html[0]
    yield measured


def main():
    with site() as (_, address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path())
        *lines, measured = measure(address, browser)
        browser.close()
    heads = ["Page", "HTML, brotli", "HTML, gzip", "First visit, brotli", "First visit, gzip"]
    heads += ["Requests", "Elements"]
    lines = [[each[0], *(f"{figure:,}" for figure in each[1:])] for each in lines]
    sys.stdout.write(table(heads, lines) + "\n" + targets(measured))


if __name__ == "__main__":
    main()
