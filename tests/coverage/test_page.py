"""The map of coverage: what it says, where it leads, and who may open it."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from guidance.models import Audience, Strategy
from residencies.models import Revision
from tests.residencies.markup import by_id, text, tree
from tests.signing_in import sign_in

MAP = "/admin/coverage/"
VISA = "needs-a-visa"


@pytest.fixture
def shown(editor):
    """Return a function that gives the map: {who: [what stands in each cell]}."""

    def _shown(query=""):
        table = by_id(tree(editor.get(MAP + query).text), "coverage")
        rows = {}
        for row in table.iter("tr"):
            cells = [" ".join(text(each).split()) for each in row.iter("td")]
            if cells:
                head = next(row.iter("th"))
                rows[(head.text or "").strip()] = cells
        return rows

    return _shown


def link(page, words):
    """Return the address of the link that says this and no more to who sees the page."""
    return unescape(re.search(rf'<a href="([^"]*)">{re.escape(words)}<', page)[1])


def test_each_kind_of_reader_has_a_row_and_each_kind_of_item_a_column(shown):
    rows = shown()
    assert len(rows) == 25
    assert {len(cells) for cells in rows.values()} == {5}
    assert rows["need a visa"][4] == "6, at least 6 6 for them"


def test_a_row_leads_to_the_advice_of_such_a_reader(editor):
    page = editor.get(f"{MAP}?with=visa").text
    advice = editor.get(link(page, "Their advice")).text
    brought = re.findall(r"You said that you need a visa\.", advice)
    assert brought
    assert "Do you need a visa to train in the US? <b>Yes</b>" in advice


def test_readers_who_give_two_answers_have_an_address(editor, shown):
    page = editor.get(link(editor.get(MAP).text, "And another answer")).text
    assert "Readers who <b>are US citizens</b> and also give another answer." in page
    rows = shown("?with=not-matched")
    assert "did not match" in rows
    assert "… need a visa" in rows
    assert "… are interviewing" not in rows


@pytest.mark.parametrize("query", ["?with=nobody", "?with=&drafts=2", "?with=a&with=b", "?x=%00"])
def test_any_query_is_a_page(editor, query):
    response = editor.get(MAP + query)
    assert response.status_code == 200
    assert "are of any kind" in response.text


def test_thin_spots_are_named_in_words_and_lead_to_a_new_item_for_these_readers(editor):
    audience = Audience.objects.get(slug="graduated-up-to-2-years-ago")
    for items in (audience.challenges, audience.strategies, audience.questions):
        items.clear()
    Revision.bump()
    page = editor.get(MAP).text
    assert "Thin: 1 for them" in page
    audience.pathways.clear()
    Revision.bump()
    page = editor.get(MAP).text
    assert "Thin: nothing for them" in page
    address = reverse("admin:guidance_strategy_add", query={"audiences": audience.pk})
    assert f'href="{address}"' in page
    form = editor.get(address).text
    assert f'<option value="{audience.pk}" selected>{audience}</option>' in form


def test_where_no_audience_names_them_one_is_added_first_with_its_conditions(editor):
    page = editor.get(f"{MAP}?with=visa").text
    address = next(
        unescape(each)
        for each in re.findall(r'href="(/admin/guidance/audience/add/[^"]*)"', page)
        if "failed_an_exam=true" in each
    )
    form = editor.get(address).context["adminform"].form
    assert form["name"].value() == "need a visa and failed an exam"
    assert form["needs_visa"].value() == form["failed_an_exam"].value() == "true"
    sent = {name: form[name].value() for name in ["name", "slug", "needs_visa", "failed_an_exam"]}
    sent |= {"because": "You said so.", "has_research": "unknown", "passed_step3": "unknown"}
    editor.post(reverse("admin:guidance_audience_add"), sent)
    made = Audience.objects.get(slug="need-a-visa-and-failed-an-exam")
    assert (made.needs_visa, made.failed_an_exam, made.has_research) == (True, True, None)
    again = editor.get(f"{MAP}?with=visa").text
    assert unescape(again).count(address) == 0


def test_every_form_that_it_leads_to_opens_and_takes_what_is_filled_in(editor):
    pages = [editor.get(MAP).text, editor.get(f"{MAP}?with=months-to-0").text]
    forms = {
        unescape(each) for page in pages for each in re.findall(r'href="(/admin/guid[^"]*)', page)
    }
    assert len(forms) > 20
    for address in forms:
        response = editor.get(address)
        assert response.status_code == 200, address
        assert "audiences=" in address or response.context["adminform"].form["name"].value()


def test_drafts_are_counted_when_asked_and_said_to_be_drafts(editor, shown):
    who = "graduated up to 2 years ago"
    audience = Audience.objects.get(slug="graduated-up-to-2-years-ago")
    audience.strategies.clear()
    Revision.bump()
    before = shown()[who][1]
    row = Strategy.objects.get(slug="know-your-plan-b")
    row.audiences.set([audience])
    Strategy.objects.filter(pk=row.pk).update(status="draft")
    Revision.bump()
    assert "None for them" in before
    assert "None for them" in shown()[who][1]
    assert "1 for them, 1 of these not published" in shown("?drafts=1")[who][1]
    page = editor.get(f"{MAP}?with=years-to-2&drafts=1").text
    assert unescape(link(page, "Count what is published alone")) == f"{MAP}?with=years-to-2"


def test_it_asks_the_database_as_much_however_much_is_written(
    editor, django_assert_max_num_queries, django_assert_num_queries
):
    editor.get(MAP)
    with django_assert_max_num_queries(12) as asked:
        editor.get(MAP)
    with django_assert_num_queries(len(asked)):
        editor.get(f"{MAP}?with=visa")
    for number in range(5):
        Audience.objects.create(slug=f"test-{number}", name="are in a test", because="You are.")
    with django_assert_num_queries(len(asked)):
        editor.get(MAP)


@pytest.mark.parametrize(
    ("role", "status"),
    [("Author", 200), ("Editor", 200), ("Publisher", 200), ("Administrator", 403)],
)
def test_who_may_write_content_may_open_it(client, django_user_model, db, role, status):
    user = django_user_model.objects.create(username="member", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    assert sign_in(client, user).get(MAP).status_code == status


def test_an_author_is_led_to_what_an_author_may_add(client, django_user_model, db):
    user = django_user_model.objects.create(username="member", is_staff=True)
    user.groups.add(Group.objects.get(name="Author"))
    page = sign_in(client, user).get(MAP).text
    assert "/admin/guidance/strategy/add/" in page
    assert "/admin/guidance/audience/add/" not in page


def test_others_are_led_to_sign_in_or_refused(client, admin_user, django_user_model):
    assert client.get(MAP).status_code == 302
    client.force_login(admin_user)
    assert client.get(MAP).status_code == 302
    user = django_user_model.objects.create(username="member", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_strategy"))
    assert sign_in(client, user).get(MAP).status_code == 403


def test_it_is_kept_by_no_cache(editor):
    assert "no-store" in editor.get(MAP)["Cache-Control"]
