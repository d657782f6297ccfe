"""The admin of the backup pairs: drafting, and what is refused beside its field."""

import pytest
from django.urls import reverse

from guidance.models import BackupPair, Status
from residencies.models import Revision, Specialty

WORDS = ["summary", "shared_letters", "how_it_looks", "how_to_tell_it", "warning"]
ADD = "admin:guidance_backuppair_add"


def typed(first, second, **changes):
    """Return a form filled in right, but for the changes."""
    keys = {slug: Specialty.objects.get(slug=slug).pk for slug in (first, second)}
    return {
        **dict.fromkeys(WORDS, "Words."),
        "specialty": keys[first],
        "backup": keys[second],
        "evidence": "weak",
        "status": "draft",
        "as_of": "2026-01-01",
        "review_by": "2099-01-01",
    } | changes


def errors(editor, form):
    return editor.post(reverse(ADD), form).context["adminform"].form.errors


def test_a_pair_is_added_as_a_draft_and_moves_the_revision(editor):
    before = Revision.current()
    response = editor.post(reverse(ADD), typed("transitional-year", "pediatrics-preliminary"))
    assert response.status_code == 302
    pair = BackupPair.objects.get(specialty__slug="transitional-year")
    assert pair.status == Status.DRAFT
    assert Revision.current() != before
    address = reverse("admin:guidance_backuppair_change", args=[pair.pk])
    assert f'href="{pair.get_absolute_url()}"' not in editor.get(address).text
    BackupPair.objects.filter(pk=pair.pk).update(status=Status.PUBLISHED)
    assert f'href="{pair.get_absolute_url()}"' in editor.get(address).text


def test_a_pair_of_one_specialty_is_refused(editor):
    found = errors(editor, typed("pathology", "pathology"))
    assert found["__all__"] == ["A specialty cannot be its own backup."]


def test_a_pair_that_goes_the_other_way_is_refused(editor):
    found = errors(editor, typed("surgery-preliminary", "general-surgery"))
    assert "a pair goes one way only" in found["backup"][0]


def test_a_pair_that_is_there_already_is_refused(editor):
    found = errors(editor, typed("general-surgery", "surgery-preliminary"))
    assert found["__all__"] == ["This specialty already has that backup."]


@pytest.mark.parametrize("field", WORDS[1:])
def test_every_prose_field_refuses_an_unsafe_link_beside_it(editor, field):
    form = typed("pathology", "transitional-year", **{field: "See [this](http://example.org/a)."})
    assert list(errors(editor, form)) == [field]


def test_a_pair_is_found_by_either_specialty(editor):
    for words in ["urology", "neurology"]:
        address = reverse("admin:guidance_backuppair_changelist", query={"q": words})
        found = editor.get(address).context["cl"].result_list
        assert found
        assert all(words in f"{pair.specialty} {pair.backup}".lower() for pair in found)
