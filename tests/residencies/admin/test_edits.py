"""What an editor changes reaches the site at once, and what must stay stays."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from guidance.models import Challenge, Pathway, Question, Strategy
from residencies.models import (
    Contradiction,
    Correction,
    MatchResult,
    Revision,
    SignalAllocation,
    Source,
    Specialty,
)

CONTENT = [m for m in admin.site._registry if m._meta.app_label in {"residencies", "guidance"}]
KEPT = [Source, Specialty, Contradiction, Correction, Challenge, Strategy, Question, Pathway]


@pytest.mark.parametrize("model", CONTENT)
def test_what_names_a_row_is_fixed_once_it_exists(admin_client, add, model, page):
    keys = admin.site._registry[model].key_fields
    empty = admin_client.get(page(model, "add")).context["adminform"].form
    assert set(keys) <= empty.fields.keys()
    change = admin_client.get(page(model, "change", add(model, 1).pk)).context["adminform"].form
    assert not set(keys) & change.fields.keys()


def test_an_edit_moves_the_revision_and_is_logged(admin_client, result, page, posted):
    address, before = page(MatchResult, "change", result.pk), Revision.current()
    response = admin_client.post(
        address, posted(admin_client.get(address), derivation="Worked out by hand.")
    )
    assert response.status_code == 302
    result.refresh_from_db()
    assert result.derivation == "Worked out by hand."
    assert Revision.current() != before
    assert "derivation" in LogEntry.objects.latest("pk").change_message.lower()


def test_an_addition_and_a_deletion_move_the_revision(admin_client, add, specialty, source, page):
    before = Revision.current()
    form = {
        "specialty": specialty.pk,
        "season": "1999",
        "total": "5",
        "grade": "A",
        "source": source.pk,
    }
    assert admin_client.post(page(SignalAllocation, "add"), form).status_code == 302
    signals, added = SignalAllocation.objects.get(season=1999), Revision.current()
    assert added != before
    admin_client.post(page(SignalAllocation, "delete", signals.pk), {"post": "yes"})
    assert not SignalAllocation.objects.filter(pk=signals.pk).exists()
    assert Revision.current() != added


def test_deleting_from_the_list_moves_the_revision(admin_client, result, page):
    before = Revision.current()
    form = {"action": "delete_selected", "_selected_action": result.pk, "post": "yes"}
    admin_client.post(page(MatchResult, "changelist"), form)
    assert not MatchResult.objects.filter(pk=result.pk).exists()
    assert Revision.current() != before


def test_looking_and_a_refused_edit_leave_the_revision_alone(admin_client, result, page, posted):
    address, before = page(MatchResult, "change", result.pk), Revision.current()
    admin_client.post(address, posted(admin_client.get(address), offered="1"))
    assert Revision.current() == before


@pytest.mark.parametrize("model", KEPT)
def test_what_has_an_address_is_never_deleted(admin_client, add, model, page):
    row = add(model, 1)
    assert admin_client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    form = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    admin_client.post(page(model, "changelist"), form)
    assert model.objects.filter(pk=row.pk).exists()


def test_line_breaks_in_a_sentence_become_spaces(admin_client, result, page, posted):
    address = page(MatchResult, "change", result.pk)
    typed = posted(admin_client.get(address), derivation="Added\r\nup by us.")
    admin_client.post(address, typed)
    result.refresh_from_db()
    assert result.derivation == "Added up by us."
