"""Programs in the admin: found, looked at, and changed by nobody."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from imgpath.programs.models import Program, ProgramFill
from tests.programs import made_up
from tests.signing_in import sign_in

LIST = reverse("admin:programs_program_changelist")


def found(response):
    return {each.code for each in response.context["cl"].result_list}


def page(code, name="change"):
    return reverse(f"admin:programs_program_{name}", args=[Program.objects.get(code=code).pk])


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"q": "coast"}, {"9002120C0"}),
        ({"q": "9001140P"}, {"9001140P0"}),
        ({"state": "New York"}, {"9003040A0"}),
        ({"track": "P"}, {"9001140P0"}),
        ({"filled": "no"}, {"9001140P0", "9002120C0", "9001987C0"}),
        ({"specialty__isnull": "True"}, {"9001987C0"}),
    ],
)
def test_a_program_is_found_by_words_and_filters(editor, loaded, query, codes):
    assert found(editor.get(LIST, query)) == codes


def test_a_program_shows_how_it_filled_and_leads_to_the_site(editor, loaded):
    response = editor.get(page("9001140P0"))
    assert "how it filled, before SOAP" in response.text.lower().replace("soap", "SOAP")
    (inline,) = response.context["inline_admin_formsets"]
    assert [form.instance.filled for form in inline.formset.forms] == [3, 6, 6]
    assert "/programs/?q=9001140P0" in response.text


def test_nobody_changes_adds_or_deletes_one(editor, loaded):
    before = list(ProgramFill.objects.values())
    assert editor.post(page("9001140P0"), {"name": "Mine"}).status_code == 403
    assert editor.post(page("9001140P0", "delete"), {"post": "yes"}).status_code == 403
    assert editor.get(reverse("admin:programs_program_add")).status_code == 403
    assert list(ProgramFill.objects.values()) == before
    assert not Program.objects.filter(name="Mine").exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [("Author", 200), ("Editor", 200), ("Publisher", 200), ("Administrator", 403)],
)
def test_who_keeps_content_may_look_at_programs(client, loaded, role, status):
    user = User.objects.create(username="ana", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    sign_in(client, user)
    assert client.get(LIST).status_code == status
    assert client.get(page("9001140P0")).status_code == status


def test_the_list_asks_as_often_for_many_as_for_few(
    editor, loaded, django_assert_max_num_queries, django_assert_num_queries
):
    editor.get(LIST)
    with django_assert_max_num_queries(12) as few:
        editor.get(LIST)
    made_up.fill(400, range(2024, 2027))
    with django_assert_num_queries(len(few)):
        editor.get(LIST)
