"""The history of all content: who changed what, and the way back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from .. import live
from ..models import ContentRevision
from ..schema import schema
from ..undo import undo, undoing
from ..wording import differences, told


class KindFilter(admin.SimpleListFilter):
    title = "what"
    parameter_name = "what"

    def lookups(self, request, model_admin):
        return [("made", "Made"), ("changed", "Changed"), ("deleted", "Deleted")]

    def queryset(self, request, queryset):
        match self.value():
            case "made":
                return queryset.filter(before__isnull=True)
            case "changed":
                return queryset.filter(before__isnull=False, after__isnull=False)
            case "deleted":
                return queryset.filter(after__isnull=True)
        return queryset


@admin.register(ContentRevision)
class ContentRevisionAdmin(admin.ModelAdmin):
    """Every change to content, newest first. A change opens to what it was, and can be undone."""

    list_display = ["at", "row", "what", "actor", "via", "release"]
    list_filter = ["via", KindFilter, "at", "model"]
    list_select_related = ["actor"]
    search_fields = ["key", "note", "release"]
    search_help_text = "Part of a natural key, such as internal-medicine, or of a release."
    date_hierarchy = "at"
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(ordering="key")
    def row(self, revision):
        return f"{capfirst(schema(revision.model).model._meta.verbose_name)}: {revision.key}"

    @admin.display(description="what")
    def what(self, revision):
        if revision.before is None:
            return "Made"
        if revision.after is None:
            return "Deleted"
        names = [
            name for name, value in revision.before.items() if revision.after.get(name) != value
        ]
        return ", ".join(name.replace("_", " ") for name in names)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        revision = self.get_object(request, object_id)
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        if revision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            return self._undo(request, revision)
        return TemplateResponse(
            request,
            "content/revision.html",
            {
                **self.admin_site.each_context(request),
                **told(revision),
                **self._way_back(request, revision),
                "opts": self.opts,
                "title": self.row(revision),
                "link": page_of(revision),
            },
        )

    def _undo(self, request, revision):
        if not may_undo(request, revision):
            raise PermissionDenied
        try:
            undo(revision, request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(request.path)
        self.message_user(request, f"{revision}: put back.", messages.SUCCESS)
        return HttpResponseRedirect(page_of(revision) or request.path)

    def _way_back(self, request, revision):
        try:
            wanted = undoing(revision)
        except ValidationError as error:
            return {"refusal": " ".join(error.messages)}
        if not wanted.changes:
            return {"refusal": "The row is as it was before this change."}
        if not may_undo(request, revision):
            return {"refusal": "You may not change this row."}
        return {"undoing": differences(wanted.schema, wanted.now, wanted.then)}


def may_undo(request, revision):
    """Say whether someone may put back what a change replaced: as on the page of the row itself."""
    model = schema(revision.model).model
    page, row = admin.site.get_model_admin(model), _row(revision)
    if row is None:
        return page.has_add_permission(request) and page.may_set(request, revision.before)
    obj = model._default_manager.get(pk=row.pk)
    return page.has_change_permission(request, obj) and page.may_set(request, revision.before)


def _row(about):
    return live.states(schema(about.model)).get(about.key)


def page_of(about):
    """Return where the row is that a change or a conflict is about; None if it is not here."""
    row = _row(about)
    name = about.model.replace(".", "_")
    return reverse(f"admin:{name}_change", args=[row.pk]) if row else None
