"""Rows that no shipped content has, and ways to reach and fill the pages of the admin."""

import datetime

import pytest
from django.urls import reverse

from guidance.models import (
    AlternativeLicense,
    Audience,
    BackupPair,
    Challenge,
    Fee,
    GlossaryTerm,
    Notice,
    Opposition,
    Outcome,
    Pathway,
    Question,
    Route,
    RouteAnswer,
    RouteQuestion,
    SeasonEvent,
    StateBoard,
    Strategy,
)
from residencies.models import (
    CohortStatistic,
    Contradiction,
    Correction,
    Finding,
    MatchRate,
    MatchResult,
    PositionTotal,
    PreferredMatchRate,
    SignalAllocation,
    Source,
    Specialty,
    StateResult,
    Translation,
    VisaFact,
)
from residencies.models.translations import digest

DATES = {"as_of": datetime.date(2026, 1, 1), "review_by": datetime.date(2099, 1, 1)}
CARD = {"title": "Test", "summary": "Test.", **DATES}
GROUPS = ["us_md_senior", "us_do_senior", "us_graduate", "us_img", "non_us_img"]
CHOICES = {"preliminary_year": "no", "match_service": "nrmp", "application_service": "eras"}
STEPS = {"season": "any", "effort": "days", "evidence": "weak"}
ROUTE = ["open_to", "leads_to", "does_not_lead_to", "first_step"]
WORDS = ["summary", "shared_letters", "how_it_looks", "how_to_tell_it", "warning"]
OFFICIAL = {"official_name": "T", "official_url": "https://example.org/"}
DAY = dict.fromkeys(["title", "action", "basis"], "T")
DAY |= {"part": "before", "service": "nrmp", "certainty": "not-known"}
COUNTS = ["offered", "filled", "us_img", "non_us_img"]


def guidance_rows(slug, number, specialty, cited):
    """Return the fields of such a row of each model of the guidance."""
    year = 1990 + number
    one, two = Strategy.objects.order_by("pk")[number % 9 :: 10][:2]
    other = Specialty.objects.exclude(pk=specialty.pk).order_by("pk")[number % 5]
    return {
        Audience: slug | {"name": f"Test {number}", "because": "You are in a test."},
        Challenge: slug | CARD | {"body": "T"},
        Strategy: slug | CARD | STEPS | {"why": "T", "steps": "T", "limits": "T"},
        Opposition: {"first": one, "second": two, "why": "T"},
        Question: slug | DATES | {"title": "T?", "topic": "visa", "answer": "T", "body": "T"},
        Pathway: slug | CARD | dict.fromkeys(ROUTE, "T"),
        Notice: slug | CARD | {"body": "T", "first_step": "T"} | OFFICIAL,
        Outcome: slug | CARD | {"body": "T", "first_step": "T"},
        StateBoard: {"slug": f"{chr(96 + number)}q", "name": f"Test {number}", "years": "T"}
        | {"agreement": "one", "sureness": "low", "told_in": "T", **OFFICIAL, **DATES},
        AlternativeLicense: slug
        | {"board": StateBoard.objects.first(), "kind": "full", "title": "T", "asks": "T."}
        | {"leads": "no", "sureness": "low", **DATES},
        Route: slug | {"title": "Test", "summary": "T"},
        RouteQuestion: slug | {"route": Route.objects.first(), "number": year, "text": "T?"},
        RouteAnswer: slug
        | {"question": RouteQuestion.objects.first(), "number": number, "label": "T"}
        | {"outcome": Outcome.objects.first()},
        Fee: slug
        | {"first": 1, "name": "T", "payee": "T", "unit": "once", "season": year, "amount": 1}
        | {"as_of": "2026", "review_by": DATES["review_by"], **cited},
        GlossaryTerm: slug | DATES | {"name": f"Test {number}", "definition": "T"},
        SeasonEvent: slug | DAY | {"season": year + 10, **DATES, **cited},
        BackupPair: {"specialty": specialty, "backup": other} | DATES | dict.fromkeys(WORDS, "T"),
    }


def row_of(model, number, specialty, source):
    """Return the fields of a row whose key no shipped row has."""
    year, slug = 1990 + number, {"slug": f"test-{number}"}
    cited = {"source": source, "grade": "A"}
    figure = {"specialty": specialty, "year": year, **cited}
    rows = guidance_rows(slug, number, specialty, cited)
    rows |= {
        Source: slug
        | {"publisher": "P", "title": "T", "citation": "C", "grade": "A"}
        | {"checked_on": DATES["as_of"]},
        Specialty: slug
        | {"name": f"Test {number}", "nrmp_name": "T", "short_name": "T", "what_it_is": "T"}
        | {"grade": "A", **CHOICES, **DATES},
        MatchResult: figure | {"track": "pgy1", "offered": 1},
        CohortStatistic: {"specialty": specialty, "edition": year, **cited}
        | {"group": "us_img", "matched": True, "measure": "work"},
        PreferredMatchRate: figure | {"group": "us_img", "applicants": 2, "matched": 1},
        VisaFact: figure | {"measure": "j1", "percent": 1, "programs_seen": 1},
        SignalAllocation: {"specialty": specialty, "season": year, "total": 1, **cited},
        MatchRate: {"year": year, "group": "all", "basis": "all-active", **cited},
        PositionTotal: {"year": year, "measure": "filled", "value": 1, **cited},
        StateResult: {"year": year, "state": "Test", "source": source}
        | dict.fromkeys(COUNTS, 0)
        | {f"pgy1_{name}": 0 for name in COUNTS},
        Finding: slug
        | {"kind": "rule", "topic": "test", "statement": "Test.", "as_of": "2026"}
        | {"review_by": DATES["review_by"], **cited},
        Contradiction: slug
        | {"title": "Test?", "differs": "T", "reason": "T", "shown": "T", **DATES},
        Translation: {"language": "ar", "english": f"Test {number}", "text": "T"}
        | {"digest": digest(f"Test {number}")},
        Correction: slug
        | {"page": "/places/", "said": "T", "says": "U", "reason": "T", "noticed": "editor"},
    }
    return rows[model]


@pytest.fixture
def source(db):
    return Source.objects.create(
        slug="test-source",
        publisher="Test publisher",
        title="Test tables",
        url="https://example.org/tables",
        checked_on="2026-01-01",
        grade="A",
    )


@pytest.fixture
def specialty(db):
    return Specialty.objects.create(
        slug="test-specialty",
        name="Test medicine",
        nrmp_name="Test Medicine",
        short_name="Test",
        what_it_is="Only in tests.",
        grade="A",
        **CHOICES,
        **DATES,
    )


@pytest.fixture
def result(specialty, source):
    return MatchResult.objects.create(
        specialty=specialty,
        source=source,
        year=1990,
        track="pgy1",
        offered=50,
        filled=40,
        grade="A",
        **dict.fromkeys(GROUPS, 8),
    )


@pytest.fixture
def add(specialty, source):
    """Add one more row of a model."""

    def _add(model, number):
        row = model.objects.create(**row_of(model, number, specialty, source))
        if model is Contradiction:
            row.findings.set(Finding.objects.all()[:2])
        if model in {StateBoard, AlternativeLicense}:
            row.sources.add(source)
        if model is Strategy:
            row.challenges.add(Challenge.objects.get_or_create(slug="test", defaults=CARD)[0])
        return row

    return _add


@pytest.fixture
def page():
    """Return the address of a page of a model."""

    def _page(model, name, *args, **query):
        opts = model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args, query=query)

    return _page


@pytest.fixture
def posted():
    """Return what the browser would post back from a change form, with some of it changed."""

    def _posted(response, **changes):
        forms = [response.context["adminform"].form]
        for inline in response.context["inline_admin_formsets"]:
            forms += [inline.formset.management_form, *inline.formset.forms]
        data = {}
        for field in (field for form in forms for field in form):
            value = field.value()
            if isinstance(value, list):
                data[field.html_name] = [getattr(item, "pk", item) for item in value]
            elif value is not None and value is not False:
                data[field.html_name] = str(value)
        return data | changes

    return _posted
