"""The admin site: the page of each content model records what is changed there."""

from django.contrib import admin
from django.db.models.base import ModelBase

from .content.edited import EditedAdmin
from .content.units import SHAPES
from .staff.site import StaffSite


class Site(StaffSite):
    """The admin. Apps that hold content may not import what records it, so it is mixed in here."""

    def register(self, model_or_iterable, admin_class=None, **options):
        alone = isinstance(model_or_iterable, ModelBase)
        for model in [model_or_iterable] if alone else model_or_iterable:
            page = admin_class or admin.ModelAdmin
            if model._meta.label_lower in SHAPES:
                page = type(page.__name__, (EditedAdmin, page), {"__module__": page.__module__})
            super().register(model, page, **options)
