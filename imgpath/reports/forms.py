"""Taking a report from anyone: what is typed is checked, and never lost."""

import logging
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import ErrorReport

log = logging.getLogger(__name__)

FULL = _(
    "So many reports wait to be read just now that we cannot take another. Nothing that you typed "
    "is lost: please keep this page open and send it again tomorrow."
)
AWAY = _(
    "Your report could not be kept just now. Nothing that you typed is lost: please wait a few "
    "minutes and send it again."
)


def page_here(address: str, host: str) -> str:
    """Return an address as a path of this site with its query; "" if it leads anywhere else."""
    if not url_has_allowed_host_and_scheme(address, {host}):
        return ""
    parts = urlsplit(address)
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Words(forms.CharField):
    """Text of several lines. Browsers count a line's end as one character, yet send two."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ReportForm(forms.ModelForm):
    """A report for an editor to read. ``host`` is the name of this site."""

    class Meta:
        model = ErrorReport
        fields = ["page", "row", "text", "address"]
        labels = {"page": _("Page")}
        field_classes = {"text": Words}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        error_messages = {
            "text": {"required": _("Say what is wrong.")},
            "page": {"required": _("Say which page it is on.")},
            "address": {"invalid": _("Give a whole address, such as https://www.nrmp.org/.")},
        }

    def __init__(self, *args, host, **kwargs):
        super().__init__(*args, **kwargs)
        self.host = host

    def clean_page(self):
        page = page_here(self.cleaned_data["page"], self.host)
        if not page:
            raise ValidationError(
                gettext("Give the address of a page of this site, such as /places/.")
            )
        return page

    def keep(self) -> bool:
        """Keep the report; when that cannot be done, say so and keep what was typed."""
        try:
            if ErrorReport.objects.waiting().count() < settings.MOST_REPORTS_WAITING:
                ErrorReport.objects.receive(**self.cleaned_data)
            else:
                self.add_error(None, FULL)
        except DatabaseError:
            log.exception("The database is away; a report could not be kept.")
            self.add_error(None, AWAY)
        return not self.errors
