"""Program results that nobody published, as lines and as a PDF laid out like NRMP's."""

import random

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from imgpath.programs.importing import bring_in
from imgpath.programs.listed import Line
from imgpath.programs.reading import read
from residencies.tilemap import NAMES

TITLE = "NRMP Program Results 2022-2026 Main Residency Match"
FOOT = "* Did not fill all available positions"
# One page of each thing that NRMP's pages have.
PAGES = [
    """
    ALABAMA
    Test Medical Center
    Birmingham 2026 2025 2024
    Internal Medicine 9001140C0 1,012 1,012 12 11* -- --
    Internal Medicine/Rural 9001140C1 2 2 -- -- -- --
    Medicine-Preliminary 9001140P0 6 3* 6 6 6 6
    Psychiatry 9001400C0 5 5 5 4* 4 4
    """,
    """
    Test Medical Center (Continued)
    Surgery-General 9001440C0 4 4 4 4 4 4
    Unheard-of Medicine 9001987C0 1 0* 1 1 1 1
    Coast Hospital
    Mobile 2025 2026
    Family Medicine 9002120C0 8 8 8 6*
    NEW YORK
    UPSTATE
    Albany 2026
    Anesthesiology PGY29003040A0 10 10
    """,
]
LINE_HEIGHT, TOP, LEFT, COLUMN = 12, 750, 40, 34


def text(pages):
    """Return the lines of each page, without the indent of this file."""
    return [[line.strip() for line in page.strip().splitlines()] for page in pages]


def lines(pages):
    """Return pages of text as the reader gets them."""
    return [
        Line(page, at, line)
        for page, found in enumerate(text(pages), 1)
        for at, line in enumerate(found, 1)
    ]


def fill(programs, years):
    """Put so many programs into the database."""
    return bring_in(read(lines(many(programs, years))), {}, dry_run=False)


def write(path, pages):
    """Write pages of lines as a PDF: names to the left, figures in columns, a title, a foot."""
    canvas = Canvas(str(path), pagesize=letter)
    for number, lines in enumerate(text(pages), 1):
        canvas.setFont("Helvetica", 8)
        _line(canvas, TOP, TITLE)
        for at, line in enumerate(lines, 1):
            _line(canvas, TOP - LINE_HEIGHT * at, line)
        _line(canvas, LINE_HEIGHT * 3, FOOT)
        _line(canvas, LINE_HEIGHT * 2, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return path


def _line(canvas, height, line):
    """Draw one line; the figures at its end go into columns, as in NRMP's tables."""
    words = line.split()
    figures = []
    while words and (words[-1].strip("*").replace(",", "").isdigit() or words[-1] == "--"):
        figures.insert(0, words.pop())
    canvas.drawString(LEFT, height, " ".join(words) if len(figures) > 1 else line)
    for at, figure in enumerate(figures if len(figures) > 1 else []):
        canvas.drawRightString(LEFT + 260 + COLUMN * at, height, figure)


# What the programs of `many` are called, with the digits that NRMP gives these specialties.
KINDS = [
    ("Anesthesiology", "040C"),
    ("Family Medicine", "120C"),
    ("Internal Medicine", "140C"),
    ("Medicine-Preliminary", "140P"),
    ("Neurology", "180A"),
    ("Pathology-Anatomic and Clinical", "300C"),
    ("Pediatrics", "320C"),
    ("Psychiatry", "400C"),
    ("Surgery-General", "440C"),
    ("Transitional (PGY-1 Only)", "999P"),
]


def many(programs, years):
    """Return pages that list so many programs, some fifty a page; the same each time."""
    chance = random.Random(46)
    lines = []
    states = sorted(NAMES.values())
    institutions = programs // len(KINDS)
    for number in range(institutions):
        state = number * len(states) // institutions
        if not number or state != (number - 1) * len(states) // institutions:
            lines.append(states[state].upper())
        lines.append(f"Made-up Hospital {number}")
        lines.append(" ".join([f"Town {number % 700}", *map(str, reversed(years))]))
        lines += [_program(number, *kind, years, chance) for kind in KINDS]
    return ["\n".join(lines[at : at + 55]) for at in range(0, len(lines), 55)]


def _program(institution, name, kind, years, chance):
    figures = []
    for _ in years:
        quota = chance.randint(2, 30)
        short = chance.random() < 0.15
        figures += [str(quota), f"{chance.randint(0, quota - 1)}*" if short else str(quota)]
    return f"{name} {1000 + institution:04}{kind}0 {' '.join(figures)}"
