"""A link of a text to a page of this site leads to a page, or the editor is told which does not."""

import pytest
from django.apps import apps
from django.urls import reverse

from guidance import links, prose
from guidance.models import Challenge, Question
from guidance.models.prose import prose_fields
from residencies.models import Revision, Specialty

DRAFT = "/questions/j-1-or-h-1b/"


@pytest.fixture
def draft(db):
    """Take a published question back."""
    Question.objects.filter(slug="j-1-or-h-1b").update(status="draft")
    Revision.bump()


@pytest.fixture
def save(editor):
    """Return a function that saves a shipped challenge with another text, and gives the answer."""

    def _save(body, status="published", slug="cost"):
        item = Challenge.objects.get(slug=slug)
        page = reverse("admin:guidance_challenge_change", args=[item.pk])
        form = editor.get(page).context["adminform"].form
        typed = {name: value for name, value in form.initial.items() if value is not None}
        for name in ["audiences", "not_for", "specialties", "findings", "sources"]:
            typed[name] = [each.pk for each in typed[name]]
        return editor.post(page, typed | {"body": body, "status": status})

    return _save


def said(response):
    """Return what stands beside each field."""
    return dict(response.context["adminform"].form.errors) if response.context else {}


def test_every_link_that_ships_leads_to_a_page(db):
    texts = {
        f"{row._meta.label} {row.natural_key()}: {name}": getattr(row, name)
        for model in apps.get_app_config("guidance").get_models()
        for name in prose_fields(model)
        for row in model.objects.all()
    }
    found = {name: links.own(text) for name, text in texts.items()}
    assert len([each for addresses in found.values() for each in addresses]) > 80
    dead = {
        name: problems
        for name, text in texts.items()
        if (problems := list(links.problems(text, public=True)))
    }
    assert dead == {}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/method/", None),
        ("/me/plan/?from=mail#dates", None),
        ("/specialties/pathology/?group=us_img#matched", "residencies.Specialty pathology"),
        ("/specialties/pathology/backup/", "residencies.Specialty pathology"),
        ("/routes/visa/nothing/both/yes/", "guidance.Route visa"),
        ("/states/ny/", "guidance.StateBoard ny"),
        ("/sources/match-s01/", "residencies.Source match-s01"),
        ("/match/2026/", None),
    ],
)
def test_a_link_is_known_by_the_row_that_it_leads_to(db, address, name):
    model, slug = links.named(address)
    assert (f"{model._meta.label} {slug}" if model else None) == name
    assert links.opens(address)


NOWHERE = [
    "/methods/",
    "/method",
    "/challenges/none/",
    "/specialties/none/backup/",
    "/routes/visa/never/",
    "/states/zz/",
    "/match/1066/",
    "/sources/none/",
    "/admin/",
    "/static/css/site.css",
]


def test_every_link_to_no_page_is_named_beside_the_field(save):
    written = " ".join(f"[x]({address})" for address in ["/method/", "page.html", *NOWHERE])
    response = save(written)
    assert said(response) == {
        "body": [
            "Change the link to “page.html”: a link starts with / for a page of this site, with "
            "https:// for another, or with mailto: for an address.",
            *map(links.missing, NOWHERE),
        ]
    }
    assert written in response.text


def test_only_a_draft_may_lead_to_a_draft(save, draft):
    body = f"See [this]({DRAFT})."
    assert said(save(body)) == {"body": [links.hidden(DRAFT)]}
    assert save(body, status="draft").status_code == 302


def test_a_specialty_that_was_taken_back_is_no_page(save):
    Specialty.objects.filter(slug="pathology").update(published=False)
    Revision.bump()
    response = save("See [this](/specialties/pathology/).")
    assert said(response) == {"body": [links.hidden("/specialties/pathology/")]}


def test_items_that_lead_to_each_other_are_published_together_and_one_alone_is_told(
    save, draft, editor
):
    save(f"See [this]({DRAFT}).", status="draft")
    item = Challenge.objects.get(slug="cost")
    chosen = {"action": "publish", "_selected_action": item.pk}
    page = reverse("admin:guidance_challenge_changelist")
    response = editor.post(page, chosen, follow=True)
    told = [str(each) for each in response.context["messages"]][-2:]
    assert told == ["1 challenge published.", f"{item}: {links.hidden(DRAFT)}"]


def test_a_text_that_is_too_long_is_refused_and_nothing_of_it_is_lost(save):
    text = f"[x](/none/) {'word ' * 600}"
    response = save(text)
    (problem,) = said(response)["body"]
    assert problem.startswith(f"This text has {len(text.strip()):,} characters, and may have 3,000")
    assert text.strip() in response.text
    longest = "w" * prose.LONGEST
    assert save(longest).status_code == 302
    assert Challenge.objects.get(slug="cost").body == longest


def test_an_address_that_is_too_long_is_refused(save):
    (problem,) = said(save(f"[x](https://example.org/{'a' * 500})"))["body"]
    assert problem.startswith("Find a shorter address than “https://example.org/aaa")
