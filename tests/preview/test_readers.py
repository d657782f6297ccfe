"""The pages of one reader, previewed with answers that an editor chose."""

import re

import pytest

from guidance.models import Strategy
from imgpath.me import cookie
from tests.preview.conftest import PREFIX

VISA = "citizenship=other&needs_visa=yes&passed_step3=no"
ADVICE = f"{PREFIX}/me/advice/"
DRAFT = "take-step-3-early-for-h-1b"


def test_the_advice_is_that_of_a_reader_with_these_answers(editor):
    sent = {"citizenship": "other", "needs_visa": "yes", "passed_step3": "no"}
    editor.post("/me/advice/", sent)
    own = editor.get("/me/advice/").text
    editor.cookies.pop(cookie.NAME)
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
    kept = editor.cookies[cookie.NAME].value
    response = editor.get(f"{ADVICE}?needs_visa=no")
    assert cookie.NAME not in response.cookies
    assert editor.cookies[cookie.NAME].value == kept
    assert "As a reader who has answered nothing." in editor.get(ADVICE).text
