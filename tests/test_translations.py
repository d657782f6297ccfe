"""Content in another language: what editors translated, and the English where they did not."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from django.utils.translation import override

from guidance.models import Challenge
from guidance.models.prose import prose_fields
from residencies import catalogue, translations
from residencies.english import marked
from residencies.models import Revision, Specialty, Translation
from residencies.models.translations import digest, plain
from tests.guidance.test_content_style import FINDING, PROSE
from tests.residencies.markup import unlinked

pytestmark = pytest.mark.django_db
PAGE = "/challenges/competition/"
SAID = "تنافس"
EVERYTHING = [
    "/",
    "/specialties/pathology/",
    "/specialties/orthopaedic-surgery/backup/",
    "/strategies/ask-each-program-about-your-visa/",
    "/routes/visa/nothing/both/yes/",
    "/states/tx/",
    "/costs/?s1=pathology&n1=30",
    "/glossary/",
    "/sources/contradictions/",
    "/me/plan/",
    "/me/advice/?status=img",
]
"""Pages that show content of each kind."""


@pytest.fixture
def translate(db):
    """Say each English text in Arabic, for every process that reads."""

    def _translate(*texts, said=SAID):
        Translation.objects.bulk_create(
            Translation(language="ar", digest=digest(each), english=each, text=said)
            for each in {plain(text): text for text in texts}.values()
        )
        Revision.bump()

    return _translate


@pytest.fixture
def everything_translated(translate):
    """Return every English text that is too long to stand on a page by chance."""
    columns = [(model, translations.fields(model)) for model in translations.kinds()]
    rows = [row for model, names in columns for row in model.objects.values_list(*names)]
    texts = {plain(text): text for row in rows for text in row if text}
    translate(*texts.values())
    return [text for text in texts if len(text) > 40]


@pytest.fixture
def row(db):
    return Challenge.objects.get(slug="competition")


def test_a_translation_stands_on_its_page_and_in_lists(arabic, translate, row):
    translate(row.title, row.body)
    page = arabic.get(f"/ar{PAGE}").text
    assert f">{SAID}</h1>" in page
    assert f"<p>{SAID}</p>" in page
    assert escape(row.title) not in page
    assert f">{SAID}</a>" in arabic.get("/ar/challenges/").text
    assert SAID not in arabic.get(PAGE).text


def test_english_without_a_translation_says_that_it_is_english(arabic, translate, row):
    translate(row.title)
    page = unlinked(arabic.get(f"/ar{PAGE}").text)
    assert f'<p lang="en" dir="ltr" class="lead">{escape(row.summary)}</p>' in page
    assert '<div class="prose stack"><p lang="en" dir="ltr">' in page
    assert f'<h1 lang="en" dir="ltr">{SAID}' not in page
    assert ' lang="en" dir="ltr"' not in arabic.get(PAGE).text


def test_a_translation_ends_when_its_english_changes_and_outlives_line_breaks(
    arabic, translate, row
):
    translate(row.summary)
    Challenge.objects.filter(pk=row.pk).update(summary=row.summary.replace(" ", "\r\n", 1))
    Revision.bump()
    assert SAID in arabic.get(f"/ar{PAGE}").text
    Challenge.objects.filter(pk=row.pk).update(summary="Other words.")
    Revision.bump()
    page = arabic.get(f"/ar{PAGE}").text
    assert SAID not in page
    assert "Other words." in page
    assert translations.stale() == [Translation.objects.get().pk]


def test_search_finds_what_is_translated_by_its_own_words(arabic, translate, row):
    translate(row.title)
    assert f"/ar{PAGE}" in arabic.get("/ar/search/", {"q": SAID}).text
    assert PAGE not in arabic.get("/search/", {"q": SAID}).text


def test_a_translated_page_costs_one_query_and_english_knows_nothing_of_it(
    arabic, translate, row, django_assert_num_queries
):
    translate(row.title)
    arabic.get("/ar/challenges/")
    with django_assert_num_queries(1):
        arabic.get(f"/ar{PAGE}")
    rows = Challenge.objects.all()
    with django_assert_num_queries(0):
        assert translations.over(rows) is rows
        assert translations.read().translated == {}


def test_a_part_of_a_page_is_marked_too(arabic):
    asked = {"HX-Request": "true", "HX-Target": "results"}
    part = arabic.get("/ar/specialties/?band=open", headers=asked).text
    assert "<html" not in part
    assert '<a lang="en" dir="ltr" href="/ar/specialties/pathology/">Pathology</a>' in part


@pytest.mark.parametrize("model", translations.kinds())
def test_what_is_translated_are_words_that_name_nothing(model):
    named = [model._meta.get_field(name) for name in translations.fields(model)]
    for field in named:
        assert isinstance(field, models.CharField | models.TextField)
        assert not isinstance(field, models.SlugField | models.URLField)
        assert {field.choices, field.unique} == {None, False}


def test_all_prose_can_be_translated():
    style = {**PROSE, "residencies.finding": FINDING}
    for model in translations.kinds():
        read = [*prose_fields(model), *style.pop(model._meta.label_lower, [])]
        assert set(read) <= set(translations.fields(model))
    assert style == {}


def test_no_page_forgets_to_show_what_is_translated(arabic, everything_translated):
    for address in EVERYTHING:
        page = plain(unlinked(arabic.get(f"/ar{address}").text))
        assert [text for text in everything_translated if escape(text) in page] == [], address
        assert SAID in page, address


@pytest.mark.parametrize(
    ("html", "is_marked"),
    [
        ("<h1>Be & go</h1>".replace("&", "&amp;"), True),
        ('<p class="lead">\n  Be &amp; go\n</p>', True),
        ('<p>Be &amp; <a class="term" href="/glossary/#go">go</a></p>', True),
        ("<p>Be &amp; go now</p>", False),
        ('<a href="/" hreflang="ar">Be &amp; go</a>', True),
        ('<a href="/" lang="en">Be &amp; go</a>', False),
        ("<svg><title>Be &amp; go</title><text>Be &amp; go</text></svg>", False),
        ('<p title="Be &amp; go">⟦Go⟧</p>', False),
    ],
)
def test_an_element_is_marked_that_holds_an_english_text_alone(html, is_marked):
    said = marked(html, {"Be & go"})
    assert said.replace(' lang="en" dir="ltr"', "") == html
    assert (said != html) == is_marked


def test_a_digest_names_the_words_however_they_are_broken(db):
    assert digest("One\r\n two ") == digest("One two") != digest("One  two.")
    held = Translation(language="ar", digest="0", english="One", text="T")
    with pytest.raises(ValidationError, match=digest("One")):
        held.full_clean()


def test_what_is_held_in_another_language_is_not_what_is_held_in_english(arabic, translate):
    specialty = Specialty.objects.get(slug="pathology")
    translate(specialty.name)
    with override("ar"):
        assert catalogue.current().entries["pathology"].name == SAID
    assert catalogue.current().entries["pathology"].name == specialty.name
