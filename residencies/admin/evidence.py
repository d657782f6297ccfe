"""Counts of positions and applicants, and the terms of a season."""

from django.contrib import admin

from ..models import (
    MatchRate,
    MatchResult,
    PositionTotal,
    SignalAllocation,
    StateResult,
    VisaFact,
)
from .base import FigureAdmin, SpecialtyFigureAdmin, letter
from .forms import (
    FiguresForm,
    MatchRateForm,
    MatchResultForm,
    SignalAllocationForm,
    StateResultForm,
    VisaFactForm,
)

UNKNOWN = "Leave a figure empty when it is not published. 0 means that it was counted and is none."


@admin.register(MatchResult)
class MatchResultAdmin(SpecialtyFigureAdmin):
    form = MatchResultForm
    key_fields = ["specialty", "year", "track"]
    list_display = [
        "specialty",
        "year",
        "track",
        "offered",
        "filled",
        "us_img",
        "non_us_img",
        "part_of_total",
        letter,
    ]
    list_filter = ["year", "track", "part_of_total", "grade"]
    autocomplete_fields = ["specialty", "source", "also_in"]
    readonly_fields = ["unfilled"]
    fieldsets = [
        (
            "Which positions",
            {
                "description": "One row is one kind of position in one specialty in one Match, "
                "before SOAP.",
                "fields": [("specialty", "year", "track"), "part_of_total"],
            },
        ),
        (
            "How many",
            {
                "description": UNKNOWN,
                "fields": [
                    ("offered", "filled", "unfilled"),
                    ("programs", "unfilled_programs"),
                ],
            },
        ),
        (
            "Who filled them",
            {
                "description": "When all five are known they must add up to the positions filled.",
                "fields": [
                    ("us_img", "non_us_img"),
                    ("us_md_senior", "us_do_senior", "us_graduate"),
                ],
            },
        ),
        ("What it rests on", {"fields": ["source", "also_in", "grade", "derivation"]}),
    ]


@admin.register(MatchRate)
class MatchRateAdmin(FigureAdmin):
    form = MatchRateForm
    key_fields = ["year", "group", "basis"]
    list_display = ["group", "year", "basis", "active", "matched", "percent", letter]
    list_filter = ["year", "group", "basis", "grade"]
    search_fields = ["note", "year", "source__title"]
    fieldsets = [
        ("Which applicants", {"fields": [("year", "group", "basis")]}),
        (
            "How many matched",
            {"description": UNKNOWN, "fields": [("active", "matched", "percent")]},
        ),
        ("What it rests on", {"fields": ["source", "grade", "note"]}),
    ]


@admin.register(PositionTotal)
class PositionTotalAdmin(FigureAdmin):
    form = FiguresForm
    key_fields = ["year", "measure"]
    list_display = ["measure", "year", "value", letter]
    list_filter = ["year", "measure", "grade"]
    search_fields = ["note", "year", "source__title"]
    fieldsets = [
        ("Which total", {"fields": [("year", "measure"), "value"]}),
        ("What it rests on", {"fields": ["source", "grade", "note"]}),
    ]


@admin.register(StateResult)
class StateResultAdmin(FigureAdmin):
    form = StateResultForm
    key_fields = ["year", "state"]
    list_display = ["state", "year", "offered", "filled", "us_img", "non_us_img"]
    list_filter = ["year"]
    search_fields = ["state"]
    fieldsets = [
        ("Where and when", {"fields": [("state", "year")]}),
        ("All positions", {"fields": [("offered", "filled"), ("us_img", "non_us_img")]}),
        (
            "PGY-1 positions among them",
            {"fields": [("pgy1_offered", "pgy1_filled"), ("pgy1_us_img", "pgy1_non_us_img")]},
        ),
        ("What it rests on", {"fields": ["source"]}),
    ]


@admin.register(VisaFact)
class VisaFactAdmin(SpecialtyFigureAdmin):
    form = VisaFactForm
    key_fields = ["specialty", "year", "measure"]
    list_display = [
        "specialty",
        "year",
        "measure",
        "percent",
        "programs",
        "programs_seen",
        letter,
    ]
    list_filter = ["year", "measure", "grade"]
    fieldsets = [
        ("Which visa", {"fields": [("specialty", "year", "measure")]}),
        (
            "How many programs",
            {"description": UNKNOWN, "fields": [("programs", "programs_seen", "percent")]},
        ),
        ("What it rests on", {"fields": ["source", "grade", "note"]}),
    ]


@admin.register(SignalAllocation)
class SignalAllocationAdmin(SpecialtyFigureAdmin):
    form = SignalAllocationForm
    key_fields = ["specialty", "season"]
    list_display = ["specialty", "season", "gold", "silver", "total", "reported", letter]
    list_filter = ["season", "reported", "grade"]
    fieldsets = [
        ("Which season", {"fields": [("specialty", "season")]}),
        (
            "How many signals",
            {
                "description": "Leave gold and silver empty where the specialty has one kind.",
                "fields": [("gold", "silver", "total")],
            },
        ),
        (
            "What it rests on",
            {"fields": ["source", "grade", "reported", "official_url", "note"]},
        ),
    ]
