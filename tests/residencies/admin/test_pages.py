"""Every page of the admin, of both apps: it opens, finds, leads on, and stays quick."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from residencies.models import (
    Correction,
    MatchResult,
    PreferredMatchRate,
    Revision,
    SignalAllocation,
    Source,
    Specialty,
    VisaFact,
)

MODELS = list(admin.site._registry)
CONTENT = [m for m in MODELS if m._meta.app_label in {"residencies", "guidance"}]
FIGURES = [m for m in CONTENT if hasattr(m, "source") and not hasattr(m, "review_by")]
FIGURES.remove(Correction)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens_and_can_be_searched(admin_client, model, page):
    assert admin_client.get(page(model, "changelist")).status_code == 200
    assert admin_client.get(page(model, "changelist", q="test")).status_code == 200


@pytest.mark.parametrize("model", CONTENT)
def test_every_empty_form_opens(admin_client, model, page):
    assert admin_client.get(page(model, "add")).status_code == 200


@pytest.mark.parametrize("model", CONTENT)
def test_every_change_form_opens_and_saves_what_it_shows(admin_client, add, model, page, posted):
    row = add(model, 1)
    address = page(model, "change", row.pk)
    response = admin_client.get(address)
    assert response.status_code == 200
    assert admin_client.post(address, posted(response)).status_code == 302


def test_every_model_of_both_apps_has_a_page_but_the_revision():
    assert len(CONTENT) == 31
    assert Revision not in MODELS


@pytest.mark.parametrize("model", CONTENT)
def test_lists_ask_the_database_as_often_for_five_rows_as_for_one(
    admin_client, add, model, django_assert_max_num_queries, django_assert_num_queries, page
):
    add(model, 1)
    admin_client.get(page(model, "changelist"))
    with django_assert_max_num_queries(20) as first:
        admin_client.get(page(model, "changelist"))
    for number in range(2, 6):
        add(model, number)
    with django_assert_num_queries(len(first)):
        admin_client.get(page(model, "changelist"))


def test_a_specialty_asks_the_database_as_often_for_many_figures_as_for_one(
    admin_client, add, specialty, django_assert_max_num_queries, django_assert_num_queries, page
):
    figures = [MatchResult, PreferredMatchRate, VisaFact, SignalAllocation]
    address, newest = page(Specialty, "change", specialty.pk), 110  # counted from 1990
    for model in figures:
        add(model, newest)
    admin_client.get(address)
    with django_assert_max_num_queries(30) as first:
        assert admin_client.get(address).text.count("Test medicine, 2100") == len(figures)
    for model in figures:
        add(model, newest - 1)
    with django_assert_num_queries(len(first)):
        assert "Test medicine, 2099" in admin_client.get(address).text


@pytest.mark.parametrize(
    ("model", "words"),
    [(Specialty, "Test medicine"), (Source, "Test tables"), (MatchResult, "Test medicine")],
)
def test_search_finds_a_row_by_its_name(admin_client, result, model, words, page):
    assert words in admin_client.get(page(model, "changelist", q=words)).text
    nothing = admin_client.get(page(model, "changelist", q="no such words"))
    assert nothing.context["cl"].result_count == 0


def test_typing_a_few_letters_offers_the_specialty(admin_client, specialty):
    found = admin_client.get(
        reverse("admin:autocomplete"),
        {
            "term": "Test med",
            "app_label": "residencies",
            "model_name": "matchresult",
            "field_name": "specialty",
        },
    )
    assert found.json()["results"] == [{"id": str(specialty.pk), "text": "Test medicine"}]


def test_a_specialty_leads_to_its_figures_and_to_a_new_one(admin_client, result, specialty, page):
    response = admin_client.get(page(Specialty, "change", specialty.pk))
    rows = page(MatchResult, "changelist", specialty__id__exact=specialty.pk)
    assert f'href="{rows}">Match results (1)</a>' in response.text
    assert admin_client.get(rows).context["cl"].result_count == 1
    new = admin_client.get(page(MatchResult, "add", specialty=specialty.pk))
    assert new.context["adminform"].form.initial["specialty"] == str(specialty.pk)


def test_only_published_specialties_link_to_the_site(admin_client, specialty, page):
    address = page(Specialty, "change", specialty.pk)
    link = f'href="{specialty.get_absolute_url()}"'
    assert link in admin_client.get(address).text
    Specialty.objects.filter(pk=specialty.pk).update(published=False)
    assert link not in admin_client.get(address).text


@pytest.mark.parametrize(
    ("days", "choice"), [(-1, "overdue"), (0, "soon"), (60, "soon"), (61, "later")]
)
def test_the_list_says_what_must_be_looked_at_again(admin_client, specialty, days, choice, page):
    due = timezone.localdate() + datetime.timedelta(days=days)
    Specialty.objects.filter(pk=specialty.pk).update(review_by=due)
    for name in ["overdue", "soon", "later"]:
        response = admin_client.get(page(Specialty, "changelist", q="Test medicine", review=name))
        assert response.context["cl"].result_count == (name == choice)
    response = admin_client.get(page(Specialty, "changelist", q="Test medicine"))
    assert ("Overdue since" in response.text) == (choice == "overdue")


@pytest.mark.parametrize("model", FIGURES)
def test_a_list_of_figures_says_which_rest_on_a_source_to_look_at_again(
    admin_client, add, source, model, page
):
    add(model, 1)
    for days, overdue in [(0, False), (-1, True)]:
        source.review_by = timezone.localdate() + datetime.timedelta(days)
        source.save()
        response = admin_client.get(page(model, "changelist", review="overdue"))
        assert response.context["cl"].result_count == overdue
        assert ("Overdue since" in response.text) == overdue


def test_staff_see_dates_as_readers_do(admin_client, source, page):
    source.checked_on = datetime.date(2026, 11, 3)
    source.save()
    listed = admin_client.get(page(Source, "changelist", q=source.title)).text
    assert '<td class="field-checked_on nowrap">3 November 2026</td>' in listed


def test_the_admin_says_whose_it_is(admin_client):
    assert "imgpath: content" in admin_client.get(reverse("admin:index")).text


@pytest.mark.parametrize("model", CONTENT)
def test_no_page_carries_style_or_script_of_its_own(admin_client, add, model, page):
    for address in [page(model, "changelist"), page(model, "change", add(model, 1).pk)]:
        response = admin_client.get(address)
        assert " style=" not in response.text
        assert "'none'" in response.headers["Content-Security-Policy"]
