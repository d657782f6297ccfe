from django.db import models
from django.urls import reverse

from .challenge import Status
from .prose import ProseField


class PathwayQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Pathway(models.Model):
    """Another way forward when a residency does not come, or not yet."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=60, help_text="Sentence case.")
    summary = models.CharField(max_length=240, help_text="What it is, in one sentence. The card.")
    open_to = ProseField(help_text="Who it is really open to with Step 2 CK alone. Markdown.")
    leads_to = ProseField(help_text="What it leads to. Markdown.")
    does_not_lead_to = ProseField(help_text="What it does not lead to. Markdown.")
    first_step = ProseField(help_text="What to do first. Markdown.")
    official_name = models.CharField(
        max_length=100, blank=True, help_text="What the official page is called."
    )
    official_url = models.URLField(
        "official page", max_length=300, blank=True, help_text="Where to check it."
    )
    audiences = models.ManyToManyField(
        "guidance.Audience", blank=True, related_name="pathways", help_text="Empty: everyone."
    )
    not_for = models.ManyToManyField(
        "guidance.Audience",
        blank=True,
        related_name="never_pathways",
        help_text="Who never sees it in their advice, whatever else is true of them.",
    )
    specialties = models.ManyToManyField(
        "residencies.Specialty",
        blank=True,
        related_name="pathways",
        help_text="Where it matters most. Empty: everywhere.",
    )
    strategies = models.ManyToManyField(
        "guidance.Strategy", blank=True, related_name="pathways", help_text="What helps on the way."
    )
    findings = models.ManyToManyField(
        "residencies.Finding", blank=True, related_name="pathways", help_text="What is known."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="pathways",
        help_text="What it rests on beside the sources of its findings.",
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only what is published is shown.",
    )

    translatable = ["title", "summary", "open_to", "leads_to", "does_not_lead_to", "first_step"]
    objects = PathwayQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = "other path"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:pathway", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
