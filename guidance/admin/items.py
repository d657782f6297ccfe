"""Challenges, strategies, questions and pathways: drafted, published, taken back."""

from itertools import chain

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from residencies.admin import PublishedAdmin, ReviewFilter
from residencies.models import Revision

from .. import links
from ..models import Challenge, Pathway, Question, Status, Strategy
from ..models.prose import prose_fields
from .forms import ItemForm

MARKDOWN = (
    "Markdown: an empty line starts a paragraph, “- ” or “1. ” an item of a list, "
    "[words](/method/) is a link; headings and pictures are not used. Say one idea a sentence, "
    "then what to do. Figures come from findings, which the page prints with their source: "
    "never type one here."
)
RELATED = {
    "description": "Type a few letters and choose. No audience means that it is for everyone, "
    "no specialty that it matters everywhere.",
}
STATE = (
    "Publishing",
    {
        "description": "Readers see only what is published. Past its review date, the page says "
        "so to them.",
        "fields": ["status", ("as_of", "review_by")],
    },
)


MOVED = {
    Status.DRAFT: "returned to draft",
    Status.REVIEW: "sent for review",
    Status.PUBLISHED: "published",
}
NOTHING_TO_MOVE = {
    Status.DRAFT: "Already draft.",
    Status.REVIEW: "Only a draft can be sent for review.",
    Status.PUBLISHED: "Already published.",
}


class ItemAdmin(PublishedAdmin):
    """A page for something that readers read: it starts as a draft."""

    form = ItemForm
    state, public, draft = "status", Status.PUBLISHED, Status.DRAFT
    actions = ["ask_for_review", "publish", "return_to_draft"]
    search_help_text = "Words of the title or the text."

    def get_readonly_fields(self, request, obj=None):
        """Let who may not publish choose between a draft and one that asks for a review."""
        fixed = super().get_readonly_fields(request, obj)
        open_to_all = obj is None or not self.is_public(obj)
        return [name for name in fixed if name != self.state] if open_to_all else fixed

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == self.state and not self.has_publish_permission(request):
            kwargs["choices"] = [each for each in Status.choices if each[0] != Status.PUBLISHED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.action(permissions=["change"], description="Ask for a review")
    def ask_for_review(self, request, queryset):
        self._move(request, queryset.filter(status=Status.DRAFT), Status.REVIEW)

    @admin.action(permissions=["publish"], description="Publish")
    def publish(self, request, queryset):
        self._move(request, queryset, Status.PUBLISHED)

    @admin.action(permissions=["publish"], description="Return to draft")
    def return_to_draft(self, request, queryset):
        self._move(request, queryset, Status.DRAFT)

    def _move(self, request, queryset, status):
        moved = list(queryset.exclude(status=status))
        if not moved:
            self.message_user(request, NOTHING_TO_MOVE[status], messages.INFO)
            return
        self.model.objects.filter(pk__in=[item.pk for item in moved]).update(status=status)
        LogEntry.objects.log_actions(
            request.user.pk, moved, CHANGE, [{"changed": {"fields": ["status"]}}]
        )
        Revision.bump()
        self.message_user(
            request,
            f"{len(moved)} {model_ngettext(self.opts, len(moved))} {MOVED[status]}.",
            messages.SUCCESS,
        )
        if status == Status.PUBLISHED:
            self._warn_of_links(request, moved)

    def _warn_of_links(self, request, items):
        """Say where published items lead to what is not: they may have been published together."""
        for item in items:
            texts = [getattr(item, name) for name in prose_fields(self.model)]
            for problem in chain.from_iterable(links.problems(t, public=True) for t in texts):
                self.message_user(request, f"{item}: {problem}", messages.WARNING)


@admin.register(Challenge)
class ChallengeAdmin(ItemAdmin):
    list_display = ["title", "weight", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter, "weight", "audiences"]
    search_fields = ["title", "summary", "body", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["audiences", "not_for", "specialties", "findings", "sources"]
    readonly_fields = ["answered_by"]
    fieldsets = [
        ("The card", {"fields": ["title", "slug", "summary", "weight"]}),
        ("The page", {"description": MARKDOWN, "fields": ["body", "answered_by"]}),
        ("Whom it concerns", {**RELATED, "fields": ["audiences", "not_for", "specialties"]}),
        ("What it rests on", {"fields": ["findings", "sources"]}),
        STATE,
    ]

    @admin.display(description="answered by")
    def answered_by(self, obj):
        """Lead to the strategies: it is they that say which challenges they answer."""
        strategies = obj.strategies.all() if obj.pk else []
        rows = ((reverse("admin:guidance_strategy_change", args=[s.pk]), s) for s in strategies)
        links = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
        return format_html("<ul>{}</ul>", links) if links else "No strategy yet."


@admin.register(Strategy)
class StrategyAdmin(ItemAdmin):
    list_display = ["title", "season", "effort", "evidence", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter, "season", "effort", "evidence", "audiences"]
    search_fields = ["title", "summary", "why", "steps", "limits", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = [
        "challenges",
        "audiences",
        "not_for",
        "specialties",
        "findings",
        "sources",
    ]
    fieldsets = [
        ("The card", {"fields": ["title", "slug", "summary"]}),
        ("The page", {"description": MARKDOWN, "fields": ["why", "steps", "limits"]}),
        ("What it takes", {"fields": [("season", "effort"), "late", "cost", "evidence"]}),
        (
            "Whom it helps",
            {**RELATED, "fields": ["challenges", "audiences", "not_for", "specialties"]},
        ),
        ("What it rests on", {"fields": ["findings", "sources"]}),
        STATE,
    ]


@admin.register(Question)
class QuestionAdmin(ItemAdmin):
    list_display = ["title", "topic", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter, "topic", "audiences"]
    search_fields = ["title", "answer", "body", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = [
        "challenges",
        "strategies",
        "audiences",
        "not_for",
        "specialties",
        "findings",
        "sources",
    ]
    fieldsets = [
        ("The question", {"fields": ["title", "slug", "topic", "answer"]}),
        ("Why", {"description": MARKDOWN, "fields": ["body"]}),
        ("Where to go next", {"fields": ["challenges", "strategies"]}),
        ("Whom it concerns", {**RELATED, "fields": ["audiences", "not_for", "specialties"]}),
        ("What it rests on", {"fields": ["findings", "sources"]}),
        STATE,
    ]


@admin.register(Pathway)
class PathwayAdmin(ItemAdmin):
    list_display = ["title", "official_name", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter, "audiences"]
    search_fields = ["title", "summary", "open_to", "leads_to", "first_step", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = [
        "strategies",
        "audiences",
        "not_for",
        "specialties",
        "findings",
        "sources",
    ]
    fieldsets = [
        ("The card", {"fields": ["title", "slug", "summary"]}),
        (
            "The page",
            {
                "description": MARKDOWN,
                "fields": ["open_to", "leads_to", "does_not_lead_to", "first_step"],
            },
        ),
        ("Official page", {"fields": ["official_name", "official_url"]}),
        (
            "Whom it concerns",
            {**RELATED, "fields": ["audiences", "not_for", "specialties", "strategies"]},
        ),
        ("What it rests on", {"fields": ["findings", "sources"]}),
        STATE,
    ]
