"""A preview shows any page with drafts in place, to staff alone; readers find what they did."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission

from guidance import catalogue
from guidance.models import Outcome, Route, Strategy
from residencies import drafts
from residencies.models import Specialty
from tests.pages import PAGES
from tests.preview.conftest import PREFIX
from tests.signing_in import sign_in

HIDDEN = "take-each-step-when-ready"
WITHOUT = ("/report/", "/shortlist/", "/me/share/", "/me/deleted/")


@pytest.fixture(scope="module")
def read():
    """What previews of the shipped content read, for the tests that visit many pages."""
    return {}


@pytest.fixture
def quick(read, reading_once):
    reading_once(read)


@pytest.fixture
def hidden(db, draft):
    """The address of a strategy that is a draft."""
    return draft(Strategy.objects.get(slug=HIDDEN))


def test_a_draft_of_any_kind_has_a_preview_and_stays_hidden_from_readers(
    editor, draft, one_of_each, reading_once
):
    addresses = {draft(row): row for row in one_of_each}
    reading_once({})
    for address, row in addresses.items():
        page, _, place = address.partition("#")
        response, public = editor.get(PREFIX + page), editor.get(page)
        title = str(row.backup) if hasattr(row, "backup") else str(row)
        assert response.status_code == 200, address
        assert title in unescape(response.text), address
        if place:
            assert f'id="{place}"' in response.text, address
            assert f'id="{place}"' not in public.text, address
        else:
            assert public.status_code == 404, address


def test_a_correction_that_is_not_published_stands_on_its_page_and_in_the_list(
    editor, draft, correction
):
    address = draft(correction).partition("#")[0]
    for page in [address, correction.page]:
        assert "test-correction" not in editor.get(page).text
    assert "It said one." in editor.get(PREFIX + address).text


def test_a_route_that_is_a_draft_can_be_walked_to_its_end(editor, draft):
    address = draft(Route.objects.get(slug="visa"))
    draft(Outcome.objects.get(slug="j-1-route"))
    assert editor.get(f"{address}nothing/both/yes/").status_code == 404
    walked = editor.get(f"{PREFIX}{address}nothing/both/yes/")
    assert walked.status_code == 200
    assert f'href="{PREFIX}{address}"' in walked.text


def test_the_banner_says_what_the_page_is_and_leads_to_its_form(editor, draft):
    row = Strategy.objects.get(slug=HIDDEN)
    page = editor.get(PREFIX + draft(row, "review")).text
    assert "This page itself: <b>in review</b>" in page
    assert f'href="/admin/guidance/strategy/{row.pk}/change/"' in page
    assert f'href="http://testserver{row.get_absolute_url()}"' in page


def test_what_is_draft_is_marked_wherever_it_is_linked_and_nothing_else_is(editor, hidden):
    page = editor.get(f"{PREFIX}/strategies/").text
    marked = re.findall(r'<a href="([^"]*)"[^>]*>[^<]*<span class="tag">(\w+)</span>', page)
    assert marked == [(PREFIX + hidden, "Draft")]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("address", [each for each in PAGES if not each.startswith(WITHOUT)])
def test_every_public_page_has_a_preview_that_says_so(editor, address):
    response, public = editor.get(PREFIX + address), editor.get(address)
    assert response.status_code == public.status_code
    if public.status_code == 200:
        assert response.text.count("Preview: not public.") == 1
        assert "Preview" not in public.text
        assert "data-hx-" not in response.text


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("address", ["/", "/strategies/", "/specialties/pathology/", "/me/plan/"])
def test_links_stay_in_the_preview_or_lead_to_what_has_none(editor, address):
    links = re.findall(r'<a\b[^>]*\shref="(/[^"]*)"', editor.get(PREFIX + address).text)
    leaving = {each for each in links if not each.startswith(f"{PREFIX}/")}
    known = re.compile(r"/(admin|shortlist|report|me/share|me/plan\.ics)\b|[^?#]*\.(csv|json)\b")
    assert links
    assert [each for each in leaving if not known.match(each)] == []


def test_a_page_that_leads_on_leads_on_within_the_preview(editor):
    response = editor.get(f"{PREFIX}/match/")
    assert response["Location"].startswith(f"{PREFIX}/match/20")


@pytest.mark.parametrize(
    "address", ["/nothing/", "/admin/", "/staff/", "/report/", "/robots.txt", "/me/plan.ics"]
)
def test_what_is_no_page_for_readers_has_no_preview(editor, address):
    response = editor.get(PREFIX + address)
    assert response.status_code == 404
    assert "Nothing to preview here" in response.text


# Who may see one, and what nobody else finds.


def test_visitors_are_led_to_sign_in_whether_or_not_there_is_a_draft(client, hidden):
    for address in [hidden, "/nothing/"]:
        response = client.get(PREFIX + address)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_a_password_alone_opens_no_preview(client, admin_user, hidden):
    client.force_login(admin_user)
    assert client.get(PREFIX + hidden).status_code == 302


@pytest.mark.parametrize(
    ("role", "status"), [("Author", 200), ("Publisher", 200), ("Administrator", 403)]
)
def test_who_may_read_every_draft_may_see_previews(client, django_user_model, hidden, role, status):
    user = django_user_model.objects.create(username="member", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    assert sign_in(client, user).get(PREFIX + hidden).status_code == status


def test_who_may_read_one_kind_of_content_only_sees_no_previews(client, django_user_model, hidden):
    user = django_user_model.objects.create(username="member", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_strategy"))
    assert sign_in(client, user).get(PREFIX + hidden).status_code == 403


def test_a_preview_is_kept_by_no_cache_and_no_search_engine(editor, hidden):
    for address in [hidden, "/nothing/", "/match/"]:
        response = editor.get(PREFIX + address)
        assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
        assert "Cookie" in response["Vary"]
        assert response["X-Robots-Tag"] == "noindex"


def test_nothing_can_be_sent_to_a_preview(editor, hidden):
    assert editor.post(PREFIX + hidden).status_code == 405


def test_a_preview_leaves_what_is_held_for_readers_alone(editor, hidden):
    before = catalogue.current()
    assert HIDDEN not in before.strategies
    editor.get(PREFIX + hidden)
    assert catalogue.current() is before
    assert HIDDEN not in editor.get("/strategies/").text


def test_a_reader_who_asks_while_a_preview_is_made_gets_no_draft(editor, hidden):
    held = catalogue.current()
    with drafts.in_place(), ThreadPoolExecutor(1) as other:
        assert HIDDEN in catalogue.current().strategies
        assert other.submit(drafts.kept).result() is None
    assert drafts.kept() is None
    assert catalogue.current() is held


def test_a_preview_that_fails_leaves_no_draft_behind(editor, hidden):
    with pytest.raises(ZeroDivisionError), drafts.in_place():
        1 / 0  # noqa: B018
    assert HIDDEN not in catalogue.current().strategies


def test_a_specialty_that_is_not_published_is_in_every_list_of_the_preview(editor, draft):
    address = draft(Specialty.objects.get(slug="pathology"))
    for page in ["/specialties/", "/landscape/"]:
        assert address not in editor.get(page).text
        assert f'href="{PREFIX}{address}' in editor.get(PREFIX + page).text
