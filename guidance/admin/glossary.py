from django.contrib import admin

from residencies.admin import ReviewFilter

from ..models import GlossaryTerm
from .forms import GlossaryTermForm
from .items import MARKDOWN, STATE, ItemAdmin


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(ItemAdmin):
    form = GlossaryTermForm
    list_display = ["name", "full_form", "linked", "status", "as_of", "review"]
    list_filter = ["status", ReviewFilter]
    search_fields = ["name", "full_form", "definition", "linked", "synonyms", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["sources"]
    fieldsets = [
        (
            "The term",
            {"description": MARKDOWN, "fields": ["name", "slug", "full_form", "definition"]},
        ),
        ("Where it is found", {"fields": ["linked", "synonyms"]}),
        ("Official page", {"fields": ["official_name", "official_url"]}),
        ("What it rests on", {"fields": ["sources"]}),
        STATE,
    ]
