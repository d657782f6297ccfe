"""The page on security accounts for every line of the standard, and names tests that are there."""

import re
from collections import Counter

import pytest
from django.conf import settings

PAGE = (settings.BASE_DIR / "docs/security.md").read_text()
# The lines of levels 1 and 2 of OWASP ASVS 5.0.0, by section.
STANDARD = """
1.1.1–2 1.2.1–9 1.3.1–11 1.4.1–3 1.5.1–2 2.1.1–3 2.2.1–3 2.3.1–4 2.4.1 3.2.1–2 3.3.1–4 3.4.1–6
3.5.1–5 3.7.1–2 4.1.1–3 4.2.1 4.3.1–2 4.4.1–4 5.1.1 5.2.1–3 5.3.1–2 5.4.1–3 6.1.1–3 6.2.1–12
6.3.1–4 6.4.1–4 6.5.1–5 6.6.1–3 6.8.1–4 7.1.1–3 7.2.1–4 7.3.1–2 7.4.1–5 7.5.1–2 7.6.1–2 8.1.1–2
8.2.1–3 8.3.1 8.4.1 9.1.1–3 9.2.1–4 10.1.1–2 10.2.1–2 10.3.1–4 10.4.1–11 10.5.1–5 10.6.1–2
10.7.1–3 11.1.1–2 11.2.1–3 11.3.1–3 11.4.1–4 11.5.1 11.6.1 12.1.1–3 12.2.1–2 12.3.1–4 13.1.1
13.2.1–5 13.3.1–2 13.4.1–5 14.1.1–2 14.2.1–4 14.3.1–3 15.1.1–3 15.2.1–3 15.3.1–7 16.1.1 16.2.1–5
16.3.1–4 16.4.1–3 16.5.1–3 17.1.1 17.2.1–4 17.3.1–2
"""
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d", line) and line.count("|") == 6
]


def numbers(text):
    """Yield each line that "1.2.1–3, 1.2.5" names."""
    for section, first, last in re.findall(r"(\d+\.\d+)\.(\d+)(?:–(\d+))?", text):
        yield from (f"{section}.{each}" for each in range(int(first), int(last or first) + 1))


def test_every_line_of_the_standard_has_one_row():
    counted = Counter(number for row in ROWS for number in numbers(row[0]))
    assert len(set(numbers(STANDARD))) == 253
    assert set(counted) ^ set(numbers(STANDARD)) == set()
    assert [number for number, times in counted.items() if times > 1] == []


def test_every_row_says_how_it_is_and_why():
    for lines, status, done, *_ in ROWS:
        assert status in {"met", "open", "none"}, lines
        assert done, lines


@pytest.mark.parametrize("row", [row for row in ROWS if row[4]], ids=lambda row: row[0])
def test_what_a_row_names_is_there(row):
    path, name = row[4].split("::")
    assert f"def {name}(" in (settings.BASE_DIR / "tests" / path).read_text()


def test_files_that_are_named_are_there():
    named = {each for row in ROWS for each in re.findall(r"`([\w.-]+/[\w./-]*)`", row[3])}
    assert [each for each in named if not (settings.BASE_DIR / each).exists()] == []
