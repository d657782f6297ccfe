"""What the forms of content gain: a way to see the page before readers do, saved or not."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from guidance import tailoring
from guidance.catalogue import KINDS
from guidance.tailoring import HEADINGS

from . import drafts, pages, readers, staging

UNSAVED = "_preview"
TOLD = {model._meta.model_name for kind, (model, _) in KINDS.items() if kind in HEADINGS}
"""The kinds of what readers are told because of their answers."""


class PreviewedAdmin(admin.ModelAdmin):
    """Mixed into the page of each content model whose rows stand somewhere on the site."""

    change_form_template = "preview/change_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save what is typed, show its page, and undo it all, when only a preview was asked for."""
        if UNSAVED not in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            response = super().changeform_view(request, object_id, form_url, extra_context)
            transaction.set_rollback(True)
        return response

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if drafts.may_see(request):
            context["may_preview"] = True
            if obj and hasattr(self, "is_public") and not self.is_public(obj):
                context["preview"] = staging.address(obj.get_absolute_url())
            if obj and self.opts.model_name in TOLD:
                someone = tailoring.someone_told(obj, timezone.localdate())
                context["nobody"] = someone is None
                if someone is not None:
                    context["told"] = readers.address(someone, obj.get_absolute_url())
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        previewed = self._previewed(request, obj)
        return previewed or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._previewed(request, obj) or super().response_change(request, obj)

    def _previewed(self, request, obj):
        if UNSAVED not in request.POST:
            return None
        if not drafts.may_see(request):
            raise PermissionDenied(drafts.REFUSED)
        return pages.page(request, obj.get_absolute_url(), unsaved=True)
