"""Every chart on every page: what its caption says, what is printed of it, how heavy it is."""

import re
from itertools import batched

import brotli
import pytest

from tests.pages import PAGES
from tests.residencies import naive
from tests.residencies.markup import text, tree

DRAWN = {"chart", "bar", "spark", "landscape", "tilemap"}
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
YEAR = re.compile(r"\b20[12]\d\b")
UNIT = re.compile(
    r"in percent|%|of (?:every )?100|positions|in people|times the average|Step 2 CK"
    r"|Programs ranked|what was counted"
)
POPULATION = re.compile(r"IMGs\b|all applicants\b")
# A figure, or what the figures say when they are compared.
FINDING = re.compile(
    r"[^.]*(?:\d|Too few to say)|(?:Matched: )?(?:Little difference|Higher|From high to low)"
)
KINDS = ["primary_care", "surgical", "hospital_based", "combined"]
COMPARED = [
    f"/compare/?{'&'.join(f's={slug}' for slug in slugs)}&group={group}&score=241"
    for slugs in batched(naive.specialties(), 4, strict=False)
    for group in naive.GROUPS
]
ADDRESSES = [
    *PAGES,
    *(f"/specialties/{slug}/?group=both&score=241" for slug in naive.specialties()),
    *COMPARED,
    *(f"/match/{year}/" for year in naive.YEARS),
    *(f"/places/?group={group}&year={year}" for group in naive.GROUPS for year in (2025, 2026)),
    *(f"/landscape/?group={group}&kind={kind}" for group in naive.GROUPS for kind in KINDS),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_chart_has_its_words_its_figures_in_print_and_at_most_1_kb(client, db, address):
    html = client.get(address).text
    page = tree(html)
    parents = {child: parent for parent in page.iter() for child in parent}
    for drawing in page.iter("svg"):
        if DRAWN & {*drawing.get("class", "").split()}:
            holder = drawing
            while holder.tag not in {"figure", "table"}:
                holder = parents[holder]
            (caption,) = [text(each) for each in holder if each.tag in {"figcaption", "caption"}]
            _is_told(caption)
            _is_printed(drawing, holder, caption, page, parents)
    for drawing in SVG.findall(html):
        assert len(brotli.compress(drawing.encode())) <= 1024, drawing


def _is_told(caption):
    for wanted in (YEAR, UNIT, POPULATION):
        assert wanted.search(caption), caption
    assert FINDING.match(YEAR.sub("", caption)), caption


def _is_printed(drawing, holder, caption, page, parents):
    """Check that the figures stand beside the drawing, in its caption or in a table beneath."""
    around, kind = parents[drawing], {*drawing.get("class").split()}
    if around.get("class", "").startswith("ranges"):
        value = around[list(around).index(drawing) + 1]
        assert value.get("class") == "value"
        assert re.search(r"\d", text(value))
    elif holder.tag == "table":
        row = around if around.tag == "tr" else parents[around]
        assert re.search(r"\d", text(row))
    elif "icons" in kind:
        assert drawing.get("aria-label").startswith(f"{caption.split()[0]} of 100")
    else:
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")
        beneath = holder if kind & {"lines", "fill"} else page
        assert beneath.findall(".//table/tbody/tr")
