from django.contrib import admin

from residencies.admin import ReviewedAdmin, ReviewFilter, letter

from ..models import Fee
from .forms import FeeForm


@admin.register(Fee)
class FeeAdmin(ReviewedAdmin):
    form = FeeForm
    key_fields = ["slug", "first"]
    list_display = ["name", "first", "amount", "unit", "season", "as_of", letter, "review"]
    list_filter = [ReviewFilter, "season", "unit", "application_service", "grade", "reported"]
    search_fields = ["name", "payee", "slug"]
    search_help_text = "What it pays for, or whom it is paid to."
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["specialties", "source", "finding"]
    fieldsets = [
        (
            "What it pays for",
            {
                "description": "A price that changes with the number of programs or ranks has a "
                "row for each price, all with the same slug. Each holds up to where the next one "
                "starts.",
                "fields": [("name", "slug"), "payee", ("first", "unit")],
            },
        ),
        (
            "Who pays it",
            {"fields": [("application_service", "match_service"), "specialties"]},
        ),
        ("Its tick on the page of costs", {"fields": ["ticked", "hint"]}),
        (
            "The price and what it rests on",
            {
                "description": "For the next season, change the amount, the season, the source and "
                "the dates together. A fee of grade D is not shown, and the page says that it was "
                "not seen.",
                "fields": [
                    ("amount", "season"),
                    ("about", "disputed"),
                    ("source", "grade"),
                    ("reported", "official_url"),
                    "finding",
                    ("as_of", "review_by"),
                ],
            },
        ),
    ]
