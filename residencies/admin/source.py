from django.contrib import admin

from ..models import Finding, Grade, Source
from .base import ReviewedAdmin, ReviewFilter, letter
from .forms import FindingForm, SourceForm


@admin.register(Source)
class SourceAdmin(ReviewedAdmin):
    form = SourceForm
    list_display = ["title", "publisher", letter, "published", "checked_on", "review", "terms"]
    list_filter = [ReviewFilter, "grade", "terms", "checked_on"]
    search_fields = ["title", "publisher", "slug", "citation"]
    search_help_text = "Words of the title, publisher or citation."
    prepopulated_fields = {"slug": ["publisher", "title"]}
    fieldsets = [
        (
            "What it is",
            {"fields": ["publisher", "title", "slug", "published"]},
        ),
        (
            "Where a reader finds it",
            {
                "description": "An address, or a citation that leads to it. With neither, the "
                "grade is D and the site never shows it as fact.",
                "fields": ["url", "citation", "read_at"],
            },
        ),
        (
            "How far to trust it",
            {
                "description": "When a better copy of a source appears, change it here: every "
                "figure that rests on it follows.",
                "fields": ["grade", "terms", "note"],
            },
        ),
        (
            "When to look at it again",
            {
                "description": "Past its review date, each figure that rests on it says so to the "
                "reader.",
                "fields": [("checked_on", "review_by")],
            },
        ),
    ]

    def view_on_site(self, obj):
        """Lead to its page; a source of grade D may have none."""
        return None if obj.grade == Grade.D else obj.get_absolute_url()

    def has_delete_permission(self, request, obj=None):
        """Keep every source: what once rested on it must stay traceable."""
        return False


@admin.register(Finding)
class FindingAdmin(ReviewedAdmin):
    form = FindingForm
    list_display = ["statement", "kind", "topic", "as_of", letter, "reported", "review"]
    list_filter = [ReviewFilter, "kind", "grade", "reported"]
    search_fields = ["statement", "topic", "slug", "caution", "source__title", "source__publisher"]
    search_help_text = "Words of the statement, or of its source."
    prepopulated_fields = {"slug": ["topic"]}
    autocomplete_fields = ["source", "also_in"]
    fieldsets = [
        (
            "What is known",
            {
                "description": "Prose never holds a figure. It names a finding, and the page "
                "prints the finding with its source.",
                "fields": ["topic", "slug", "kind", "statement", "caution"],
            },
        ),
        (
            "What it rests on",
            {"fields": ["source", "also_in", "grade", "reported", "official_url"]},
        ),
        (
            "When to look at it again",
            {
                "description": "Past its review date, the page says so to the reader.",
                "fields": ["as_of", "review_by"],
            },
        ),
    ]
