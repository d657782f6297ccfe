from urllib.parse import urlsplit

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from . import rows
from .models import ErrorReport


@admin.register(ErrorReport)
class ErrorReportAdmin(admin.ModelAdmin):
    """What readers say is wrong, oldest first, for editors to work through."""

    list_display = ["said", "on_page", "row", "received_on", "handled"]
    list_filter = ["handled", "received_on"]
    search_fields = ["page", "row", "text", "note"]
    search_help_text = "Words of the report, or a part of its page's address."
    actions = ["mark_handled"]
    fieldsets = [
        (
            "What the reader says",
            {
                "description": "Anyone can send this, so it may be untrue: look it up in the "
                "source. Delete a report that tells of a person.",
                "fields": ["text", "on_page", "about", "right_figure", "received_on"],
            },
        ),
        (
            "What came of it",
            {
                "description": "When a figure was wrong, change it and write a correction.",
                "fields": ["correction", "handled", "note"],
            },
        ),
    ]
    readonly_fields = ["text", "on_page", "about", "right_figure", "received_on", "correction"]

    def has_add_permission(self, request):
        return False

    @admin.display(description="what is wrong")
    def said(self, report):
        return Truncator(report.text).words(20)

    @admin.display(description="page")
    def on_page(self, report):
        return _link(report.page)

    @admin.display(description="figure or statement")
    def about(self, report):
        """Name the row, leading to its page in the admin where it can be found."""
        row = rows.find(report.row)
        if row is None:
            return report.row
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), report.row)

    @admin.display(description="where the right figure can be read")
    def right_figure(self, report):
        return _link(report.address) if report.address else ""

    @admin.display(description="correction")
    def correction(self, report):
        """Lead to a new correction of the same page and row; what its query asked stays here."""
        filled = {"page": urlsplit(report.page).path, "row": report.row, "noticed": "reader"}
        address = reverse("admin:residencies_correction_add", query=filled)
        return format_html('<a href="{}">Write a correction</a>', address)

    @admin.action(description="Mark as handled", permissions=["change"])
    def mark_handled(self, request, queryset):
        queryset.update(handled=True)


def _link(address):
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', address, address)
