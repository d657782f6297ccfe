"""Pictures of parts of pages, small enough for a repository."""

import io
import sys
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 64
MOST_BYTES = 80_000
MARGIN = 12


def shoot(page, name, first, last=None, right=None, most=1100):
    """Keep the part of a page from the top of one element to the bottom of another.

    ``right`` is an element at whose right edge the picture ends; else it is as wide as the page.
    At ``most`` so many pixels down it ends in any case.
    """
    page.wait_for_load_state()
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    top = first.bounding_box()
    bottom = (last or first).bounding_box()
    edge = right and right.bounding_box()
    width = page.viewport_size["width"]
    left = max(0, top["x"] - MARGIN)
    clip = {
        "x": left,
        "y": max(0, top["y"] - MARGIN),
        "width": (edge["x"] + edge["width"] + MARGIN if edge else width - left) - left,
        "height": min(bottom["y"] + bottom["height"] - top["y"] + 2 * MARGIN, most),
    }
    taken = page.screenshot(clip=clip, full_page=True)
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    image = image.quantize(COLOURS, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    image.save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RuntimeError(f"{path.name} has {size:,} bytes: show less.")
    sys.stdout.write(f"{path.name}: {image.width} x {image.height}, {size:,} bytes\n")
