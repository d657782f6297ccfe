from django import forms
from django.conf import settings
from django.contrib import admin
from django.template.defaultfilters import truncatechars

from residencies import translations
from residencies.admin import ContentAdmin
from residencies.models import Translation
from residencies.models.translations import digest

from .. import links, prose


class TranslationForm(forms.ModelForm):
    """A translation of one text, whose links lead to pages that are there."""

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("text") or ""
        for problem in [*prose.problems(text), *links.problems(text, public=True)]:
            self.add_error("text", problem)
        if english := cleaned.get("english"):
            self.instance.digest = digest(english)
            key = {"language": cleaned.get("language"), "digest": self.instance.digest}
            if Translation.objects.filter(**key).exists():
                self.add_error("english", "This text is translated into that language already.")
        return cleaned


class StaleFilter(admin.SimpleListFilter):
    title = "English"
    parameter_name = "english"

    def lookups(self, request, model_admin):
        return [("gone", "Changed or gone since")]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=translations.stale()) if self.value() else queryset


@admin.register(Translation)
class TranslationAdmin(ContentAdmin):
    """All translations. The page of an item has a better one, beside its English."""

    form = TranslationForm
    key_fields = ["language", "english"]
    fields = ["language", "english", "text"]
    list_display = ["in_english", "language", "translated"]
    list_filter = ["language", StaleFilter]
    search_fields = ["english", "text"]
    search_help_text = "Words of the English, or of the translation."

    def has_module_permission(self, request):
        """Say nothing of it where there is English alone."""
        return len(settings.LANGUAGES) > 1 and super().has_module_permission(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "language":
            others = [each for each in settings.LANGUAGES if each[0] != settings.LANGUAGE_CODE]
            return forms.ChoiceField(choices=others, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="English", ordering="english")
    def in_english(self, obj):
        return truncatechars(obj.english, 80)

    @admin.display(description="translation")
    def translated(self, obj):
        return truncatechars(obj.text, 80)
