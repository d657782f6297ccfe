import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .challenge import Status
from .prose import ProseField


class NoticeQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Notice(models.Model):
    """A policy that can change within a season: what was read of it, when, and until when it holds.

    It never goes away by itself: past either of its two days it says that it may have changed.
    """

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=60, help_text="Sentence case. No figures.")
    summary = models.CharField(
        max_length=240, help_text="What it is and whom it touches, in one sentence. The card."
    )
    body = ProseField("where it stands", help_text="Markdown; no figures.")
    first_step = ProseField(
        "what to do", help_text="What to ask, and whom, before relying on it. Markdown; no figures."
    )
    lapses_on = models.DateField(
        "ends by its own text on",
        null=True,
        blank=True,
        help_text="The last day that its own text gives. Empty where it gives none.",
    )
    official_name = models.CharField(max_length=100, help_text="What the official page is called.")
    official_url = models.URLField("official page", max_length=300, help_text="Where to check it.")
    audiences = models.ManyToManyField(
        "guidance.Audience", blank=True, related_name="notices", help_text="Empty: everyone."
    )
    not_for = models.ManyToManyField(
        "guidance.Audience",
        blank=True,
        related_name="never_notices",
        help_text="Who never sees it in their advice, whatever else is true of them.",
    )
    findings = models.ManyToManyField(
        "residencies.Finding", blank=True, related_name="notices", help_text="What is known."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="notices",
        help_text="What it rests on beside the sources of its findings.",
    )
    strategies = models.ManyToManyField(
        "guidance.Strategy", blank=True, related_name="notices", help_text="What to do about it."
    )
    questions = models.ManyToManyField(
        "guidance.Question",
        blank=True,
        related_name="notices",
        help_text="What people ask about it.",
    )
    as_of = models.DateField(help_text="The day it was read.")
    review_by = models.DateField(help_text="From the next day it says that it may have changed.")
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only what is published is shown.",
    )

    translatable = ["title", "summary", "body", "first_step"]
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_by__gte=F("as_of")),
                name="notice_is_reviewed_after_it_was_read",
                violation_error_message="The review date comes before the day it was read.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:notice", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    @property
    def holds_until(self) -> datetime.date:
        """The last day on which it is told as it was read."""
        return min(filter(None, [self.review_by, self.lapses_on]))
