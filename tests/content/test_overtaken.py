"""A form that somebody else, or a release, overtook: nothing typed and nothing saved is lost."""

import pytest

from imgpath.content.models import ContentRevision
from residencies.models import Source

from .test_history import filled, opened, page

OLD = "You need a visa"


@pytest.fixture
def form(admin_client, shipment, challenge):
    """What an editor opened before others came."""
    shipment.load()
    return opened(admin_client, challenge())


def shown(response, name):
    return response.context["adminform"].form[name].value()


def test_a_form_that_nobody_overtook_is_saved(admin_client, challenge, form):
    response = admin_client.post(page("change", challenge()), form | {"title": "Typed"})
    assert response.status_code == 302
    assert challenge().title == "Typed"


def test_what_both_changed_is_shown_and_what_was_typed_stands_in_the_form(
    admin_client, challenge, edit, form
):
    edit(challenge(), title="Saved by somebody else")
    address = page("change", challenge())
    response = admin_client.post(address, form | {"title": "Typed here"})
    assert response.status_code == 200
    assert challenge().title == "Saved by somebody else"
    assert "this changed while you were writing" in response.text
    assert "<ins>Saved by somebody else</ins>" in response.text
    assert "You changed it too: to save replaces theirs" in response.text
    assert shown(response, "title") == "Typed here"
    again = form | {"title": "Typed here", "seen": response.context["seen"]}
    assert admin_client.post(address, again).status_code == 302
    assert challenge().title == "Typed here"
    assert ContentRevision.objects.first().before == {"title": "Saved by somebody else"}


def test_what_only_the_other_changed_is_taken_into_the_form(
    admin_client, shipment, challenge, form
):
    shipment.ship("residencies.source", "other", slug="match-s02")
    values = {"summary": "Shipped anew.", "weight": 5, "as_of": "2026-11-27"}
    shipment.ship("guidance.challenge", "sample", **values, sources=[["match-s02"]])
    shipment.load(release="r2")
    response = admin_client.post(page("change", challenge()), form | {"title": "Typed here"})
    assert response.status_code == 200
    assert response.text.count("Taken into the form") == 4
    assert "by a release" in response.text
    assert shown(response, "title") == "Typed here"
    assert shown(response, "summary") == "Shipped anew."
    assert shown(response, "sources") == [str(Source.objects.get(slug="match-s02").pk)]
    assert admin_client.post(page("change", challenge()), filled(response)).status_code == 302
    found = challenge()
    assert (found.title, found.summary, found.weight) == ("Typed here", "Shipped anew.", 5)
    assert str(found.as_of) == "2026-11-27"
    assert [each.slug for each in found.sources.all()] == ["match-s02"]


def test_a_mistake_in_an_overtaken_form_keeps_what_was_typed_too(
    admin_client, challenge, edit, form
):
    edit(challenge(), title="Saved by somebody else", summary="Theirs.")
    data = form | {"title": "Typed here", "as_of": "not a date"}
    response = admin_client.post(page("change", challenge()), data)
    assert shown(response, "title") == "Typed here"
    assert shown(response, "as_of") == "not a date"
    assert shown(response, "summary") == "Theirs."
    assert "Enter a valid date." in response.text


def test_a_mistake_in_a_form_does_not_forget_what_it_was_opened_with(
    admin_client, challenge, edit, form
):
    wrong = admin_client.post(page("change", challenge()), form | {"as_of": "not a date"})
    edit(challenge(), title="Saved by somebody else")
    again = form | {"title": "Typed here", "seen": wrong.context["seen"]}
    response = admin_client.post(page("change", challenge()), again)
    assert "Saved by somebody else</ins>" in response.text
    assert challenge().title == "Saved by somebody else"


def test_the_same_change_made_twice_asks_nothing(admin_client, challenge, edit, form):
    edit(challenge(), title="The same")
    response = admin_client.post(page("change", challenge()), form | {"title": "The same"})
    assert response.text.count("Taken into the form") == 1
    assert shown(response, "title") == "The same"


@pytest.mark.parametrize("seen", ["", "not json", "[1]", '"x"', "{}", '{"title": 3}'])
def test_a_form_that_carries_nonsense_is_looked_at_again_and_loses_nothing(
    admin_client, challenge, form, seen
):
    data = form | {"title": "Typed here", "seen": seen}
    response = admin_client.post(page("change", challenge()), data)
    assert response.status_code == 200
    assert shown(response, "title") == "Typed here"
    assert challenge().title == OLD
