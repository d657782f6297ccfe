from django.contrib import admin

from residencies.admin import ReviewedAdmin, ReviewFilter

from ..models import AlternativeLicense, StateBoard


@admin.register(StateBoard)
class StateBoardAdmin(ReviewedAdmin):
    list_display = ["name", "years", "agreement", "sureness", "as_of", "review"]
    list_filter = [ReviewFilter, "agreement", "sureness"]
    search_fields = ["name", "slug", "differs"]
    autocomplete_fields = ["sources"]
    fieldsets = [
        ("The state", {"fields": [("name", "slug")]}),
        (
            "What it asks of IMGs",
            {
                "description": "Write figures as the source words them. Leave empty what you did "
                "not read: the page says so, and never “none”.",
                "fields": ["years", "attempts", "attempts_before", "time_limit"],
            },
        ),
        (
            "How far it can be trusted",
            {"fields": [("agreement", "sureness"), "differs", "told_in", "sources"]},
        ),
        ("Where to check it", {"fields": ["official_name", "official_url"]}),
        ("Review", {"fields": [("as_of", "review_by")]}),
    ]


@admin.register(AlternativeLicense)
class AlternativeLicenseAdmin(ReviewedAdmin):
    list_display = ["title", "board", "kind", "leads", "open_to", "sureness", "review"]
    list_filter = [ReviewFilter, "kind", "open_to", "sureness", "board"]
    list_select_related = ["board"]
    search_fields = ["title", "law", "asks", "slug", "board__name"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["board", "sources"]
    fieldsets = [
        ("The license", {"fields": ["board", ("title", "kind"), "slug", "law", "since"]}),
        ("What it asks for", {"fields": ["asks", "leads"]}),
        ("Whom it is open to", {"fields": ["open_to", "condition"]}),
        ("How far it can be trusted", {"fields": ["sureness", "note", "sources"]}),
        ("Review", {"fields": [("as_of", "review_by")]}),
    ]
