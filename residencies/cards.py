"""What the picture of a shared link shows, as plain values. Pure: no drawing."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from residencies.charts import Segment

# How a card is drawn is part of what the picture looks like.
STYLE = sha256(Path(__file__).with_name("drawing.py").read_bytes())


def _tagline() -> str:
    return _("US residency for international medical graduates")


@dataclass(frozen=True, slots=True)
class Line:
    """One tag with what it stands for, and a bar where there is one."""

    tag: str
    """What colours it, as in the stylesheet."""
    label: str
    before: str = ""
    after: str = ""
    figure: str = ""
    counts: str = ""
    bar: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """The line in words: "Non-US IMGs: Accessible, could be Open, 35.1%, 4 of 9 in 2026"."""
        told = [self.label, self.after, self.figure, self.counts]
        words = _(", ").join(dict.fromkeys(filter(None, told)))
        return f"{self.before}: {words}" if self.before else words


@dataclass(frozen=True)
class Card:
    """Everything that one picture shows."""

    slug: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""
    key: tuple[str, ...] = ()
    """What the parts of the bars stand for."""
    source: str = ""
    tagline: str = field(default_factory=_tagline)
    """What stands beside the name of the site."""

    @cached_property
    def name(self) -> str:
        """The name of the picture, which changes with anything that it shows."""
        digest = STYLE.copy()
        digest.update(repr(self).encode())
        return f"{self.slug}-{digest.hexdigest()[:12]}"

    @cached_property
    def alt(self) -> str:
        """The picture in words."""
        parts = [self.title, self.note, *(line.text for line in self.lines), self.source]
        return " ".join(part if part[-1] in ".?" else f"{part}." for part in parts if part)
