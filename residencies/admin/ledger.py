from django.contrib import admin
from django.utils import timezone

from ..models import Contradiction, Correction
from .base import PublishedAdmin, ReviewFilter
from .forms import ContradictionForm, CorrectionForm


@admin.register(Contradiction)
class ContradictionAdmin(PublishedAdmin):
    form = ContradictionForm
    list_display = ["title", "published", "as_of", "review"]
    list_filter = ["published", ReviewFilter]
    search_fields = ["title", "slug", "differs", "findings__statement"]
    search_help_text = "Words of the question, or of a finding."
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["findings"]
    fieldsets = [
        (
            "The question",
            {
                "description": "Ask it as a reader would. The findings keep the figures: these "
                "words hold none.",
                "fields": ["title", "slug", "findings", "differs"],
            },
        ),
        ("What we make of it", {"fields": ["reason", "shown"]}),
        (
            "Publishing",
            {
                "description": "It is shown with two findings or more that are not of grade D; "
                "each of them then says that another source disagrees.",
                "fields": ["published", ("as_of", "review_by")],
            },
        ),
    ]


@admin.register(Correction)
class CorrectionAdmin(PublishedAdmin):
    form = CorrectionForm
    list_display = ["made_on", "page", "row", "noticed", "published"]
    list_filter = ["published", "noticed", "made_on"]
    search_fields = ["page", "row", "said", "says", "reason"]
    search_help_text = "Words of the correction, or a part of its page's address."
    autocomplete_fields = ["source"]
    fieldsets = [
        (
            "Where and when",
            {
                "description": "Change what is wrong first; then write here what was changed.",
                "fields": [("made_on", "slug"), "page", "row"],
            },
        ),
        ("What changed", {"fields": ["said", "says", "reason"]}),
        ("How we know", {"fields": ["noticed", "source"]}),
        ("Publishing", {"fields": ["published"]}),
    ]

    def get_changeform_initial_data(self, request):
        """Fill in what a report says, as its link asks, and a free slug of today."""
        slug = Correction.objects.next_slug(timezone.localdate())
        return {"slug": slug, **super().get_changeform_initial_data(request)}
