from django.contrib import admin
from django.urls import reverse

from . import texts


class TranslatedAdmin(admin.ModelAdmin):
    """Mixed into the page of each content model that has words for readers."""

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Lead to the translations of a row, where the site has another language."""
        may = request.user.has_perm("residencies.change_translation")
        if obj and may and self.has_change_permission(request, obj):
            context["translations"] = [
                (code, name, reverse("admin:translate", args=[code, self.opts.label_lower, obj.pk]))
                for code, name in texts.languages()
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
