"""Importing a table: choose it, look at what it would do, import it, and undo that."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst, slugify

from residencies.admin import WIDE

from ..models import TableImport
from ..tables import applying, making, undoing
from ..tables.forms import FileForm, TableImportForm
from ..tables.kinds import kinds
from ..tables.showing import shown

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@admin.register(TableImport)
class TableImportAdmin(admin.ModelAdmin):
    """Tables that were uploaded. One opens to what importing it would do, or to what it did."""

    form = TableImportForm
    fields = ["kind", "source", "file"]
    autocomplete_fields = ["source"]
    add_form_template = "content/table_add.html"
    actions = None
    list_display = ["file_name", "figures", "uploaded_by", "uploaded_at", "outcome"]
    list_filter = ["imported_at", "undone_at"]
    list_select_related = ["uploaded_by"]
    search_fields = ["file_name"]
    search_help_text = "A part of the name of the file."

    def get_urls(self):
        template = self.admin_site.admin_view(self.template_view)
        name = "content_tableimport_template"
        return [path("template/<slug:slug>.<str:suffix>", template, name=name), *super().get_urls()]

    def template_view(self, request, slug, suffix):
        """Give a table to fill in; with ?rows=last, what names each row of the last year."""
        found = (kind for kind in importable(request).values() if kind.slug == slug)
        kind = next(found, None)
        if kind is None or suffix not in TYPES or not self.has_add_permission(request):
            raise PermissionDenied
        names = kind.names()
        rows = making.rows_to_fill(kind, names) if request.GET.get("rows") == "last" else []
        content = (
            making.as_csv(kind, rows) if suffix == "csv" else making.as_xlsx(kind, rows, names)
        )
        answer = HttpResponse(content, content_type=TYPES[suffix])
        name = f"{slugify(kind.name)}.{suffix}"
        answer.headers["Content-Disposition"] = content_disposition_header(True, name)
        return answer

    def get_queryset(self, request):
        return super().get_queryset(request).defer("table")

    def has_add_permission(self, request):
        return super().has_add_permission(request) and bool(importable(request))

    def has_change_permission(self, request, obj=None):
        """Who imports a table, or undoes that, may do the same to each of its rows."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.kind in importable(request))

    def has_delete_permission(self, request, obj=None):
        """Keep what was imported: it is what its changes came from."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and obj.imported_at is None

    @admin.display(description="figures", ordering="kind")
    def figures(self, obj):
        return capfirst(kinds()[obj.kind].name)

    @admin.display(description="outcome", ordering="imported_at")
    def outcome(self, obj):
        if obj.undone_at:
            return "Undone"
        return "Imported" if obj.imported_at else "Not imported"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            named = [(each.label, capfirst(each.name)) for each in importable(request).values()]
            return forms.ChoiceField(label="Figures", choices=named)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "source":
            field.widget.widget.attrs["data-width"] = WIDE
        return field

    def add_view(self, request, form_url="", extra_context=None):
        chosen = importable(request).get(request.GET.get("kind"))
        offered = [chosen] if chosen else importable(request).values()
        context = {
            **(extra_context or {}),
            "title": "Import a table",
            "offered": [(kind, making.last_year(kind)) for kind in offered],
        }
        return super().add_view(request, form_url, context)

    def save_model(self, request, obj, form, change):
        obj.uploaded_by, obj.uploaded_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(_page(obj))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        found = self.get_object(request, object_id)
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied
        if request.method == "POST":
            return self._act(request, found)
        return self._shown(request, found)

    def _act(self, request, found):
        """Do what was asked; whatever keeps it from being done is said on the same page."""
        if not self.has_change_permission(request, found):
            raise PermissionDenied
        act = next((act for name, act in ACTS.items() if name in request.POST), None)
        try:
            if act is not None and (form := act(self, request, found)):
                return self._shown(request, found, form)
        except applying.Stale:
            text = "Not imported: something changed since you looked. Look again, then import."
            self.message_user(request, text, messages.WARNING)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        return HttpResponseRedirect(_page(found))

    def _import(self, request, found):
        done = applying.apply(
            found,
            request.user,
            seen=request.POST.get("seen", ""),
            accepted="accepted" in request.POST,
        )
        text = f"Imported: {done.made} row{pluralize(done.made)} made, {done.changed} changed."
        self.log_change(request, done, text)
        self.message_user(request, f"{text} Readers see them now.", messages.SUCCESS)

    def _replace(self, request, found):
        """Take another file in place of one that is not imported yet; return a form with errors."""
        form = FileForm(request.POST, request.FILES, kind=kinds()[found.kind])
        if not form.is_valid():
            return form
        waiting = TableImport.objects.filter(pk=found.pk, imported_at=None)
        if not waiting.update(
            file_name=form.cleaned_data["file"].name,
            table=form.cleaned_data["table"],
            uploaded_by=request.user,
            uploaded_at=timezone.now(),
        ):
            raise ValidationError("It was imported already. Import the other file by itself.")
        return None

    def _undo(self, request, found):
        if not may_delete(request, found.kind):
            raise PermissionDenied
        done = undoing.undo(found, request.user)
        text = f"Undone: {len(done.away)} rows taken away, {len(done.back)} put back"
        text += f", {len(done.left)} left." if done.left else "."
        self.log_change(request, found, text)
        self.message_user(request, text, messages.SUCCESS)

    def _shown(self, request, found, form=None):
        may = self.has_change_permission(request, found)
        context = {
            **self.admin_site.each_context(request),
            **shown(found),
            "title": f"{capfirst(kinds()[found.kind].name)}: {found.file_name}",
            "opts": self.opts,
            "found": found,
            "may_import": may,
            "may_undo": may and may_delete(request, found.kind),
            "may_discard": self.has_delete_permission(request, found),
            "file_form": form or FileForm(),
        }
        return TemplateResponse(request, "content/table_import.html", context)


ACTS = {
    "_import": TableImportAdmin._import,
    "_replace": TableImportAdmin._replace,
    "_undo": TableImportAdmin._undo,
}


def importable(request):
    """Return the kinds of which someone may make and change rows."""
    found = {}
    for label, kind in kinds().items():
        page = admin.site.get_model_admin(kind.model)
        if page.has_add_permission(request) and page.has_change_permission(request):
            found[label] = kind
    return found


def may_delete(request, label):
    return admin.site.get_model_admin(kinds()[label].model).has_delete_permission(request)


def _page(found):
    return reverse("admin:content_tableimport_change", args=[found.pk])
