"""The pages of one reader, previewed with answers that an editor chose."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from guidance.models import Audience, Strategy
from imgpath.me import cookie
from tests.preview.conftest import PREFIX
from tests.signing_in import sign_in

VISA = "citizenship=other&needs_visa=yes&passed_step3=no"
ADVICE = f"{PREFIX}/me/advice/"
DRAFT = "take-step-3-early-for-h-1b"


def test_the_advice_is_that_of_a_reader_with_these_answers(editor):
    sent = {"citizenship": "other", "needs_visa": "yes", "passed_step3": "no"}
    editor.post("/me/advice/", sent)
    own = editor.get("/me/advice/").text
    editor.cookies.pop(cookie.COOKIE.name)
    told = re.compile(r'<ul class="told">.*?</ul>', re.DOTALL)
    previewed = editor.get(f"{ADVICE}?{VISA}").text.replace(PREFIX, "")
    assert told.findall(own)
    assert told.findall(previewed) == told.findall(own)


def test_a_draft_is_among_the_advice_and_marked(editor, draft):
    draft(Strategy.objects.get(slug=DRAFT))
    marked = re.compile(rf'{DRAFT}/">((?!</a>).)*<span class="tag">Draft</span>')
    assert marked.search(editor.get(f"{ADVICE}?{VISA}").text)
    assert marked.search(editor.get(f"{PREFIX}/me/plan/?{VISA}").text)
    assert not marked.search(editor.get(f"{ADVICE}?needs_visa=no").text)


def test_the_banner_says_who_the_reader_is(editor):
    page = editor.get(f"{ADVICE}?{VISA}&score=241").text
    assert "Do you need a visa to train in the US? <b>Yes</b>" in page
    assert "Your Step 2 CK score <b>241</b>" in page
    assert "As a reader who has answered nothing." in editor.get(ADVICE).text


def test_an_answer_that_cannot_be_is_named_and_counts_as_not_given(editor):
    page = editor.get(f"{ADVICE}?citizenship=us&needs_visa=yes&score=many").text
    assert "A US citizen or a green-card holder needs no visa." in page
    assert "<b>Your Step 2 CK score</b>: Type it in digits" in page
    assert "It counts as not answered." in page


@pytest.mark.parametrize("page", ["", "advice/", "specialties/", "plan/"])
def test_the_answers_go_along_between_the_pages_of_the_reader(editor, page):
    html = editor.get(f"{PREFIX}/me/{page}?{VISA}&more=1").text
    for other in ["", "advice/", "specialties/", "plan/"]:
        assert f'href="{PREFIX}/me/{other}?{VISA.replace("&", "&amp;")}"' in html


def test_changing_an_answer_asks_for_the_same_page_of_the_preview(editor):
    html = editor.get(f"{PREFIX}/me/specialties/?{VISA}").text
    assert f'method="get" action="{PREFIX}/me/specialties/"' in html
    assert 'method="post"' not in html.replace('method="post" action="/shortlist/"', "")


def test_the_editors_own_answers_are_neither_read_nor_changed(editor):
    editor.post("/me/advice/", {"needs_visa": "yes"})
    kept = editor.cookies[cookie.COOKIE.name].value
    response = editor.get(f"{ADVICE}?needs_visa=no")
    assert cookie.COOKIE.name not in response.cookies
    assert editor.cookies[cookie.COOKIE.name].value == kept
    assert "As a reader who has answered nothing." in editor.get(ADVICE).text


# The ways there.


def follow(editor, page, words):
    """Return the page that a link of another leads to."""
    link = re.search(rf'<a href="([^"]*)">{re.escape(words)}</a>', page)
    return editor.get(unescape(link[1])).text


def test_from_an_item_one_sees_it_among_the_advice_of_someone_it_is_for(editor):
    row = Strategy.objects.get(slug="plan-the-waiver-early")
    form = editor.get(reverse("admin:guidance_strategy_change", args=[row.pk])).text
    page = follow(editor, form, "Who sees this")
    assert "Do you need a visa to train in the US? <b>Yes</b>" in page
    found = rf'<a href="{PREFIX}{row.get_absolute_url()}">[^<]*<span class="tag">This one</span>'
    assert re.search(found, page)
    assert "<details>" not in page


def test_an_item_that_nobody_is_told_says_so_on_its_form(editor):
    row = Strategy.objects.get(slug="plan-the-waiver-early")
    row.not_for.set(row.audiences.all())
    form = editor.get(reverse("admin:guidance_strategy_change", args=[row.pk])).text
    assert "Nobody is told this" in form
    assert "Who sees this" not in form


def test_the_first_page_leads_to_the_questions_and_to_each_situation(editor, reading_once):
    reading_once({})
    home = editor.get(reverse("admin:index")).text
    assert "Where do you stand?" in follow(editor, home, "As a reader whose answers you choose")
    for audience in Audience.objects.all():
        page = follow(editor, home, f"Someone who answers that they {audience.name}")
        assert "As a reader who answered: " in page, audience
        assert "It counts as not answered" not in page, audience


def test_who_may_not_see_previews_is_offered_none(client, django_user_model):
    user = django_user_model.objects.create(username="member", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_strategy"))
    sign_in(client, user)
    row = Strategy.objects.first()
    for address in [
        reverse("admin:index"),
        reverse("admin:guidance_strategy_change", args=[row.pk]),
    ]:
        assert PREFIX not in client.get(address).text
