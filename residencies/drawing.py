"""The picture of a shared link, drawn: words and shapes in, the bytes of a PNG out.

It is drawn at twice its size and made smaller, which smooths the edges of shapes. Pure: no Django.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from residencies.cards import Card, Line
from residencies.charts import Segment

WIDTH, HEIGHT = 1200, 630
SCALE = 2
COLOURS = 128
LEFT, RIGHT = 64, WIDTH - 64
# The sizes that a title may have, each with the most lines it may take, best first.
TITLES = [(72, 1), (64, 1), (60, 1), (64, 2), (56, 2), (48, 2), (40, 3)]
# The light colours of static/css/site.css.
INK, MUTED, SURFACE, PAPER = "#14202b", "#4f5d6a", "#f4f7f9", "#fff"
PARTS = ["#12436d", "#28a197", "#d5dce3"]
TAGS = {
    "open": ("#0a6140", "#e3f4ea"),
    "accessible": ("#0b5568", "#e0f2f6"),
    "selective": ("#754800", "#fdf1da"),
    "rare": ("#a3261b", "#fbe9e7"),
}


@cache
def face(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the typeface at a size in points of the finished picture."""
    name = f"SourceSansPro-{'Bold' if bold else 'Regular'}.ttf"
    path = files("font_source_sans_pro").joinpath("files", name)
    return ImageFont.truetype(
        BytesIO(path.read_bytes()), size * SCALE, layout_engine=ImageFont.Layout.BASIC
    )


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return ``text`` in lines as wide as the page; a word that is wider has its own line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= (RIGHT - LEFT) * SCALE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitting(text: str, width: float, sizes: Sequence[int]) -> ImageFont.FreeTypeFont:
    """Return the first of ``sizes`` at which ``text`` fits on a line; the last one if none does."""
    faces = [face(size) for size in sizes]
    return next((font for font in faces if font.getlength(text) <= width * SCALE), faces[-1])


class Sheet:
    """An empty picture that is filled from the top."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def write(
        self, x: float, y: float, text: str, font: ImageFont.FreeTypeFont, ink: str = INK
    ) -> float:
        """Write from ``x`` on the base line ``y`` and return where the text ends."""
        self.pen.text((x * SCALE, y * SCALE), text, ink, font, anchor="ls")
        return x + font.getlength(text) / SCALE

    def box(self, x: float, y: float, end: float, bottom: float, ink: str, radius: int = 0) -> None:
        corners = [value * SCALE for value in (x, y, end, bottom)]
        self.pen.rounded_rectangle((*corners[:2], corners[2] - 1, corners[3] - 1), radius * 2, ink)

    def tag(self, x: float, y: float, tag: str, label: str) -> float:
        """Draw a tag around the base line ``y`` and return where it ends."""
        ink, paper = TAGS.get(tag, (MUTED, SURFACE))
        font = face(26, bold=True)
        end = x + font.getlength(label) / SCALE + 36
        self.box(x, y - 34, end, y + 14, ink, 24)
        self.box(x + 2, y - 32, end - 2, y + 12, paper, 22)
        self.write(x + 18, y - 1, label, font, ink)
        return end

    def bar(self, y: float, segments: Sequence[Segment]) -> None:
        for segment, ink in zip(segments, PARTS, strict=False):
            ends = (LEFT + (RIGHT - LEFT) * at / 100 for at in (segment.x, segment.end))
            if segment.width:
                self.box(next(ends), y, next(ends), y + 30, ink)

    def line(self, y: float, line: Line) -> None:
        """Draw one line of a card; its base line is ``y`` and its bar hangs under it."""
        x = self.write(LEFT, y, line.before, face(34, bold=True)) + 16 if line.before else LEFT
        x = self.tag(x, y, line.tag, line.label) + 16
        end = RIGHT - face(30).getlength(line.counts) / SCALE
        self.write(end, y, line.counts, face(30), MUTED)
        bold = face(40, bold=True)
        end -= 16 + bold.getlength(line.figure) / SCALE
        self.write(end, y, line.figure, bold)
        self.write(x, y, line.after, fitting(line.after, end - x - 16, (28, 26, 24, 22)), MUTED)
        self.bar(y + 28, line.bar)


def png(card: Card) -> bytes:
    """Return the picture of ``card``."""
    sheet = Sheet()
    x = sheet.write(LEFT, 80, "imgpath", face(36, bold=True), PARTS[0])
    font = fitting(card.tagline, RIGHT - x - 16, (28, 26, 24, 22))
    sheet.write(x + 16, 80, card.tagline, font, MUTED)
    y = title(sheet, card.title)
    for number, text in enumerate(wrapped(card.note, face(36))):
        y += 48 if number else 64
        sheet.write(LEFT, y, text, face(36))
    y += 80
    for line in card.lines:
        sheet.line(y, line)
        y += 128 if card.key else 66
    _foot(sheet, card)
    small = sheet.image.reduce(SCALE).quantize(
        COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    file = BytesIO()
    small.save(file, "PNG")
    return file.getvalue()


def title(sheet: Sheet, words: str) -> float:
    """Write the title as large as there is room for and return its last base line."""
    tried = ((size, wrapped(words, face(size, bold=True))) for size, _ in TITLES)
    fits = zip(tried, TITLES, strict=True)
    size, lines = next(found for found, (_, most) in fits if len(found[1]) <= most or most == 3)
    y = 98.0
    for text in lines:
        y += size
        sheet.write(LEFT, y, text, face(size, bold=True))
    return y


def _foot(sheet: Sheet, card: Card) -> None:
    x: float = LEFT
    for label, ink in zip(card.key, PARTS, strict=False):
        sheet.box(x, 541, x + 22, 563, ink, 3)
        x = sheet.write(x + 32, 562, label, face(26), MUTED) + 28
    font = fitting(card.source, RIGHT - LEFT, (26, 24, 22, 20))
    sheet.write(LEFT, 600, card.source, font, MUTED)
