from django.contrib import admin

from residencies.admin import ReviewFilter

from ..models import Notice
from .items import MARKDOWN, RELATED, STATE, ItemAdmin


@admin.register(Notice)
class NoticeAdmin(ItemAdmin):
    list_display = ["title", "lapses_on", "official_name", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter, "audiences"]
    search_fields = ["title", "summary", "body", "first_step", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = [
        "audiences",
        "not_for",
        "findings",
        "sources",
        "strategies",
        "questions",
    ]
    fieldsets = [
        ("The card", {"fields": ["title", "slug", "summary"]}),
        ("The page", {"description": MARKDOWN, "fields": ["body", "first_step"]}),
        ("Until when", {"fields": ["lapses_on", "official_name", "official_url"]}),
        ("Whom it concerns", {**RELATED, "fields": ["audiences", "not_for"]}),
        ("What it rests on", {"fields": ["findings", "sources"]}),
        ("Where to go next", {"fields": ["strategies", "questions"]}),
        STATE,
    ]
