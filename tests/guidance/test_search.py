"""Finding questions by what people type."""

from types import SimpleNamespace

import pytest

from guidance import search


def item(*texts):
    return SimpleNamespace(text=search.index(*texts), title=texts[0])


VISA = item("Do I need a visa?", "Ask the program which visas it sponsors.")
LETTERS = item("How many US letters do I need?", "Clinical experience gives you letters.")
GERMANY = item("Is Zürich or Köln easier?", "Another country has its own exams.")
ITEMS = [VISA, LETTERS, GERMANY]


def titles(query):
    return [found.title for found in search.find(query, ITEMS)]


@pytest.mark.parametrize("query", ["visa", "VISA", "vis", "visas", "the visa", "sponsor program"])
def test_words_match_by_their_beginning_in_any_order_and_case(query):
    assert titles(query) == [VISA.title]


@pytest.mark.parametrize("query", ["zurich", "ZÜRICH", "zu\u0308rich", "koln"])
def test_accents_do_not_matter(query):
    assert titles(query) == [GERMANY.title]


@pytest.mark.parametrize("query", ["usce", "LOR"])
def test_what_imgs_type_finds_the_words_of_the_page(query):
    assert titles(query) == [LETTERS.title]


def test_every_word_must_be_there():
    assert titles("visa letters") == []


def test_a_whole_question_finds_itself():
    assert titles("How many US letters do I need?") == [LETTERS.title]


@pytest.mark.parametrize("query", ["", "   ", "?!", "the"])
def test_what_says_nothing_leaves_nothing_out(query):
    assert len(titles(query)) == 3


def test_a_typing_mistake_brings_a_suggestion():
    assert search.suggestion("my vissa", ITEMS) == "my visa"
    assert search.suggestion("qqqq", ITEMS) == ""
    assert search.suggestion("visa letters", ITEMS) == ""


def test_without_a_full_match_the_nearest_come_first():
    assert search.nearest("visa letters clinical", ITEMS) == [LETTERS, VISA]
    assert search.nearest("qqqq", ITEMS) == []
