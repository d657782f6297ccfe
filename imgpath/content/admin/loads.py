from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import capfirst

from .. import edits, live, resolve
from ..models import ContentBase, ContentConflict
from ..schema import schema
from ..wording import as_text, changes, differences
from .revisions import page_of

ANYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class HereFilter(admin.SimpleListFilter):
    title = "here"
    parameter_name = "here"

    def lookups(self, request, model_admin):
        return [("edited", "Edited"), ("deleted", "Deleted")]

    def queryset(self, request, queryset):
        match self.value():
            case "edited":
                return queryset.filter(pk__in=edits.found().edited)
            case "deleted":
                return queryset.filter(pk__in=edits.found().deleted)
        return queryset


@admin.register(ContentBase)
class ContentBaseAdmin(admin.ModelAdmin):
    """What was shipped last, and what editors made of it here."""

    list_display = ["key", "model", "release", "removed_upstream", "deleted_live", "synced_at"]
    list_filter = [HereFilter, "model", "removed_upstream", "deleted_live"]
    search_fields = ["key"]
    search_help_text = "Part of a natural key, such as internal-medicine."
    actions = ["take_shipped"]
    fields = ["model", "key", "edited_here", "release", "synced_at"]
    fields += ["removed_upstream", "deleted_live"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="edited here")
    def edited_here(self, base):
        """Show what was shipped and what is here, with the words that changed marked."""
        row_schema = schema(base.model)
        row = live.states(row_schema).get(base.key)
        if row is None:
            return "It is not here any more."
        rows = differences(row_schema, *_states(edits.changed(row_schema, base.base, row.values)))
        context = {"rows": rows, "heading": "From what was shipped to what is here"}
        return render_to_string("content/words.html", context) if rows else "No."

    @admin.action(
        description="Take shipped: undo the edits here",
        permissions=["change"],
        location=ANYWHERE,
    )
    def take_shipped(self, request, queryset):
        _each(self, request, queryset, edits.take_shipped)


@admin.register(ContentConflict)
class ContentConflictAdmin(admin.ModelAdmin):
    """Where a release and an editor changed the same thing. The editor's value stands meanwhile."""

    list_display = ["key", "unit", "model", "release", "opened_at", "outcome"]
    list_filter = ["resolution", "model"]
    search_fields = ["key", "unit"]
    search_help_text = "Part of a natural key or of a field's name."
    actions = ["take_shipped", "keep_mine"]
    readonly_fields = ["row", "difference", "release", "opened_at", "outcome"]
    readonly_fields += ["resolved_by", "resolved_at"]

    def get_fields(self, request, obj=None):
        decided = obj and obj.resolution
        return self.readonly_fields if decided else self.readonly_fields[:-2]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="row")
    def row(self, conflict):
        kind = capfirst(schema(conflict.model).model._meta.verbose_name)
        page = page_of(conflict)
        name = format_html('<a href="{}">{}</a>', page, conflict.key) if page else conflict.key
        return format_html("{}: {}", kind, name)

    @admin.display(description="outcome", ordering="resolution")
    def outcome(self, conflict):
        return conflict.get_resolution_display() or "Open"

    @admin.display(description="what changed")
    def difference(self, conflict):
        """Show each field before, as shipped, and here, with the words that changed marked."""
        rows = []
        for name, shipped in conflict.shipped.items():
            before = as_text((conflict.base or {}).get(name)) if conflict.base else ""
            start = before or as_text(shipped)
            after = [changes(start, as_text(value)) for value in (shipped, conflict.live[name])]
            rows.append({"name": name, "before": before or "(not known)", "after": after})
        return render_to_string("content/difference.html", {"rows": rows})

    @admin.action(
        description="Take shipped: replace the value here",
        permissions=["change"],
        location=ANYWHERE,
    )
    def take_shipped(self, request, queryset):
        _each(self, request, queryset, resolve.take_shipped)

    @admin.action(
        description="Keep mine: leave the value here",
        permissions=["change"],
        location=ANYWHERE,
    )
    def keep_mine(self, request, queryset):
        _each(self, request, queryset, resolve.keep_mine)


def _each(page, request, queryset, decide):
    """Decide about each row that the user may change, and say what came of it."""
    for row in queryset:
        options = schema(row.model).model._meta
        if not request.user.has_perm(f"{options.app_label}.change_{options.model_name}"):
            text = f"{row}: You may not change {options.verbose_name_plural}."
            page.message_user(request, text, messages.ERROR)
            continue
        try:
            decide(row, request.user)
        except ValidationError as error:
            page.message_user(request, f"{row}: {' '.join(error.messages)}", messages.ERROR)
        else:
            page.message_user(request, f"{row}: decided.", messages.SUCCESS)


def _states(changed):
    """Return {field: shipped} and {field: here} of a {field: (shipped, here)}."""
    return tuple({name: pair[side] for name, pair in changed.items()} for side in (0, 1))
