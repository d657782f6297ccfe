from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from .. import resolve
from ..models import ContentBase, ContentConflict
from ..schema import schema
from ..wording import as_text, changes


@admin.register(ContentBase)
class ContentBaseAdmin(admin.ModelAdmin):
    """What was shipped last; for looking up only."""

    list_display = ["key", "model", "release", "removed_upstream", "deleted_live", "synced_at"]
    list_filter = ["model", "removed_upstream", "deleted_live"]
    search_fields = ["key"]
    search_help_text = "Part of a natural key, such as internal-medicine."

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ContentConflict)
class ContentConflictAdmin(admin.ModelAdmin):
    """Where a release and an editor changed the same thing. The editor's value stands meanwhile."""

    list_display = ["key", "unit", "model", "release", "opened_at", "outcome"]
    list_filter = ["resolution", "model"]
    search_fields = ["key", "unit"]
    search_help_text = "Part of a natural key or of a field's name."
    actions = ["take_shipped", "keep_mine"]
    fields = ["model", "key", "unit", "difference", "release", "opened_at", "outcome"]
    fields += ["resolved_by", "resolved_at"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

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

    @admin.action(description="Take shipped: replace the value here", permissions=["change"])
    def take_shipped(self, request, queryset):
        self._decide(request, queryset, resolve.take_shipped)

    @admin.action(description="Keep mine: leave the value here", permissions=["change"])
    def keep_mine(self, request, queryset):
        self._decide(request, queryset, resolve.keep_mine)

    def _decide(self, request, queryset, decide):
        for conflict in queryset:
            options = schema(conflict.model).model._meta
            if not request.user.has_perm(f"{options.app_label}.change_{options.model_name}"):
                text = f"{conflict}: You may not change {options.verbose_name_plural}."
                self.message_user(request, text, messages.ERROR)
                continue
            try:
                decide(conflict, request.user)
            except ValidationError as error:
                text = f"{conflict}: {' '.join(error.messages)}"
                self.message_user(request, text, messages.ERROR)
            else:
                self.message_user(request, f"{conflict}: decided.", messages.SUCCESS)
