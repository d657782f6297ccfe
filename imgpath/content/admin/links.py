"""Whether the links of the content answer, and the rows that hold them."""

from functools import cache

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from .. import addresses
from ..models import LinkCheck


@admin.register(LinkCheck)
class LinkCheckAdmin(admin.ModelAdmin):
    """Whether the links of the content answer, as check_links found; for looking up only."""

    list_filter = ["state", "checked_at"]
    search_fields = ["address", "detail"]
    search_help_text = "A part of an address, or of what it said."

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_list_display(self, request):
        return ["address", _stands_in(request, most=3), "state", "since"]

    def get_fields(self, request, obj=None):
        told = ["state", "status", "detail", "failing_since", "checked_at"]
        return ["visit", _stands_in(request), *told]

    get_readonly_fields = get_fields

    @admin.display(description="failing since", ordering="failing_since")
    def since(self, check):
        return check.failing_since and check.failing_since.date()

    @admin.display(description="address")
    def visit(self, check):
        return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', check.address)


def _stands_in(request, most=None):
    """Return a column that names the rows that hold an address: read once for a whole list."""
    held = cache(addresses.held)

    @admin.display(description="stands in")
    def stands_in(check):
        rows = held().get(check.address, [])
        if not rows:
            return "Nothing that readers see: it goes with the next check."
        names = [_named(request, row) for row in rows[:most]]
        if len(rows) > len(names):
            names.append(f"and {len(rows) - len(names)} more")
        return format_html_join("", "<div>{}</div>", [(name,) for name in names])

    return stands_in


def _named(request, row):
    """Name a row, with a link to it for those who may look at it."""
    options = row._meta
    name = f"{options.verbose_name}: {Truncator(row).chars(90)}"
    if not request.user.has_perm(f"{options.app_label}.view_{options.model_name}"):
        return name
    page = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', page, name)
