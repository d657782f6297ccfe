"""What every content page of the admin has in common."""

import datetime

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format

from ..models import Revision

LINE, LONG_LINE = 60, 120
WIDE = "min(610px, 80vw)"  # of a box that searches among long names


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

    def may_set(self, request, values):
        """Say whether someone who may change a row may give these of its fields these values."""
        return True

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
        if db_field.many_to_many or db_field.name in ("source", "finding"):
            field.widget.widget.attrs["data-width"] = WIDE
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
    """A page for content with an address of its own: taken back, never deleted.

    ``state`` is the field that says whether readers see it. Only who may publish makes it
    ``public``, and only who may change what is published does so: others write drafts.
    """

    state, public, draft = "published", True, False

    def is_public(self, obj):
        """Say whether readers can open it."""
        return getattr(obj, self.state) == self.public

    def view_on_site(self, obj):
        return obj.get_absolute_url() if self.is_public(obj) else None

    def may_set(self, request, values):
        return self.state not in values or self.has_publish_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_publish_permission(self, request):
        return request.user.has_perm("residencies.publish")

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        is_draft = obj is None or not self.is_public(obj)
        return allowed and (is_draft or request.user.has_perm("residencies.change_published"))

    def get_readonly_fields(self, request, obj=None):
        fixed = [] if self.has_publish_permission(request) else [self.state]
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_form(self, request, obj=None, **kwargs):
        if not self.has_publish_permission(request):
            kwargs["help_texts"] = {self.state: "A publisher publishes it."}
        return super().get_form(request, obj, **kwargs)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        may = super().has_change_permission(request)
        if obj and may and not self.has_change_permission(request, obj):
            text = "Readers see this, so you cannot change it. A publisher can return it to draft."
            messages.info(request, text)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change and self.state not in form.fields:
            setattr(obj, self.state, self.draft)
        super().save_model(request, obj, form, change)
