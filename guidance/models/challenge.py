from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .prose import ProseField

MARKS = {
    "rule": pgettext_lazy("evidence", "Rule"),
    "strong": pgettext_lazy("evidence", "Strong"),
    "moderate": pgettext_lazy("evidence", "Moderate"),
    "weak": pgettext_lazy("evidence", "Weak"),
}
"""What the mark of a strategy says, by how sure it is that it helps."""
MEANINGS = {
    "rule": _("It is required"),
    "strong": _("Several good studies or official figures"),
    "moderate": _("Went with matching in studies; not proof"),
    "weak": _("Small studies or opinion"),
}
"""What stands beside such a mark where it is explained."""
TAKES = {
    "hours": _("Takes hours"),
    "days": _("Takes days"),
    "weeks": _("Takes weeks"),
    "months": _("Takes months"),
    "year": _("Takes a year or more"),
}


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")


class ChallengeQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Challenge(models.Model):
    """Something that stands between a reader and a residency."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=60, help_text="Sentence case.")
    summary = models.CharField(
        max_length=240,
        help_text="What it is, in one sentence a stranger would understand. The card.",
    )
    body = ProseField(help_text="How it shows in practice. Markdown; no figures.")
    weight = models.PositiveSmallIntegerField(
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="5 decides most; 1 decides least.",
    )
    audiences = models.ManyToManyField(
        "guidance.Audience", blank=True, related_name="challenges", help_text="Empty: everyone."
    )
    not_for = models.ManyToManyField(
        "guidance.Audience",
        blank=True,
        related_name="never_challenges",
        help_text="Who never sees it in their advice, whatever else is true of them.",
    )
    specialties = models.ManyToManyField(
        "residencies.Specialty",
        blank=True,
        related_name="challenges",
        help_text="Where it matters most. Empty: everywhere.",
    )
    findings = models.ManyToManyField(
        "residencies.Finding", blank=True, related_name="challenges", help_text="What is known."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="challenges",
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

    translatable = ["title", "summary", "body"]
    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:challenge", args=[self.slug])

    def natural_key(self):
        return (self.slug,)


class StrategyQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Strategy(models.Model):
    """Something a reader can do, and how sure it is that it helps."""

    class Evidence(models.TextChoices):
        RULE = "rule", _("A rule: it is required")
        STRONG = "strong", _("Strong: several good studies or official figures")
        MODERATE = "moderate", _("Moderate: went with matching in studies; not proof")
        WEAK = "weak", _("Weak: small studies or opinion")

        @property
        def word(self):
            """What its mark says."""
            return MARKS[self]

        @property
        def meaning(self):
            """What stands beside its mark where that is explained."""
            return MEANINGS[self]

    class Effort(models.TextChoices):
        HOURS = "hours", _("Hours")
        DAYS = "days", _("Days")
        WEEKS = "weeks", _("Weeks")
        MONTHS = "months", _("Months")
        YEAR = "year", _("A year or more")

    class Season(models.TextChoices):
        ANY = "any", _("Any time")
        BEFORE = "before", _("Before applications open")
        APPLYING = "applying", _("June to September: applying")
        INTERVIEWS = "interviews", _("October to January: interviews")
        RANKING = "ranking", _("February to early March: ranking")
        MATCH_WEEK = "match-week", _("March: Match Week and SOAP")
        AFTER = "after", _("After the Match")

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=60, help_text="A verb first, in sentence case.")
    summary = models.CharField(max_length=240, help_text="What to do, in one sentence. The card.")
    why = ProseField(help_text="Why it should help and how sure that is. Markdown; no figures.")
    steps = ProseField(help_text="What to do, in order: a Markdown list.")
    limits = ProseField(help_text="What it does not do.")
    season = models.CharField(
        "when in the season", max_length=10, choices=Season, help_text="When it helps most."
    )
    effort = models.CharField(max_length=6, choices=Effort, help_text="How long it takes.")
    late = models.CharField(
        "when its time has passed",
        max_length=240,
        blank=True,
        help_text="What can still be done then, in one or two sentences: stands in a plan.",
    )
    cost = models.CharField(max_length=160, blank=True, help_text="What it costs, in words.")
    evidence = models.CharField(
        "how sure it is",
        max_length=8,
        choices=Evidence,
        help_text="How far rules or studies support it.",
    )
    challenges = models.ManyToManyField(
        "guidance.Challenge", related_name="strategies", help_text="What it answers."
    )
    audiences = models.ManyToManyField(
        "guidance.Audience", blank=True, related_name="strategies", help_text="Empty: everyone."
    )
    not_for = models.ManyToManyField(
        "guidance.Audience",
        blank=True,
        related_name="never_strategies",
        help_text="Who never sees it in their advice, whatever else is true of them.",
    )
    specialties = models.ManyToManyField(
        "residencies.Specialty",
        blank=True,
        related_name="strategies",
        help_text="Where it matters most. Empty: everywhere.",
    )
    findings = models.ManyToManyField(
        "residencies.Finding", blank=True, related_name="strategies", help_text="What is known."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="strategies",
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

    translatable = ["title", "summary", "why", "steps", "limits", "late", "cost"]
    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "strategies"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:strategy", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    @property
    def evidence_word(self):
        """How sure it is, in one word."""
        return MARKS[self.evidence]

    @property
    def takes(self):
        """How long it takes, in words of its own."""
        return TAKES[self.effort]
