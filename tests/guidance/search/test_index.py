"""The index by itself, on a few made-up pages."""

import gc
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from guidance.search import marks, postgresql
from guidance.search.fts5 import FTS5
from guidance.search.index import Document, Index, mark

VISA = Document(
    "questions",
    "Do I need a visa?",
    "/visa/",
    "Ask the program which visas it sponsors.",
    "A J-1 is for training. An H-1B is for work.\nMost programs sponsor the J-1 alone.",
)
LETTERS = Document("questions", "How many letters do I need?", "/letters/", "Two from the US.")
SURGERY = Document(
    "specialties",
    "General surgery",
    "/surgery/",
    "Operations.",
    names=["GS", "Gen Surg", "Surgery"],
)
VASCULAR = Document("specialties", "Vascular surgery", "/vascular/", "Vessels.", names=["VS"])
GERMANY = Document("pathways", "Is Zürich or Köln easier?", "/germany/", "Other exams & <rules>.")
TERM = Document(
    "terms",
    "PD",
    "/pd/",
    "Who leads a program.",
    names=["program director"],
    full="program director",
)
PAGES = [VISA, LETTERS, SURGERY, VASCULAR, GERMANY, TERM]


@pytest.fixture(params=["memory", "server"] if connection.vendor == "postgresql" else ["memory"])
def make(request):
    """Make an index that asks one engine and never the other."""
    if request.param == "memory":
        return Index
    request.getfixturevalue("db")

    def make_index(documents):
        index = Index(documents, postgresql.keep(each.fields for each in documents))
        index._memory, index.find = None, index.ask
        return index

    return make_index


@pytest.fixture
def index(make):
    return make(PAGES)


@pytest.fixture
def titles(index):
    """Return a function that says which pages have every word."""

    def _titles(query, kind=""):
        return [each.document.title for each in index.find(query, kind).full]

    return _titles


@pytest.fixture
def marked(index):
    """Return a function that gives the first page that a query finds, with its marks."""

    def _marked(query):
        found = index.find(query)
        first, *_ = found.full or found.partial
        return mark(found, [first])[first.place]

    return _marked


@pytest.mark.parametrize("query", ["visa", "VISA", "vis", "visas", "the visa", "sponsor program"])
def test_words_match_by_their_beginning_in_any_order_and_case(titles, query):
    assert titles(query) == [VISA.title]


@pytest.mark.parametrize("query", ["zurich", "ZÜRICH", "zu\u0308rich", "koln", "köln zürich"])
def test_accents_do_not_matter(titles, query):
    assert titles(query) == [GERMANY.title]


@pytest.mark.parametrize("query", ["J-1", "j1", "J1", "j‑1", "h1b", "H-1B", "H1-B", "h-1b"])
def test_what_is_joined_is_found_however_it_is_written(titles, query):
    assert titles(query) == [VISA.title]


@pytest.mark.parametrize("query", ["GS", "gs", "gen surg", "GenSurg", "surgery", "surg"])
def test_another_name_typed_whole_comes_before_a_part_of_one(titles, query):
    assert titles(query)[0] == SURGERY.title


def test_every_word_must_be_there(titles):
    assert titles("visa letters") == []
    assert titles("visa training") == [VISA.title]


def test_a_whole_question_finds_itself(titles):
    assert titles("How many letters do I need?") == [LETTERS.title]


def test_a_search_can_be_of_one_kind(titles):
    assert titles("need", "questions")
    assert titles("need", "specialties") == []


@pytest.mark.parametrize("query", ["", "  ", "?!", "*", '"', "-", "\0"])
def test_what_has_no_word_asks_for_nothing(index, query):
    found = index.find(query)
    assert not found.full
    assert not found.partial
    assert found.having([VISA, LETTERS]) == [VISA, LETTERS]


@pytest.mark.parametrize(
    "query", ["NEAR(visa work)", "visa AND", "title:visa", "^visa", "visa*", '"visa']
)
def test_no_syntax_is_asked_for(index, query):
    found = index.find(query)
    assert VISA in [each.document for each in found.full + found.partial]


def test_a_word_that_says_nothing_counts_when_it_is_alone(titles):
    assert titles("which") == [VISA.title]


@pytest.mark.parametrize(
    ("typed", "meant"), [("vissa", "visa"), ("my lettres", "my letters"), ("sugrery", "surgery")]
)
def test_a_typing_mistake_is_put_right(index, typed, meant):
    found = index.find(typed)
    assert found.corrected == meant
    assert found.full == index.find(meant).full


@pytest.mark.parametrize("typed", ["qqqq", "2031", "vi", "j9"])
def test_what_is_like_no_word_is_left_as_it_is(index, typed):
    assert index.find(typed).corrected == ""


def test_without_a_full_match_the_nearest_come_first(index):
    found = index.find("letters visa training sponsors")
    assert not found.full
    assert found.near([LETTERS, SURGERY, VISA]) == [VISA, LETTERS]
    assert found.having([LETTERS, VISA]) == []


def test_where_little_has_every_word_others_make_up_for_it(index):
    found = index.find("need visa")
    assert [each.document for each in found.full] == [VISA]
    assert [each.document for each in found.partial] == [LETTERS]
    assert found.near([LETTERS]) == []


def test_what_is_found_is_marked_and_the_rest_is_escaped(marked):
    assert marked("sponsors").sentence == ("Ask the program which visas it <mark>sponsors</mark>.")
    assert marked("work visa").title == "Do I need a <mark>visa</mark>?"
    assert marked("work h1b").sentence == "An <mark>H-1B</mark> is for <mark>work</mark>."
    assert marked("koln").sentence == "Other exams &amp; &lt;rules&gt;."


def test_another_name_is_told_where_the_title_does_not_show_what_was_found(marked):
    assert marked("GS").name == "<mark>GS</mark>"
    assert marked("surgery").name == ""


def test_what_an_abbreviation_stands_for_is_found_too(make):
    index = make([TERM, Document("questions", "Whom do I write to?", "/", "The program director.")])
    assert len(index.find("PD").full) == 2


def test_a_long_sentence_is_cut_around_what_was_found():
    long = f"{'before ' * 60}{marks.OPEN}visa{marks.CLOSE} {'after ' * 60}."
    short = marks.best("", long)
    assert len(short) < marks.LONGEST + 8
    assert short.startswith("… before")
    assert short.endswith("after …")
    assert f"{marks.OPEN}visa{marks.CLOSE}" in short


def test_many_threads_may_search_at_once():
    index = Index(PAGES)
    queries = ["visa", "letters", "surgery", "vissa", "zurich"] * 40
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(index.find, queries))
    assert found == [index.find(query) for query in queries]


def test_an_index_that_nobody_holds_leaves_nothing_open():
    engine = FTS5([VISA.fields])
    connection = engine._db
    del engine
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")
