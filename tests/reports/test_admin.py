"""Editors work through what readers report."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from imgpath.content import load
from imgpath.reports.models import ErrorReport
from residencies.models import MatchResult

LIST = "admin:reports_errorreport_changelist"


@pytest.fixture
def report(db):
    return ErrorReport.objects.create(
        page="/specialties/pathology/",
        row="match result pathology/2026/pgy1",
        text="It <b>is</b> 14.",
        address="https://example.org/tables",
    )


def change(report):
    return reverse("admin:reports_errorreport_change", args=[report.pk])


def test_a_report_leads_to_its_page_to_the_row_and_to_the_right_figure(editor, report):
    row = MatchResult.objects.get(specialty__slug="pathology", year=2026, track="pgy1")
    html = editor.get(change(report)).text
    assert f'href="{reverse("admin:residencies_matchresult_change", args=[row.pk])}"' in html
    assert 'href="/specialties/pathology/"' in html
    assert 'href="https://example.org/tables" rel="noopener noreferrer"' in html
    assert "It &lt;b&gt;is&lt;/b&gt; 14." in html


def test_a_report_on_a_row_that_nobody_knows_shows_the_words(editor, report):
    ErrorReport.objects.update(row="the third number <from> the left")
    assert "the third number &lt;from&gt; the left" in editor.get(change(report)).text


def test_a_long_report_is_named_by_its_first_words(report):
    report.text = "Word. " * 30
    assert len(str(report)) == len(report.page) + len(": ") + 60
    assert str(report).endswith("…")


def test_editors_note_what_came_of_it_and_cannot_change_what_was_said(editor, report):
    said = {"handled": "on", "note": "A slip.", "text": "Other words.", "page": "/x/"}
    assert editor.post(change(report), said).status_code == 302
    report.refresh_from_db()
    assert (report.handled, report.note, report.text) == (True, "A slip.", "It <b>is</b> 14.")
    assert report.page == "/specialties/pathology/"


def test_several_are_marked_as_handled_at_once_and_the_list_shows_what_waits(editor, report):
    waiting = reverse(LIST, query={"handled__exact": 0})
    assert "It &lt;b&gt;is&lt;/b&gt; 14." in editor.get(waiting).text
    editor.post(reverse(LIST), {"action": "mark_handled", "_selected_action": [report.pk]})
    assert "0 error reports" in editor.get(waiting).text


def test_a_report_that_tells_of_a_person_can_be_deleted_and_none_is_made_up(editor, report):
    delete = reverse("admin:reports_errorreport_delete", args=[report.pk])
    editor.post(delete, {"post": "yes"})
    assert not ErrorReport.objects.exists()
    assert editor.get(reverse("admin:reports_errorreport_add")).status_code == 403


def test_a_load_of_shipped_content_leaves_reports_alone(report):
    said = ErrorReport.objects.values().get()
    load.load()
    assert ErrorReport.objects.values().get() == said


def test_a_report_leads_to_a_correction_with_its_page_and_row_filled_in(editor, report):
    ErrorReport.objects.update(page="/specialties/pathology/?score=241")
    link = re.search(r'href="([^"]*/correction/add/[^"]*)"', editor.get(change(report)).text)[1]
    address = unescape(link)
    assert "score" not in address
    form = editor.get(address).context["adminform"].form
    filled = {name: form[name].value() for name in ["page", "row", "noticed", "slug"]}
    today = timezone.localdate()
    assert filled == {
        "page": "/specialties/pathology/",
        "row": report.row,
        "noticed": "reader",
        "slug": f"{today}-1",
    }
    words = {"said": "Twelve.", "says": "Fourteen.", "reason": "A slip.", "published": "on"}
    answer = editor.post(address, filled | words | {"made_on": today})
    assert answer.status_code == 302
    assert "Fourteen." in editor.get("/sources/corrections/").text
    assert "Corrected on <a href" in editor.get("/specialties/pathology/").text
