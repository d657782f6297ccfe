"""What readers say is wrong. No load of shipped content reads or writes it."""

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _


class ErrorReportQuerySet(models.QuerySet):
    def waiting(self):
        """Return those that no editor has dealt with."""
        return self.filter(handled=False)

    def receive(self, **said):
        """Keep a report. What waits already, word for word, is not kept twice."""
        if not self.waiting().filter(**said).exists():
            self.create(**said)


class ErrorReport(models.Model):
    """What one reader says is wrong on a page. It holds nothing about the reader."""

    page = models.CharField(max_length=300, help_text=_("Its address on this site."))
    row = models.CharField(
        _("figure or statement"),
        max_length=200,
        blank=True,
        help_text=_("Which one on the page, in words."),
    )
    text = models.TextField(
        _("what is wrong"),
        max_length=2000,
        help_text=_("Please write nothing about yourself or a patient."),
    )
    address = models.URLField(
        _("where the right figure can be read"),
        max_length=500,
        blank=True,
        help_text=_("An address such as https://www.nrmp.org/, if you have one."),
    )
    received_on = models.DateField(default=timezone.localdate)
    handled = models.BooleanField(default=False, help_text="Dealt with, whatever came of it.")
    note = models.TextField(blank=True, help_text="For editors: what came of it, and why.")

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        ordering = ["handled", "received_on", "pk"]

    def __str__(self):
        return f"{self.page}: {Truncator(self.text).chars(60)}"
