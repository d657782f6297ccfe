from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """How far a figure can be trusted. D is kept for the record and never shown as fact."""

    A = "A", _("A: primary or peer-reviewed")
    B = "B", _("B: checked copy of a primary source")
    C = "C", _("C: secondary")
    D = "D", _("D: unverified")


class SourceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Source(models.Model):
    """Where a figure or a rule was read, and what may be done with it."""

    # How the slug of a source begins whose figures only this database has: it is never shipped.
    OWN = "own-"

    class Terms(models.TextChoices):
        OPEN = "open", _("May be exported in bulk")
        CITE = "cite", _("Cite single figures and link; no bulk export")
        UNKNOWN = "unknown", _("Terms not seen; treated as cite and link")

    slug = models.SlugField(
        max_length=80, unique=True, help_text="Its part of the address, and how rows name it."
    )
    publisher = models.CharField(max_length=200, help_text="Who published it.")
    title = models.CharField(max_length=300, help_text="What it is called.")
    url = models.URLField(
        "address", max_length=500, blank=True, help_text="Where a reader can open it."
    )
    citation = models.CharField(
        max_length=300, blank=True, help_text="How to look it up where there is no address."
    )
    read_at = models.CharField(
        max_length=500, blank=True, help_text="Where we read it, when that was a copy."
    )
    published = models.CharField(
        max_length=60, blank=True, help_text="As the source gives it: 2026, March 2026, 2026-03-20."
    )
    checked_on = models.DateField(help_text="When we last looked at it.")
    review_by = models.DateField(
        null=True,
        blank=True,
        help_text="When its figures are to be looked at again, such as when the next edition is "
        "due. Empty where newer figures replaced them, or where only texts rest on it.",
    )
    grade = models.CharField(
        max_length=1, choices=Grade, help_text="How far what it says can be trusted."
    )
    terms = models.CharField(
        max_length=7,
        choices=Terms,
        default=Terms.UNKNOWN,
        help_text="What may be done with its figures.",
    )
    note = models.TextField(blank=True, help_text="What to know before relying on it.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["publisher", "title", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(citation="") | Q(grade="D"),
                name="source_can_be_looked_up",
                violation_error_message=(
                    "A source without an address or a citation cannot be looked up: its grade is D."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(slug="contradictions") & ~Q(slug="corrections"),
                name="source_has_an_address_of_its_own",
                violation_error_message="A page of this site has this address already.",
            ),
        ]

    def __str__(self):
        return f"{self.publisher}: {self.title}"

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    @property
    def is_own(self):
        """Whether only this database has its figures."""
        return self.slug.startswith(self.OWN)
