"""What is known of the applicants to one specialty."""

from django.contrib import admin

from ..models import CohortStatistic, PreferredMatchRate
from .base import SpecialtyFigureAdmin, letter
from .evidence import UNKNOWN
from .forms import CohortStatisticForm, PreferredMatchRateForm


@admin.register(CohortStatistic)
class CohortStatisticAdmin(SpecialtyFigureAdmin):
    form = CohortStatisticForm
    key_fields = ["specialty", "edition", "group", "matched", "measure"]
    list_display = [
        "specialty",
        "edition",
        "group",
        "outcome",
        "measure",
        "answers",
        "mean",
        "median",
        "percent",
        letter,
    ]
    list_filter = ["edition", "group", "matched", "measure", "suppressed", "grade"]
    fieldsets = [
        (
            "Which cohort",
            {"fields": [("specialty", "edition"), ("group", "measure"), "matched"]},
        ),
        (
            "How many people",
            {
                "description": "A cohort that the source withheld has no figures below.",
                "fields": [("total", "n"), "suppressed"],
            },
        ),
        (
            "What they looked like",
            {
                "description": UNKNOWN,
                "fields": [
                    ("mean", "sd"),
                    ("q1", "median", "q3"),
                    ("minimum", "maximum"),
                    "percent",
                ],
            },
        ),
        ("What it rests on", {"fields": ["source", "grade"]}),
    ]

    @admin.display(description="outcome", ordering="matched")
    def outcome(self, obj):
        return "Matched" if obj.matched else "Not matched"

    @admin.display(description="n", ordering="n")
    def answers(self, obj):
        return obj.n


@admin.register(PreferredMatchRate)
class PreferredMatchRateAdmin(SpecialtyFigureAdmin):
    form = PreferredMatchRateForm
    key_fields = ["specialty", "year", "group"]
    list_display = ["specialty", "year", "group", "applicants", "matched", letter]
    list_filter = ["year", "group", "grade"]
    fieldsets = [
        (
            "Which applicants",
            {
                "description": "Those who ranked it first, and those of them who matched to it.",
                "fields": [("specialty", "year", "group")],
            },
        ),
        (
            "How many",
            {"fields": [("applicants", "matched"), "applicants_all_groups"]},
        ),
        ("What it rests on", {"fields": ["source", "grade"]}),
    ]
