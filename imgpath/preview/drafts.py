"""The rows that readers do not see yet, and who may."""

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest

REFUSED = "Only who may read every draft can see a preview."


def kinds() -> Iterator[ModelAdmin]:
    """Yield the admin page of each kind of content that can be a draft.

    They are known by what they have: their class cannot be imported while the site is being made.
    """
    return (each for each in admin.site._registry.values() if hasattr(each, "is_public"))


def may_see(request: HttpRequest) -> bool:
    """Say whether someone may read every draft: a page can show any of them."""
    return all(each.has_view_permission(request) for each in kinds())


def found() -> dict[str, str]:
    """Return what each row is that readers do not see, by the address where it would stand."""
    return {row.get_absolute_url(): word(row) for kind in kinds() for row in _rows(kind)}


def word(row: Model) -> str:
    """Return in a word what keeps a row from readers."""
    return row.get_status_display() if hasattr(row, "status") else "Not published"


def _rows(kind):
    rows = kind.model.objects.exclude(**{kind.state: kind.public})
    return rows.select_related(*kind.list_select_related) if kind.list_select_related else rows
