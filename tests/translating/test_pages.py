"""Translating content in the admin: each text beside its box, and how much is done."""

import re

import pytest
from django.urls import reverse

from guidance.models import Challenge, Status
from imgpath.content.models import ContentRevision
from residencies.models import MatchResult, Source, Translation
from residencies.models.translations import digest
from tests import pseudo
from tests.residencies.markup import text as words
from tests.residencies.markup import tree

SAID = "تنافس"
HERE = "/admin/translations/ar/guidance.challenge/"


@pytest.fixture
def arabic(editor):
    with pseudo.language():
        yield editor


@pytest.fixture
def row(db):
    return Challenge.objects.get(slug="competition")


@pytest.fixture
def address(row):
    return f"{HERE}{row.pk}/"


@pytest.fixture
def save(address):
    """Post what a form was opened with, with some of it changed."""

    def _save(client, opened=None, **typed):
        form = (opened or client.get(address)).context["form"]
        sent = {"seen": form.seen, **{each.name: each.said for each in form.texts}}
        return client.post(address, sent | typed, follow=True)

    return _save


def change(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_an_item_leads_to_its_translation_which_readers_see_once_it_is_saved(
    arabic, row, address, save
):
    assert f'<a href="{address}">Translate: <span lang="ar">' in arabic.get(change(row)).text
    assert "Saved. Readers see it now." in save(arabic, title=SAID).text
    page = arabic.get(f"/ar{row.get_absolute_url()}").text
    assert f">{SAID}</h1>" in page
    kept = Translation.objects.get()
    assert (kept.language, kept.english, kept.text) == ("ar", row.title, SAID)
    kept.full_clean()
    change_here = ContentRevision.objects.first()
    assert (change_here.model, change_here.via) == ("residencies.translation", "admin")


def test_what_is_missing_stands_first_and_says_so(arabic, address, save):
    save(arabic, title=SAID)
    response = arabic.get(address)
    found = [words(each) for each in tree(response.text).iter("h2")]
    assert found[-3:] == ["Summary Missing", "Body Missing", "Title"]
    assert 'lang="ar" dir="rtl"' in response.text
    assert "You may have good scores and still hear nothing.</p>" in response.text


def test_a_box_that_is_emptied_gives_the_english_back_until_that_is_undone(arabic, row, save):
    save(arabic, title=SAID)
    save(arabic, title="")
    assert not Translation.objects.exists()
    assert row.title in arabic.get(f"/ar{row.get_absolute_url()}").text
    emptied = ContentRevision.objects.first()
    arabic.post(reverse("admin:content_contentrevision_change", args=[emptied.pk]))
    assert Translation.objects.get().text == SAID


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"body": f"[{SAID}](javascript:alert)"}, "Change the link to"),
        ({"body": f"[{SAID}](/no/such/page/)"}, "There is no page at"),
        ({"title": "x" * 61}, "at most 60 characters"),
        ({"body": "x" * 3001}, "3000 characters"),
    ],
)
def test_what_english_may_not_hold_a_translation_may_not_either(arabic, save, typed, why):
    response = save(arabic, summary=SAID, **typed)
    assert why in response.text
    assert f">\n{SAID}</textarea>" in response.text
    assert not Translation.objects.exists()


def test_english_that_changes_while_someone_writes_is_shown_before_anything_is_saved(
    arabic, row, address, save
):
    opened = arabic.get(address)
    Challenge.objects.filter(pk=row.pk).update(title="Other words")
    response = save(arabic, opened, title=SAID)
    assert "changed while you wrote" in response.text
    assert "Other words" in response.text
    assert f">\n{SAID}</textarea>" in response.text
    assert not Translation.objects.exists()
    save(arabic, response, title=SAID)
    assert Translation.objects.get().english == "Other words"


def test_the_work_of_two_translators_meets_in_the_form(arabic, address, save):
    opened = arabic.get(address)
    save(arabic, title=SAID)
    response = save(arabic, opened, title="ت")
    assert f'Here now: <span lang="ar" dir="auto">{SAID}</span>' in response.text
    assert Translation.objects.get().text == SAID


def test_a_changed_text_shows_its_old_translation_and_what_changed(arabic, row, address, save):
    save(arabic, summary=SAID)
    summary = row.summary.replace("often", "seldom")
    assert summary != row.summary
    Challenge.objects.filter(pk=row.pk).update(summary=summary)
    page = arabic.get(address).text
    assert "<del>often </del><ins>seldom </ins>" in page
    assert f'translated: <span lang="ar" dir="auto">{SAID}</span>' in page
    gone = arabic.get("/admin/residencies/translation/?english=gone")
    assert gone.context["cl"].result_count == 1


def test_the_overview_counts_each_text_once_and_leads_to_the_rows(arabic, row, save):
    save(arabic, title=SAID)
    page = arabic.get("/admin/translations/").text
    rows = Challenge.objects.values_list(*row.translatable)
    total = len({digest(text) for each in rows for text in each})
    assert f'<a href="{HERE}">1 of {total}</a>' in page
    assert re.search(rf'<a href="{HERE}{row.pk}/">[^<]*</a>: 1 of 3', arabic.get(HERE).text)
    assert 'href="/admin/translations/"' in arabic.get("/admin/").text


def test_with_english_alone_nobody_hears_of_translations(editor, row, address):
    for page in [change(row), "/admin/"]:
        assert "ranslat" not in editor.get(page).text
    for page in [address, HERE, "/admin/translations/"]:
        assert editor.get(page).status_code == 404


def test_what_has_no_words_of_ours_has_nothing_to_translate(arabic):
    assert "Translate:" not in arabic.get(change(Source.objects.first())).text
    assert arabic.get("/admin/translations/ar/residencies.source/").status_code == 404
    bare = MatchResult.objects.filter(derivation="").first()
    page = arabic.get(f"/admin/translations/ar/residencies.matchresult/{bare.pk}/").text
    assert "This has no words to translate." in page


@pytest.mark.parametrize(("role", "may"), [("Author", False), ("Editor", True)])
def test_a_translation_is_seen_at_once_so_who_writes_only_drafts_writes_none(
    as_role, row, address, role, may
):
    Challenge.objects.filter(pk=row.pk).update(status=Status.DRAFT)
    client = as_role(role)
    with pseudo.language():
        assert (f'href="{address}"' in client.get(change(row)).text) == may
        assert client.get(address).status_code == (200 if may else 404)
        assert client.post(address, {"title": SAID}).status_code == (200 if may else 404)
    assert not Translation.objects.exists()


def test_a_translation_is_added_and_changed_by_itself_too(arabic):
    add, english = "/admin/residencies/translation/add/", "Some words"
    sent = {"language": "ar", "english": english, "text": SAID}
    assert arabic.post(add, sent).status_code == 302
    kept = Translation.objects.get()
    assert kept.digest == digest(english)
    assert "translated into that language already" in arabic.post(add, sent).text
    wrong = arabic.post(change(kept), {"text": "[x](/no/such/page/)"})
    assert "There is no page at" in wrong.text


def test_the_pages_break_no_policy_and_ask_a_query_or_two_for_each_kind(
    arabic, address, django_assert_max_num_queries
):
    for page in [address, HERE, "/admin/translations/"]:
        with django_assert_max_num_queries(60):
            response = arabic.get(page)
        assert " style=" not in response.text
        assert response.text.count("<h1>") == 1
