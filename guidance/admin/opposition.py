from django.contrib import admin

from residencies.admin import ContentAdmin

from ..models import Opposition


@admin.register(Opposition)
class OppositionAdmin(ContentAdmin):
    key_fields = ["first", "second"]
    list_display = ["first", "second", "why"]
    list_display_links = ["first", "second"]
    list_select_related = ["first", "second"]
    search_fields = ["first__title", "second__title", "why"]
    autocomplete_fields = ["first", "second"]
