from django.contrib import admin

from residencies.admin import ReviewFilter

from ..models import BackupPair
from .forms import BackupPairForm
from .items import MARKDOWN, STATE, ItemAdmin


@admin.register(BackupPair)
class BackupPairAdmin(ItemAdmin):
    form = BackupPairForm
    key_fields = ["specialty", "backup"]
    list_display = ["specialty", "backup", "evidence", "status", "as_of", "review"]
    list_display_links = ["specialty", "backup"]
    list_filter = ["status", ReviewFilter, "evidence"]
    list_select_related = ["specialty", "backup"]
    search_fields = ["specialty__name", "specialty__synonyms", "backup__name", "summary"]
    search_help_text = "Either specialty, or words of the summary."
    autocomplete_fields = ["specialty", "backup", "findings", "sources"]
    fieldsets = [
        (
            "The pair",
            {
                "description": "A pair is written one way only: from the specialty that is wanted "
                "most to the one that adds places.",
                "fields": [("specialty", "backup"), "summary"],
            },
        ),
        (
            "The page",
            {
                "description": MARKDOWN,
                "fields": ["shared_letters", "how_it_looks", "how_to_tell_it", "warning"],
            },
        ),
        ("What it rests on", {"fields": ["evidence", "findings", "sources"]}),
        STATE,
    ]
