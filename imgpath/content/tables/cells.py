"""What one cell says: its text as a plain value. Pure: no Django.

What can be read in two ways is never guessed.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

SPACES = "[ \u00a0\u2009\u202f]"
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
GROUPED = "[0-9]{1,3}(?:,[0-9]{3}){1,3}"
WHOLE = re.compile(rf"[0-9]{{1,12}}(?:\.0)?|{GROUPED}|[0-9]{{1,3}}(?:{SPACES}[0-9]{{3}}){{1,3}}")
POINT = re.compile(rf"({GROUPED}|[0-9]{{1,12}})\.([0-9]{{1,20}})")
COMMA = re.compile(r"([0-9]{1,12}),([0-9]{1,2}|[0-9]{4,20})")
DOUBTFUL = {"-", "--", "---", "?", "*", ".", "n/a", "na", "null", "none"}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}


def letter(column: int) -> str:
    """Return what spreadsheets call a column, of which the first is 1.

    >>> letter(1), letter(26), letter(27), letter(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class Doubtful(ValueError):
    """A cell that does not say one thing; the message tells an editor what to do."""


def whole(text: str) -> int:
    """Return a count.

    >>> whole("1,253"), whole("1 253"), whole("1253.0")
    (1253, 1253, 1253)
    """
    _refuse_signs(text)
    if "%" in text:
        raise Doubtful(f"“{text}” is a percentage, and this is a count.")
    if not WHOLE.fullmatch(text):
        raise Doubtful(f"“{text}” is not a whole number.")
    return int(re.sub(rf",|{SPACES}|\.0$", "", text))


def number(text: str, *, percent: bool = False) -> str:
    """Return a number with its decimals as they are written.

    >>> number("56.1%", percent=True), number("56,1"), number("1,234.5")
    ('56.1', '56.1', '1234.5')
    """
    _refuse_signs(text)
    plain = text.removesuffix("%").strip() if percent else text
    if "%" in plain:
        raise Doubtful(f"“{text}” is a percentage, and this is not.")
    if plain.isascii() and plain.isdecimal() and len(plain) <= 12:
        return plain
    if found := POINT.fullmatch(plain):
        return f"{found[1].replace(',', '')}.{found[2]}"
    if found := COMMA.fullmatch(plain):
        return f"{found[1]}.{found[2]}"
    if WHOLE.fullmatch(plain):
        raise Doubtful(f"“{text}” can be read in two ways. Write it without separators.")
    raise Doubtful(f"“{text}” is not a number.")


def yes_or_no(text: str) -> bool:
    """Return what a cell for yes or no says."""
    said = alike(text)
    if said not in YES | NO:
        raise Doubtful(f"“{text}” is neither yes nor no.")
    return said in YES


def one_of(text: str, known: Mapping[str, str]) -> str:
    """Return what a text names; `known` holds each name as `alike` writes it."""
    said = alike(text)
    if said in known:
        return known[said]
    near = get_close_matches(said, known, n=1, cutoff=0.75)
    hint = f" Is it “{near[0]}”?" if near else ""
    raise Doubtful(f"“{text}” is not known here.{hint}")


def alike(text: str) -> str:
    """Return a name in the form in which names are compared.

    >>> alike("PGY\u20111  Categorical") == alike("pgy-1 categorical")
    True
    """
    return " ".join(re.sub("[\u2010-\u2015\u2212]", "-", text).casefold().split())


def _refuse_signs(text: str) -> None:
    if alike(text) in DOUBTFUL:
        raise Doubtful(
            f"“{text}” can mean none or not known. Leave the cell empty where the figure is not "
            "published; write 0 where it was counted and is none."
        )
    if DATE.fullmatch(text):
        raise Doubtful(f"“{text}” is a date: show this column as numbers in the spreadsheet.")
