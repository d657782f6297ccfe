"""A table is looked at first, then imported whole or not at all, and leaves a record."""

import re
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry

from imgpath.content.models import ContentRevision, TableImport
from residencies.models import MatchResult, Revision
from tests.content.tables.files import MATCH, at, csv_file, xlsx_file

GROUPS = [10, 5, 1, 2, 12]
PATHOLOGY = ["Pathology", 2027, "PGY-1", 40, 30, *GROUPS]


def here(specialty="pathology", year=2027):
    return MatchResult.objects.filter(specialty__slug=specialty, year=year).first()


@pytest.mark.parametrize("file", [csv_file, xlsx_file])
def test_next_years_rows_are_imported_with_their_source(
    admin_client, admin_user, upload, press, news, file
):
    table = upload(admin_client, file([MATCH, PATHOLOGY, ["Surgery", 2027, "pgy1", 9, 9]]))
    assert here() is None
    answer = press(admin_client, table, "_import", accepted="on")
    assert "Imported: 2 rows made, 0 changed." in answer.text
    row = here()
    assert (row.offered, row.filled, row.us_img, row.non_us_img) == (40, 30, 2, 12)
    assert (row.source, row.grade, row.track) == (news, "B", "pgy1")
    assert here("general-surgery").us_img is None


def test_looking_writes_nothing(admin_client, upload):
    before = Revision.current()
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    page = admin_client.get(at(table))
    assert [line.name for line in page.context["judgement"].of("new")] == ["Pathology, 2027, PGY-1"]
    assert here() is None
    assert Revision.current() == before
    assert not ContentRevision.objects.exists()


def test_every_row_is_on_record_and_the_import_too(admin_client, admin_user, upload, press):
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY], "march.csv"))
    press(admin_client, table, "_import", accepted="on")
    table.refresh_from_db()
    assert (table.made, table.changed, table.imported_by) == (1, 0, admin_user)
    (revision,) = ContentRevision.objects.all()
    assert (revision.via, revision.actor, revision.table_import) == ("import", admin_user, table)
    assert (revision.key, revision.before) == ("pathology/2027/pgy1", None)
    assert "march.csv" in revision.note
    assert LogEntry.objects.first().change_message == "Imported: 1 row made, 0 changed."


def test_readers_see_it_on_the_next_request(admin_client, client, upload, press):
    address = "/specialties/pathology/"
    before = client.get(address).text
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    press(admin_client, table, "_import", accepted="on")
    assert client.get(address).text != before
    assert "Pathology, 2027, PGY-1" in client.get("/changes/").text


def test_a_row_that_is_here_shows_old_and_new_and_takes_the_new_source(
    admin_client, upload, press, news
):
    row = MatchResult.objects.get(specialty__slug="pathology", year=2026)
    row.derivation = "Summed by us."
    row.save()
    first = [getattr(row, name) for name in ["offered", "filled", "us_md_senior"]]
    changed = ["Pathology", 2026, "PGY-1", first[0] + 1]
    table = upload(admin_client, csv_file([MATCH[:4], changed]))
    page = admin_client.get(at(table))
    (line,) = page.context["judgement"].of("changed")
    assert f"<del>{first[0]}</del><ins>{first[0] + 1}</ins>" in page.text
    press(admin_client, table, "_import", accepted="on")
    row.refresh_from_db()
    assert (row.offered, row.filled) == (first[0] + 1, first[1])
    assert (row.source, row.grade, row.derivation) == (news, "B", "")
    assert not row.also_in.exists()


def test_a_row_that_says_the_same_keeps_its_source_and_is_not_touched(
    admin_client, upload, press, news
):
    row = MatchResult.objects.filter(specialty__slug="pathology", year=2026).get()
    same = ["pathology", 2026, "PGY-1", row.offered, row.filled]
    table = upload(admin_client, csv_file([MATCH[:5], same]))
    page = admin_client.get(at(table))
    assert page.context["judgement"].counts == {"same": 1}
    assert 'name="_import"' not in page.text
    press(admin_client, table, "_import")
    row.refresh_from_db()
    assert row.source != news
    assert not ContentRevision.objects.exists()


def test_one_row_that_is_refused_keeps_all_of_them_out(admin_client, upload, press):
    wrong = ["Surgery", 2027, "pgy1", 9, 10]
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY, wrong]))
    page = admin_client.get(at(table))
    (line,) = page.context["refused"]
    assert line.number == 3
    (mistake,) = line.mistakes
    assert (mistake.column, mistake.letter) == ("Filled", "E")
    assert mistake.what == "10 positions cannot be filled when 9 were offered."
    assert 'name="_import"' not in page.text
    answer = press(admin_client, table, "_import", accepted="on")
    assert "a row is refused" in answer.text
    assert here() is None


def test_another_file_takes_the_place_of_one_that_was_wrong(admin_client, upload, press):
    table = upload(admin_client, csv_file([MATCH, ["Surgery", 2027, "pgy1", "nine"]]))
    press(admin_client, table, "_replace", file=csv_file([MATCH, PATHOLOGY], "right.csv"))
    table = TableImport.objects.get()
    assert table.file_name == "right.csv"
    assert admin_client.get(at(table)).context["judgement"].counts == {"new": 1}
    answer = press(admin_client, table, "_replace", file=csv_file([["Year"]], "wrong.csv"))
    assert "There are no rows below the headings." in answer.text
    assert TableImport.objects.get().file_name == "right.csv"


def test_what_changed_since_it_was_looked_at_is_shown_again(admin_client, upload):
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    seen = admin_client.get(at(table)).context["judgement"].fingerprint
    other = MatchResult.objects.get(specialty__slug="pathology", year=2026)
    other.pk, other.year, other.us_img = None, 2027, other.us_img
    other.save()
    form = {"seen": seen, "accepted": "on", "_import": "1"}
    answer = admin_client.post(at(table), form, follow=True)
    assert "something changed since you looked" in answer.text
    assert answer.context["judgement"].counts == {"changed": 1}
    assert here().offered == other.offered
    assert not ContentRevision.objects.exists()


def test_a_table_is_imported_once(admin_client, upload, press):
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    seen = admin_client.get(at(table)).context["judgement"].fingerprint
    press(admin_client, table, "_import", accepted="on")
    again = admin_client.post(at(table), {"seen": seen, "_import": "1"}, follow=True)
    assert "It was imported already." in again.text
    assert ContentRevision.objects.count() == 1


def test_a_source_is_needed(admin_client, send):
    file = csv_file([MATCH, PATHOLOGY])
    answer = admin_client.post("/admin/content/tableimport/add/", {"file": file})
    errors = answer.context["adminform"].form.errors
    assert list(errors) == ["kind", "source"]


def test_a_table_whose_source_was_deleted_says_so(admin_client, upload, news):
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    news.delete()
    assert "Its source was deleted." in admin_client.get(at(table)).text


def test_an_upload_is_discarded_and_an_import_is_kept(admin_client, upload, press):
    discard = "/admin/content/tableimport/{}/delete/"
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    admin_client.post(discard.format(table.pk), {"post": "yes"})
    assert not TableImport.objects.exists()
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    press(admin_client, table, "_import", accepted="on")
    assert admin_client.post(discard.format(table.pk), {"post": "yes"}).status_code == 403


def test_a_table_that_was_only_looked_at_waits_on_the_first_page(admin_client, upload, press):
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    waiting = "/admin/content/tableimport/?imported_at__isnull=True"
    assert f'href="{waiting}">Table imports: 1</a>' in admin_client.get("/admin/").text
    assert admin_client.get(waiting).context["cl"].result_count == 1
    press(admin_client, table, "_import", accepted="on")
    assert waiting not in admin_client.get("/admin/").text
    assert "imported" in admin_client.get("/admin/content/tableimport/").text.lower()


def test_what_an_import_made_counts_as_made_here(admin_client, upload, press):
    table = upload(admin_client, csv_file([MATCH, PATHOLOGY]))
    press(admin_client, table, "_import", accepted="on")
    found = re.search(r'href="([^"]+)">Made: (\d+)<', admin_client.get("/admin/").text)
    assert found[2] == "2"  # the row, and its source
    listed = admin_client.get(unescape(found[1])).context["cl"].queryset
    assert [each.key for each in listed] == ["pathology/2027/pgy1"]
