"""The admin site: the page of each content model records what is changed there, and previews it."""

from django.contrib import admin
from django.db.models.base import ModelBase
from django.urls import path

from residencies import translations

from .content.edited import EditedAdmin
from .content.units import SHAPES
from .coverage.views import coverage
from .preview.admin import PreviewedAdmin
from .preview.views import preview
from .staff.site import StaffSite
from .translating import views as translating
from .translating.admin import TranslatedAdmin


class Site(StaffSite):
    """The admin. Apps that hold content may not import what records it, so it is mixed in here."""

    def register(self, model_or_iterable, admin_class=None, **options):
        alone = isinstance(model_or_iterable, ModelBase)
        for model in [model_or_iterable] if alone else model_or_iterable:
            page = admin_class or admin.ModelAdmin
            kinds = [EditedAdmin] if model._meta.label_lower in SHAPES else []
            if kinds and hasattr(model, "get_absolute_url"):
                kinds = [PreviewedAdmin, *kinds]
            if translations.fields(model):
                kinds = [TranslatedAdmin, *kinds]
            if kinds:
                page = type(page.__name__, (*kinds, page), {"__module__": page.__module__})
            super().register(model, page, **options)

    def get_urls(self):
        seen = self.admin_view(preview)
        own = [
            path("preview/", seen),
            path("preview/<path:path>", seen, name="preview"),
            path("coverage/", self.admin_view(coverage), name="coverage"),
            path("translations/", self.admin_view(translating.overview), name="translations"),
            path(
                "translations/<language>/<label>/",
                self.admin_view(translating.kind),
                name="translations_of",
            ),
            path(
                "translations/<language>/<label>/<int:pk>/",
                self.admin_view(translating.row),
                name="translate",
            ),
        ]
        return [*own, *super().get_urls()]
