"""The admin of routes: an answer that would go back, or astray, is refused beside its field."""

import pytest
from django.urls import reverse

from guidance.models import Outcome, RouteAnswer, RouteQuestion
from residencies.models import Revision

ADD = "admin:guidance_routeanswer_add"


@pytest.fixture
def typed(db):
    """What an editor types for an answer that leads to a later question."""
    asked = RouteQuestion.objects.in_bulk(field_name="slug")
    return {
        "question": asked["visa-offer"].pk,
        "number": 9,
        "label": "A test",
        "slug": "test",
        "leads_to": asked["visa-step-3"].pk,
        "outcome": "",
    }


def test_an_answer_is_added_and_the_site_offers_it(editor, typed):
    before = Revision.current()
    assert editor.post(reverse(ADD), typed).status_code == 302
    assert Revision.current() != before
    assert "A test" in editor.get("/routes/visa/nothing/").text
    assert editor.get("/routes/visa/nothing/test/yes/").status_code == 200


@pytest.mark.parametrize(
    ("leads_to", "words"),
    [
        ("visa-status", "does not come after this question"),
        ("visa-offer", "does not come after this question"),
        ("group-permit", "belongs to another route"),
    ],
)
def test_an_answer_that_goes_back_or_to_another_route_is_refused(editor, typed, leads_to, words):
    typed["leads_to"] = RouteQuestion.objects.get(slug=leads_to).pk
    errors = editor.post(reverse(ADD), typed).context["adminform"].form.errors
    assert words in str(errors["leads_to"])
    assert not RouteAnswer.objects.filter(slug="test").exists()


@pytest.mark.parametrize("both", [True, False])
def test_an_answer_leads_to_one_thing(editor, typed, both):
    typed |= {"outcome": Outcome.objects.first().pk} if both else {"leads_to": ""}
    errors = editor.post(reverse(ADD), typed).context["adminform"].form.errors
    assert "to a question or to an outcome, not both" in str(errors["__all__"])
    assert not RouteAnswer.objects.filter(slug="test").exists()
