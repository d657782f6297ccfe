from django.contrib import admin
from django.db.models import Max
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from ..models import (
    CohortStatistic,
    MatchResult,
    PreferredMatchRate,
    SignalAllocation,
    Specialty,
    VisaFact,
)
from .base import PublishedAdmin, ReviewFilter
from .forms import SpecialtyForm

FIGURES = [MatchResult, PreferredMatchRate, CohortStatistic, VisaFact, SignalAllocation]


class FiguresInline(admin.TabularInline):
    """The newest figures, to read. Each is changed on its own page, where its sums are checked."""

    extra = 0
    show_change_link = True
    date_field = "year"
    years = 2

    def get_queryset(self, request):
        queryset = super().get_queryset(request).select_related("specialty", "source")
        newest = self.model.objects.aggregate(newest=Max(self.date_field))["newest"] or 0
        return queryset.filter(**{f"{self.date_field}__gt": newest - self.years})

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class MatchResultInline(FiguresInline):
    model = MatchResult
    verbose_name_plural = "newest match results"
    fields = ["offered", "filled", "us_img", "non_us_img", "programs", "grade", "source"]


class PreferredMatchRateInline(FiguresInline):
    model = PreferredMatchRate
    verbose_name_plural = "newest match rates of those who ranked it first"
    fields = ["applicants", "matched", "applicants_all_groups", "grade", "source"]


class SignalAllocationInline(FiguresInline):
    model = SignalAllocation
    verbose_name_plural = "newest signals"
    date_field = "season"
    fields = ["gold", "silver", "total", "reported", "grade", "source"]


class VisaFactInline(FiguresInline):
    model = VisaFact
    verbose_name_plural = "newest visa facts"
    fields = ["percent", "programs", "programs_seen", "grade", "source"]


@admin.register(Specialty)
class SpecialtyAdmin(PublishedAdmin):
    form = SpecialtyForm
    list_display = ["name", "short_name", "years", "how_sure", "published", "review"]
    list_filter = [
        ReviewFilter,
        "published",
        "match_service",
        "application_service",
        "categorical",
        "advanced",
        "preliminary",
        "primary_care",
        "surgical",
        "hospital_based",
        "combined",
        "waiver",
        "grade",
    ]
    search_fields = ["name", "nrmp_name", "short_name", "synonyms"]
    search_help_text = "Any of its names."
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["sources"]
    readonly_fields = ["figures"]
    inlines = [
        MatchResultInline,
        PreferredMatchRateInline,
        SignalAllocationInline,
        VisaFactInline,
    ]
    fieldsets = [
        (
            "Names",
            {"fields": ["name", "slug", ("nrmp_name", "short_name"), "synonyms", "published"]},
        ),
        (
            "In our own words",
            {
                "description": "Write as a good senior colleague would speak: exact, kind, brief. "
                "Never copy a sentence from a source, and keep figures out of it.",
                "fields": ["what_it_is", "who_it_suits"],
            },
        ),
        ("Figures", {"fields": ["figures"]}),
        (
            "Ways in, and kind",
            {
                "description": "Readers filter on these.",
                "fields": [
                    ("categorical", "advanced", "preliminary"),
                    ("primary_care", "surgical", "hospital_based", "combined"),
                    ("years_min", "years_max", "preliminary_year"),
                ],
            },
        ),
        (
            "Applying",
            {"fields": [("match_service", "application_service"), "application_note"]},
        ),
        ("After residency", {"fields": ["board", "fellowships", "waiver", "waiver_note"]}),
        (
            "What it rests on",
            {
                "description": "Past its review date, the page says so to the reader.",
                "fields": ["grade", "sources", ("as_of", "review_by")],
            },
        ),
    ]

    @admin.display(description="training, years", ordering="years_min")
    def years(self, obj):
        if obj.years_min == obj.years_max:
            return obj.years_min
        return f"{obj.years_min or '?'} to {obj.years_max or '?'}"

    @admin.display(description="how sure", ordering="grade")
    def how_sure(self, obj):
        return obj.get_grade_display()

    @admin.display(description="all figures")
    def figures(self, obj):
        """Lead to the rows of each kind, and to a new one with the specialty filled in."""
        if not obj.pk:
            return "Save the specialty first, then add its figures."
        return format_html("<ul>{}</ul>", format_html_join("", "{}", self._figure_links(obj)))

    def _figure_links(self, obj):
        for model in FIGURES:
            page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            line = format_html(
                '<li><a href="{}">{} ({})</a>, <a href="{}">add one</a></li>',
                reverse(f"{page}_changelist", query={"specialty__id__exact": obj.pk}),
                model._meta.verbose_name_plural.capitalize(),
                model.objects.filter(specialty=obj).count(),
                reverse(f"{page}_add", query={"specialty": obj.pk}),
            )
            yield (line,)
