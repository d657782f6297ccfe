"""Who may import a table is who may change each of its rows."""

import pytest
from django.contrib.auth.models import Permission, User

from imgpath.content.models import TableImport
from residencies.models import MatchResult
from tests.content.tables.files import ADD, MATCH, at, csv_file
from tests.signing_in import sign_in

LIST = "/admin/content/tableimport/"
ROW = ["Pathology", 2027, "PGY-1", 40, 30, 10, 5, 1, 2, 12]


@pytest.mark.parametrize(
    ("role", "reads", "imports"),
    [
        ("Author", 200, 403),
        ("Editor", 200, 200),
        ("Publisher", 200, 200),
        ("Administrator", 403, 403),
    ],
)
def test_editors_and_publishers_import_and_authors_look(as_role, role, reads, imports):
    client = as_role(role)
    assert client.get(LIST).status_code == reads
    assert client.get(ADD).status_code == imports


def test_an_editor_imports_a_table_and_undoes_it(as_role, upload, press):
    client = as_role("Editor")
    table = upload(client, csv_file([MATCH, ROW]))
    press(client, table, "_import", accepted="on")
    assert MatchResult.objects.filter(year=2027).exists()
    press(client, table, "_undo")
    assert not MatchResult.objects.filter(year=2027).exists()


def test_an_author_sees_a_table_and_presses_no_button(as_role, admin_user, upload, client):
    table = upload(sign_in(client, admin_user), csv_file([MATCH, ROW]))
    author = as_role("Author")
    page = author.get(at(table))
    assert page.status_code == 200
    assert not any(button in page.text for button in ["_import", "_replace", "Discard"])
    for button in ["_import", "_replace", "_undo"]:
        assert author.post(at(table), {button: "1"}).status_code == 403


def test_nobody_imports_rows_that_they_may_not_change(client, send, upload, admin_user):
    table = upload(sign_in(client, admin_user), csv_file([MATCH, ROW]))
    user = User.objects.create(username="narrow", is_staff=True)
    names = ["add_tableimport", "change_tableimport", "view_tableimport", "view_source"]
    names += [f"{right}_stateresult" for right in ("add", "change")]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    narrow = sign_in(client, user)
    choices = narrow.get(ADD).context["adminform"].form.fields["kind"].choices
    assert [label for label, _ in choices] == ["residencies.stateresult"]
    answer = send(narrow, csv_file([MATCH, ROW]))
    assert "kind" in answer.context["adminform"].form.errors
    assert narrow.post(at(table), {"_import": "1"}).status_code == 403
    assert TableImport.objects.count() == 1


def test_without_a_second_factor_nobody_gets_in(client, admin_user, upload):
    table = upload(sign_in(client, admin_user), csv_file([MATCH, ROW]))
    client.logout()
    client.force_login(admin_user)
    for address in [LIST, ADD, at(table)]:
        assert client.get(address).status_code == 302
