"""The admin of the guidance: drafting, publishing, and links that lead where they should."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guidance.models import Audience, Challenge, Pathway, Question, Status, Strategy
from residencies.models import Revision

DATES = {"as_of": datetime.date(2026, 1, 1), "review_by": datetime.date(2099, 1, 1)}
CARD = {"title": "Test item", "summary": "Only in tests.", **DATES}
ROUTE = ["open_to", "leads_to", "does_not_lead_to", "first_step"]
ITEMS = {
    Challenge: {**CARD, "body": "Words."},
    Strategy: {**CARD, "why": "Words.", "steps": "- One", "limits": "None."}
    | {"season": "any", "effort": "days", "evidence": "weak"},
    Question: {**DATES, "title": "Test item", "topic": "visa", "answer": "Yes.", "body": "Words."},
    Pathway: {**CARD, **dict.fromkeys(ROUTE, "Words.")},
}
PROSE = [
    *[(Challenge, "body"), (Question, "body")],
    *[(Strategy, name) for name in ["why", "steps", "limits"]],
    *[(Pathway, name) for name in ROUTE],
]


@pytest.fixture
def audience(db):
    return Audience.objects.create(
        slug="test-audience", name="are in a test", because="You are in a test."
    )


def make(model, slug="test-item", **fields):
    return model.objects.create(slug=slug, **ITEMS[model] | fields)


def page(model, name, *args, **query):
    return reverse(f"admin:guidance_{model._meta.model_name}_{name}", args=args, query=query)


def typed(model, **changes):
    """Return a form filled in right, but for the changes."""
    fields = {"status": "draft", **ITEMS[model]} | changes
    if model is Challenge:
        fields.setdefault("weight", 3)
    if model is Strategy:
        answered = Challenge.objects.get_or_create(slug="test-answered", defaults=CARD)[0]
        fields["challenges"] = [answered.pk]
    return fields


@pytest.mark.parametrize("model", ITEMS)
def test_an_item_is_added_as_a_draft_and_moves_the_revision(editor, model):
    before = Revision.current()
    response = editor.post(page(model, "add"), typed(model, slug="test-new"))
    assert response.status_code == 302
    assert model.objects.get(slug="test-new").status == Status.DRAFT
    assert Revision.current() != before


@pytest.mark.parametrize("model", ITEMS)
def test_a_draft_has_no_link_to_the_site_and_a_published_item_has(editor, model):
    item = make(model)
    address, link = page(model, "change", item.pk), f'href="{item.get_absolute_url()}"'
    assert link not in editor.get(address).text
    model.objects.filter(pk=item.pk).update(status=Status.PUBLISHED)
    assert link in editor.get(address).text


@pytest.mark.parametrize("model", ITEMS)
def test_chosen_items_are_published_and_taken_back_together(editor, model):
    items = [make(model, "test-1"), make(model, "test-2")]
    keys = {"_selected_action": [item.pk for item in items]}
    before = Revision.current()
    for action, status, done in [
        ("publish", Status.PUBLISHED, "published"),
        ("return_to_draft", Status.DRAFT, "returned to draft"),
    ]:
        response = editor.post(page(model, "changelist"), keys | {"action": action}, follow=True)
        assert f"2 {model._meta.verbose_name_plural} {done}." in response.text
        statuses = model.objects.filter(pk__in=keys["_selected_action"])
        assert {item.status for item in statuses} == {status}
        assert Revision.current() != before
        before = Revision.current()
    for item in items:
        entries = LogEntry.objects.filter(object_id=item.pk).order_by("pk")
        assert [entry.get_change_message() for entry in entries] == ["Changed status."] * 2


def test_publishing_moves_the_revision_once(editor, monkeypatch):
    bumps = []
    monkeypatch.setattr(Revision, "bump", lambda: bumps.append(1))
    keys = {"_selected_action": [make(Challenge, "test-1").pk, make(Challenge, "test-2").pk]}
    editor.post(page(Challenge, "changelist"), keys | {"action": "publish"})
    assert bumps == [1]


def test_publishing_what_is_published_changes_nothing_and_says_so(editor):
    item, before = make(Challenge, status=Status.PUBLISHED), Revision.current()
    form = {"action": "publish", "_selected_action": item.pk}
    response = editor.post(page(Challenge, "changelist"), form, follow=True)
    assert "Already published." in response.text
    assert Revision.current() == before
    assert not LogEntry.objects.filter(object_id=item.pk).exists()


def test_an_action_that_fails_midway_leaves_everything_as_it_was(editor, monkeypatch):
    def fail():
        raise RuntimeError

    item = make(Challenge)
    monkeypatch.setattr(Revision, "bump", fail)
    form = {"action": "publish", "_selected_action": item.pk}
    with pytest.raises(RuntimeError):
        editor.post(page(Challenge, "changelist"), form)
    item.refresh_from_db()
    assert item.status == Status.DRAFT
    assert not LogEntry.objects.filter(object_id=item.pk).exists()


@pytest.mark.parametrize(("model", "field"), PROSE)
def test_every_prose_field_refuses_an_unsafe_link_beside_it(editor, model, field):
    form = typed(model, slug="test-new", **{field: "See [this](http://example.org/a)."})
    response = editor.post(page(model, "add"), form)
    errors = response.context["adminform"].form.errors
    assert list(errors) == [field]
    assert "http://example.org/a" in errors[field][0]
    assert "See [this](http://example.org/a)." in response.text


@pytest.mark.parametrize(
    ("prose", "address"),
    [
        ("[a](//evil.example/)", "//evil.example/"),
        ("[a](javascript:alert)", "javascript:alert"),
        ("[a](page.html)", "page.html"),
        ("<http://example.org/>", "http://example.org/"),
        ("![a](http://example.org/a.png)", "http://example.org/a.png"),
        ("[a][b]\n\n[b]: ftp://example.org/", "ftp://example.org/"),
        ("- one\n- [two](ftp://example.org/)", "ftp://example.org/"),
    ],
)
def test_a_link_that_leads_astray_is_named(editor, prose, address):
    response = editor.post(page(Challenge, "add"), typed(Challenge, slug="test-new", body=prose))
    assert f"“{address}”" in response.context["adminform"].form.errors["body"][0]


@pytest.mark.parametrize(
    "prose", ["No link.", "[a](/method/)", "[a](https://example.org/)", "<https://example.org/>"]
)
def test_links_to_this_site_and_secure_ones_are_taken(editor, prose):
    response = editor.post(page(Challenge, "add"), typed(Challenge, slug="test-new", body=prose))
    assert response.status_code == 302


def test_a_review_date_before_the_facts_is_refused(editor):
    form = typed(Challenge, slug="test-new", review_by="2025-12-31")
    errors = editor.post(page(Challenge, "add"), form).context["adminform"].form.errors
    assert list(errors) == ["review_by"]


@pytest.mark.parametrize("name", ["score", "years_since_graduation", "us_experience_months"])
def test_an_audience_of_nobody_is_refused_beside_the_field(editor, name):
    form = {"slug": "test-new", "name": "T", "because": "T", f"{name}_min": 9, f"{name}_max": 8}
    errors = editor.post(page(Audience, "add"), form).context["adminform"].form.errors
    assert errors == {f"{name}_min": ["From 9 up to 8 describes nobody: swap them."]}


def test_an_audience_says_that_an_open_condition_does_not_matter(editor):
    assert "Does not matter" in editor.get(page(Audience, "add")).text


def test_an_audience_in_use_stays_and_one_out_of_use_can_go(editor, audience):
    item, address = make(Challenge), page(Audience, "delete", audience.pk)
    item.audiences.add(audience)
    assert "Test item" in editor.get(page(Audience, "change", audience.pk)).text
    assert editor.post(address, {"post": "yes"}).status_code == 403
    item.audiences.clear()
    assert editor.post(address, {"post": "yes"}).status_code == 302
    assert not Audience.objects.filter(pk=audience.pk).exists()


def test_a_challenge_leads_to_the_strategies_that_answer_it(editor):
    challenge, strategy = make(Challenge), make(Strategy, title="Test answer")
    address = page(Challenge, "change", challenge.pk)
    assert "No strategy yet." in editor.get(address).text
    strategy.challenges.add(challenge)
    link = f'<a href="{page(Strategy, "change", strategy.pk)}">Test answer</a>'
    assert link in editor.get(address).text


@pytest.mark.parametrize("model", ITEMS)
def test_items_are_found_by_their_words(editor, model):
    make(model, title="Zebra stripes")
    assert editor.get(page(model, "changelist", q="zebra str")).context["cl"].result_count == 1
