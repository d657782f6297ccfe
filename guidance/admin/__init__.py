"""The admin of the guidance: whom each piece is for, and when it was last looked at."""

from . import (
    audience,
    backup,
    board,
    fee,
    glossary,
    items,
    notice,
    opposition,
    route,
    season,
    translation,
)

__all__ = [
    "audience",
    "backup",
    "board",
    "fee",
    "glossary",
    "items",
    "notice",
    "opposition",
    "route",
    "season",
    "translation",
]
