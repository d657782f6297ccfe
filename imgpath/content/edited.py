"""What every content page of the admin gains: its history, and a warning when it is overtaken."""

import json
from contextlib import nullcontext

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from . import live
from .history import recorded
from .models import ContentRevision
from .overtaken import Overtaken, overtaken
from .schema import schema
from .wording import told

SHOWN = 50  # changes on a page of history; the list of all changes has the rest


class EditedAdmin(admin.ModelAdmin):
    """Mixed into the page of each content model by the admin site.

    Everything posted is recorded as it changes content. A change form carries what it was opened
    with, so that saving it cannot undo what somebody else, or a release, did meanwhile.
    """

    change_form_template = "content/change_form.html"
    change_list_template = "content/change_list.html"

    @property
    def schema(self):
        return schema(self.opts.label_lower)

    def _recording(self, request):
        if request.method != "POST":
            return nullcontext()
        return recorded(self.model, via=ContentRevision.Via.ADMIN, actor=request.user)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with self._recording(request):
            seen = self._seen(request, object_id)
            context = {**(extra_context or {}), **seen}
            return super().changeform_view(request, object_id, form_url, context)

    def changelist_view(self, request, extra_context=None):
        yearly = self.schema.shape.whole and self.has_add_permission(request)
        context = {**(extra_context or {}), "yearly": yearly and self.opts.label_lower}
        with self._recording(request):
            return super().changelist_view(request, context)

    def delete_view(self, request, object_id, extra_context=None):
        with self._recording(request):
            return super().delete_view(request, object_id, extra_context)

    def _seen(self, request, object_id):
        """Return what the form carries, after merging a form that was overtaken with what is here.

        A post without it is not a form that we made, and is not checked.
        """
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is None or not self.has_change_permission(request, row):
            return {}
        here = next(each for each in live.states(self.schema).values() if each.pk == row.pk).values
        if request.method != "POST":
            return {"seen": json.dumps(here)}
        seen = request.POST.get("seen")
        if seen is None or (then := _read(seen)) == here:
            return {"seen": seen}
        forms = self.get_form(request, row, change=True)
        request.POST, request.overtaken = overtaken(
            self.schema, forms, row, request.POST, then, here
        )
        key = self.schema.key(here)
        last = ContentRevision.objects.filter(model=self.opts.label_lower, key=key).first()
        return {"seen": json.dumps(here), "overtaken": request.overtaken, "last": last}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not hasattr(request, "overtaken"):
            return form
        return type(form.__name__, (Overtaken, form), {})

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        key = next(key for key, each in live.states(self.schema).items() if each.pk == row.pk)
        found = ContentRevision.objects.filter(model=self.opts.label_lower, key=key)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "opts": self.opts,
            "object": row,
            "key": key,
            "found": [told(each) for each in found.select_related("actor")[:SHOWN]],
            "more": found.count() > SHOWN,
        }
        return TemplateResponse(request, "content/history.html", context)


def _read(seen):
    """Return the values that a form was opened with; none of them where somebody tampered."""
    try:
        values = json.loads(seen)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}
