"""How the content reads: lengths, words, figures, reading level, and references that resolve."""

import json
import math
import re
from collections import defaultdict
from pathlib import Path

import pyphen
import pytest
import yaml
from django.apps import apps

from imgpath.content.yaml_text import LOADER

FIXTURES = Path(__file__).parents[2] / "fixtures"
# The parts a reader reads, in order. The title counts as words but not as a sentence.
PROSE = {
    "guidance.challenge": ["summary", "body"],
    "guidance.strategy": ["summary", "why", "steps", "limits"],
    "guidance.question": ["answer", "body"],
    "residencies.contradiction": ["differs", "reason", "shown"],
    "guidance.pathway": ["summary", "open_to", "leads_to", "does_not_lead_to", "first_step"],
    "guidance.notice": ["summary", "body", "first_step"],
    "guidance.outcome": ["summary", "body", "first_step", "turns"],
    "guidance.backuppair": [
        "summary",
        "shared_letters",
        "how_it_looks",
        "how_to_tell_it",
        "warning",
    ],
}
FINDING = ["statement", "caution"]
PAGES = {
    "challenges": "guidance.challenge",
    "strategies": "guidance.strategy",
    "questions": "guidance.question",
    "pathways": "guidance.pathway",
    "notices": "guidance.notice",
    "outcomes": "guidance.outcome",
    "routes": "guidance.route",
    "specialties": "residencies.specialty",
}
# Digits that are part of a name: exams, visas, training years, forms, sections, years of a season.
NAMES = re.compile(
    r"\bSteps? (?:1|2 CK|2 CS|2|3)\b(?: and (?:2 CK|2|3)\b)?|\b2 CK\b|\bPGY-\d\b|\b[A-Z]-\d[A-Z]?\b"
    r"|\bPathways? \d(?: to \d)?\b|\bConrad 30\b|\bPLAB \d\b|\b212\(e\)|\b20\d\d(?:-\d\d)?\b"
    r"|\bI-\d+\b|\bPart \d\b"
)
NEVER = re.compile(
    r"!|\bguarante\w+|\b(?:un)?likely\b|\bsimply\b|\bled to\b|\bobviously\b|\bof course\b"
    r"|\b(?:one|1) in \w+ (?:people|applicants|imgs|doctors)\b",
    re.IGNORECASE,
)
PIECES = pyphen.Pyphen(lang="en_US")


def read(path):
    if path.suffix == ".yaml":
        return yaml.load(path.read_text(), LOADER) or []
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


ROWS = [
    (path, row)
    for path in sorted([*FIXTURES.rglob("*.yaml"), *FIXTURES.rglob("*.jsonl")])
    for row in read(path)
]
SLUGS = defaultdict(set)
for _, row in ROWS:
    if "slug" in row["fields"]:
        SLUGS[row["model"]].add(row["fields"]["slug"])


def key(row):
    """What names a row: its slug, or the two specialties of a pair."""
    fields = row["fields"]
    return fields["slug"] if "slug" in fields else "/".join(fields["specialty"] + fields["backup"])


def each(*models):
    return [
        pytest.param(row, id=f"{path.stem}:{key(row)}")
        for path, row in ROWS
        if row["model"] in models
    ]


ITEMS = each(*PROSE)
WRITTEN = each(*PROSE, "guidance.audience", "guidance.seasonevent", "residencies.finding")


def text(row):
    """The prose of an item as it is read: without the addresses of links and list marks."""
    parts = [row["fields"].get(name) or "" for name in PROSE.get(row["model"], FINDING)]
    unlinked = re.sub(r"\]\([^)]*\)", "", "\n\n".join(parts)).replace("[", "").replace("**", "")
    return re.sub(r"(?m)^\s*(?:\d+\.|-)\s+", "", unlinked)


def syllables(word):
    """At least the pieces it can be hyphenated into, and at least its groups of vowels.

    Hyphenation alone misses syllables at the ends of words, which would flatter the text.
    """
    spoken = re.sub(r"(?<![aeiouyl])e[sd]?$", "", word)
    return max(len(re.findall("[aeiouy]+", spoken)), len(PIECES.inserted(word).split("-")))


def smog(prose):
    """The years of school that the SMOG formula asks of a reader. No hard word is left out."""
    sentences = [
        part for part in re.split(r"(?<=[.?:])\s+|\n{2,}", prose) if re.search("[a-z]", part)
    ]
    words = re.findall(r"[A-Za-z]+", prose)
    hard = [word for word in words if not word.isupper() and syllables(word.lower()) >= 3]
    return 1.0430 * math.sqrt(len(hard) * 30 / len(sentences)) + 3.1291


@pytest.mark.parametrize("row", WRITTEN)
def test_every_text_fits_its_field(row):
    model = apps.get_model(row["model"])
    for name, value in row["fields"].items():
        most = getattr(model._meta.get_field(name), "max_length", None)
        if most and isinstance(value, str):
            assert len(value) <= most, f"{name} has {len(value)} characters, {most} are allowed"


@pytest.mark.parametrize("row", WRITTEN)
def test_nothing_is_promised_shouted_or_called_a_cause(row):
    prose = " ".join(value for value in row["fields"].values() if isinstance(value, str))
    assert NEVER.findall(" ".join(prose.split())) == []


@pytest.mark.parametrize("row", ITEMS)
def test_figures_stay_in_rows_with_a_source(row):
    assert re.findall(r"\S*\d\S*", NAMES.sub("", " ".join(text(row).split()))) == []


@pytest.mark.parametrize("row", ITEMS)
def test_an_item_is_short_enough_to_read_and_long_enough_to_help(row):
    words = f"{row['fields'].get('title', '')} {text(row)}".split()
    assert 60 <= len(words) <= 240


@pytest.mark.parametrize("row", ITEMS)
def test_an_item_reads_easily(row):
    prose = text(row)
    # SMOG means little in a short text.
    assert len(prose.split()) < 100 or smog(prose) <= 12


@pytest.mark.parametrize("row", ITEMS)
def test_an_item_rests_on_a_finding_or_a_source(row):
    assert row["fields"].get("findings") or row["fields"].get("sources")


@pytest.mark.parametrize("row", WRITTEN)
def test_every_row_that_is_named_exists(row):
    model = apps.get_model(row["model"])
    for name, value in row["fields"].items():
        field = model._meta.get_field(name)
        if field.is_relation and value:
            keys = value if field.many_to_many else [value]
            named = {key for (key,) in keys}
            assert named <= SLUGS[field.related_model._meta.label_lower], name
            assert len(named) == len(keys), f"{name} names a row twice"


@pytest.mark.parametrize("row", ITEMS)
def test_every_page_that_is_linked_exists(row):
    prose = " ".join(row["fields"].get(name) or "" for name in PROSE[row["model"]])
    for page, slug in re.findall(r"\]\(/(?!me/)(\w+)/([\w-]+)/", prose):
        assert slug in SLUGS[PAGES[page]], f"/{page}/{slug}/"


@pytest.mark.parametrize("row", each("residencies.finding"))
def test_nothing_unverified_is_shown_as_a_finding(row):
    assert row["fields"]["grade"] in {"A", "B", "C"}


def test_every_challenge_has_a_strategy_that_answers_it():
    answered = {
        key
        for _, row in ROWS
        if row["model"] == "guidance.strategy"
        for (key,) in row["fields"]["challenges"]
    }
    assert SLUGS["guidance.challenge"] <= answered


@pytest.mark.parametrize("model", sorted({row.values[0]["model"] for row in WRITTEN}))
def test_no_row_is_named_twice(model):
    keys = [key(row) for _, row in ROWS if row["model"] == model]
    assert sorted(keys) == sorted(set(keys))
