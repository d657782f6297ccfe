"""What came of asking whether an address still answers. Pure: no Django.

It stands apart from the asking, so that a process that serves pages loads nothing that asks.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    MOVED = "moved"
    FAILED = "failed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for one address."""

    state: State
    detail: str = ""
    """In a sentence, for an editor."""
    status: int | None = None
    """The HTTP status at the end of all redirects; None when nothing answered."""
