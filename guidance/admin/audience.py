from django.contrib import admin
from django.db import models

from residencies.admin import ContentAdmin

from ..models import Audience
from .forms import AudienceForm


@admin.register(Audience)
class AudienceAdmin(ContentAdmin):
    form = AudienceForm
    list_display = ["name", "because", "group", "needs_visa", "failed_an_exam", "stage"]
    list_filter = ["group", "needs_visa", "failed_an_exam", "has_research", "passed_step3", "stage"]
    search_fields = ["name", "because", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["specialties"]
    readonly_fields = ["used_by"]
    fieldsets = [
        (
            "People in one situation",
            {
                "description": "Content names its audiences: this is how you say whom an item is "
                "for. Naming two audiences means either of them.",
                "fields": ["name", "slug", "because", "used_by"],
            },
        ),
        (
            "Conditions",
            {
                "description": "Someone belongs when every condition that is set here is true of "
                "them. Leave the others alone.",
                "fields": [
                    ("group", "needs_visa"),
                    ("score_min", "score_max", "failed_an_exam"),
                    ("years_since_graduation_min", "years_since_graduation_max"),
                    ("us_experience_months_min", "us_experience_months_max", "us_experience"),
                    ("has_research", "passed_step3"),
                    "stage",
                    "specialties",
                ],
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.BooleanField):
            field.widget.choices = [
                ("unknown", "Does not matter"),
                ("true", "Yes"),
                ("false", "No"),
            ]
        return field

    @admin.display(description="used by")
    def used_by(self, obj):
        """Name the items that others would see if this audience went."""
        return ", ".join(str(item) for item in self._items(obj)) or "Nothing yet."

    def has_delete_permission(self, request, obj=None):
        """Keep an audience that is in use: without it others would see its items."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not self._items(obj)

    def _items(self, obj):
        if not obj.pk:
            return []
        kinds = ["challenges", "strategies", "questions", "pathways"]
        names = [f"{prefix}{kind}" for prefix in ["", "never_"] for kind in kinds]
        return [item for name in [*names, "season_events"] for item in getattr(obj, name).all()]
