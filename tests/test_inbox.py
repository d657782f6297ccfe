"""The first page of the admin says what waits, leads to it, and shows nobody what is not theirs."""

import datetime
import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from guidance.models import Challenge, Fee, Strategy
from imgpath.content.models import ContentConflict
from imgpath.reports.models import ErrorReport
from residencies.models import Source
from tests.residencies.markup import by_id, text, tree
from tests.signing_in import sign_in


@pytest.fixture
def on(monkeypatch):
    """Return a function that makes it another day."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda: day)


@pytest.fixture
def waiting(on):
    """Return a function that gives what waits: {heading: {kind: (number, address)}}."""
    on(datetime.date(2026, 11, 27))

    def _waiting(client):
        found, heading = {}, None
        for each in by_id(tree(client.get(reverse("admin:index")).text), "inbox").iter():
            if each.tag == "h3":
                heading = text(each)
                found[heading] = {}
            elif each.tag == "a":
                kind, number = text(each).rsplit(": ", 1)
                found[heading][kind] = int(number), unescape(each.get("href"))
        return found

    return _waiting


def test_with_nothing_to_do_it_says_so(editor, waiting, on):
    on(datetime.date(2000, 1, 1))
    assert waiting(editor) == {}
    assert "Nothing waits for you." in editor.get(reverse("admin:index")).text


def conflict():
    ContentConflict.objects.create(
        model="guidance.challenge",
        key="cost",
        unit="title",
        shipped={"title": "A"},
        live={"title": "B"},
        opened_at=timezone.now(),
    )


def report():
    ErrorReport.objects.create(page="/places/", text="Wrong.")


def overdue():
    Fee.objects.filter(slug="eras-programs").update(review_by="2026-11-26")


def uncited():
    item = Challenge.objects.get(slug="cost")
    item.findings.clear()
    item.sources.clear()


def soon():
    Source.objects.filter(slug="match-s01").update(review_by="2026-11-27")


def draft():
    Strategy.objects.filter(slug="take-each-step-when-ready").update(status="draft")


@pytest.mark.parametrize(
    ("change", "heading", "kind", "more"),
    [
        (conflict, "Conflicts to decide", "Content conflicts", 1),
        (report, "Reports of errors", "Error reports", 1),
        (overdue, "Past the review date", "Fees", 2),
        (uncited, "Without a finding or a source", "Challenges", 1),
        (soon, "To look at again in the next 60 days", "Sources", 1),
        (draft, "Drafts", "Strategies", 1),
    ],
)
def test_what_waits_is_counted_and_leads_to_a_list_of_it(
    editor, waiting, change, heading, kind, more
):
    before = waiting(editor).get(heading, {}).get(kind, (0, ""))[0]
    change()
    number, address = waiting(editor)[heading][kind]
    assert number == before + more
    listed = editor.get(address)
    assert listed.status_code == 200
    assert listed.context["cl"].result_count >= number


def test_an_editor_sees_only_what_they_may_look_at(client, waiting, django_user_model, db):
    conflict()
    overdue()
    user = django_user_model.objects.create(username="test-author", is_staff=True)
    sign_in(client, user)
    assert waiting(client) == {}
    user.user_permissions.add(Permission.objects.get(codename="view_fee"))
    assert {kind for heap in waiting(client).values() for kind in heap} == {"Fees"}


def test_the_first_page_carries_no_style_or_script_of_its_own(editor):
    html = editor.get(reverse("admin:index")).text
    assert not re.search(r" style=|<script>|<style", html)


def test_what_only_this_database_has_is_counted_and_leads_to_its_list(editor, waiting):
    before = waiting(editor)
    assert "Changed here and not yet shipped" not in before
    kept = Challenge.objects.first()
    Challenge.objects.filter(pk=kept.pk).update(title="Edited here")
    Source.objects.create(slug="made-here", checked_on="2026-01-01", grade="D")
    Fee.objects.first().delete()
    heap = waiting(editor)["Changed here and not yet shipped"]
    assert {kind: count for kind, (count, _) in heap.items()} == {
        "Edited": 1,
        "Made": 1,
        "Deleted": 1,
    }
    assert kept.slug in editor.get(heap["Edited"][1]).text
    assert editor.get(heap["Deleted"][1]).context["cl"].result_count == 1
