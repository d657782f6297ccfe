"""Routes: their questions, each with its answers, and the outcomes that they lead to."""

from django import forms
from django.contrib import admin

from residencies.admin import ContentAdmin, ReviewFilter

from ..models import Outcome, Route, RouteAnswer, RouteQuestion
from .items import MARKDOWN, STATE, ItemAdmin


@admin.register(Route)
class RouteAdmin(ItemAdmin):
    list_display = ["title", "position", "status"]
    list_filter = ["status"]
    search_fields = ["title", "summary", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        ("The card", {"fields": ["title", "slug", "summary", "position"]}),
        (
            "Publishing",
            {
                "description": "Readers see a route only while each of its paths ends in an "
                "outcome that is published.",
                "fields": ["status"],
            },
        ),
    ]


@admin.register(RouteQuestion)
class RouteQuestionAdmin(ContentAdmin):
    list_display = ["text", "route", "number"]
    list_filter = ["route"]
    list_select_related = ["route"]
    search_fields = ["text", "hint", "slug"]
    prepopulated_fields = {"slug": ["text"]}
    autocomplete_fields = ["route"]
    fields = [("route", "number"), "text", "slug", "hint"]


class RouteAnswerForm(forms.ModelForm):
    """An answer goes forward: no path comes back to a question that was asked."""

    def clean(self):
        cleaned = super().clean()
        question, later = (
            cleaned.get("question") or getattr(self.instance, "question", None),
            cleaned.get("leads_to"),
        )
        if question and later:
            if later.route_id != question.route_id:
                self.add_error("leads_to", f"“{later}” belongs to another route.")
            elif later.number <= question.number:
                self.add_error("leads_to", f"“{later}” does not come after this question.")
        return cleaned


@admin.register(RouteAnswer)
class RouteAnswerAdmin(ContentAdmin):
    form = RouteAnswerForm
    key_fields = ["question", "slug"]
    list_display = ["label", "question", "number", "leads_to", "outcome"]
    list_filter = ["question__route"]
    list_select_related = ["question", "leads_to", "outcome"]
    search_fields = ["label", "slug", "question__text"]
    autocomplete_fields = ["question", "leads_to", "outcome"]
    fields = [("question", "number"), "label", "slug", "leads_to", "outcome"]


@admin.register(Outcome)
class OutcomeAdmin(ItemAdmin):
    list_display = ["title", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter]
    search_fields = ["title", "summary", "body", "first_step", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = [
        "findings",
        "sources",
        "strategies",
        "questions",
        "pathways",
        "notices",
    ]
    fieldsets = [
        ("The card", {"fields": ["title", "slug", "summary"]}),
        ("The page", {"description": MARKDOWN, "fields": ["body", "first_step", "turns"]}),
        ("Official page", {"fields": ["official_name", "official_url"]}),
        ("What it rests on", {"fields": ["findings", "sources"]}),
        ("Where to go next", {"fields": ["strategies", "questions", "pathways", "notices"]}),
        STATE,
    ]
