"""What every content page of the admin has in common."""

import datetime

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format

from ..models import Revision

LINE, LONG_LINE = 60, 120


@admin.display(description="grade", ordering="grade")
def letter(row):
    """Show a grade by its letter: a list has no room for its meaning."""
    return row.grade


def when(review_by):
    """Say by when something is looked at again; nothing where it has no date."""
    if review_by is None:
        return None
    date = date_format(review_by)
    return f"Overdue since {date}" if review_by < timezone.localdate() else date


@admin.display(description="review", ordering="source__review_by")
def review(figure):
    """Say when a figure is looked at again: with its source."""
    return when(figure.source.review_by)


class SentenceWidget(AdminTextareaWidget):
    """Shows a long one-line field whole. Line breaks typed into it become spaces."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(value.split())


class ContentAdmin(admin.ModelAdmin):
    """A page for content: every change reaches the site, in each process, on its next request."""

    save_on_top = True
    key_fields = ["slug"]

    def get_readonly_fields(self, request, obj=None):
        """Fix what names a row once it exists: links and shipped content find the row by it."""
        fixed = self.key_fields if obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Give words the room they need: Django's own fields show the first few of them."""
        is_words = type(db_field) is models.CharField and not db_field.choices
        if is_words and db_field.max_length >= LONG_LINE:
            kwargs["widget"] = SentenceWidget(attrs={"rows": 3})
        elif is_words and db_field.max_length >= LINE:
            kwargs["widget"] = AdminTextInputWidget(attrs={"class": "vLargeTextField"})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.many_to_many or db_field.name == "source":
            field.widget.widget.attrs["data-width"] = "min(610px, 80vw)"
        return field

    # Django calls one of these three for everything an editor does, inside its transaction.
    def log_addition(self, request, obj, message):
        Revision.bump()
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        Revision.bump()
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        Revision.bump()
        return super().log_deletions(request, queryset)

    def response_action(self, request, queryset, action_location=ActionLocation.CHANGE_LIST):
        """Run actions in a transaction too: the revision must not show before the change does."""
        with transaction.atomic():
            return super().response_action(request, queryset, action_location)


class FigureAdmin(ContentAdmin):
    """A page for a figure, which is looked at again with its source."""

    list_select_related = ["source"]
    autocomplete_fields = ["source"]

    def get_list_display(self, request):
        return [*super().get_list_display(request), review]

    def get_list_filter(self, request):
        return [SourceReviewFilter, *super().get_list_filter(request)]


class SpecialtyFigureAdmin(FigureAdmin):
    """A page for a figure of one specialty."""

    list_select_related = ["specialty", "source"]
    search_fields = ["specialty__name", "specialty__nrmp_name", "specialty__synonyms"]
    search_help_text = "A specialty, by any of its names."
    autocomplete_fields = ["specialty", "source"]


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"
    field = "review_by"
    soon = datetime.timedelta(days=60)

    def lookups(self, request, model_admin):
        return [
            ("overdue", "Overdue"),
            ("soon", f"Due in the next {self.soon.days} days"),
            ("later", "Later"),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        match self.value():
            case "overdue":
                return queryset.filter(**{f"{self.field}__lt": today})
            case "soon":
                return queryset.filter(**{f"{self.field}__range": (today, today + self.soon)})
            case "later":
                return queryset.filter(**{f"{self.field}__gt": today + self.soon})
        return queryset


class SourceReviewFilter(ReviewFilter):
    """Figures have no review date of their own: that of their source counts."""

    field = "source__review_by"


class ReviewedAdmin(ContentAdmin):
    """A page for content that is looked at again by a date."""

    @admin.display(description="review", ordering="review_by")
    def review(self, obj):
        return when(obj.review_by)


class PublishedAdmin(ReviewedAdmin):
    """A page for content with an address of its own: taken back, never deleted."""

    def has_delete_permission(self, request, obj=None):
        return False

    def is_public(self, obj):
        """Say whether readers can open it."""
        return obj.published

    def view_on_site(self, obj):
        return obj.get_absolute_url() if self.is_public(obj) else None
