from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .challenge import Status
from .prose import ProseField


class QuestionQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Question(models.Model):
    """A question as people ask it, with the answer in its first sentence."""

    class Topic(models.TextChoices):
        CHANCES = "chances", _("Chances and competition")
        SPECIALTY = "specialty", _("Choosing a specialty")
        EXAMS = "exams", _("Scores, attempts and Step 3")
        CERTIFICATION = "certification", _("ECFMG Certification")
        EXPERIENCE = "experience", _("Clinical experience, letters and research")
        APPLYING = "applying", _("Applying and signals")
        INTERVIEWS = "interviews", _("Interviews and rank lists")
        VISA = "visa", _("Visas")
        NOT_MATCHED = "not-matched", _("If you do not match")
        COST = "cost", _("Costs")
        LIFE = "life", _("Gaps, family and getting help")

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField("question", max_length=140, help_text="As people ask it.")
    topic = models.CharField(max_length=13, choices=Topic, help_text="Under which it is listed.")
    answer = models.CharField(max_length=300, help_text="The answer in one or two sentences.")
    body = ProseField(help_text="Two or three sentences of why. Markdown; no figures.")
    challenges = models.ManyToManyField(
        "guidance.Challenge", blank=True, related_name="questions", help_text="What it is about."
    )
    strategies = models.ManyToManyField(
        "guidance.Strategy", blank=True, related_name="questions", help_text="What to do about it."
    )
    audiences = models.ManyToManyField(
        "guidance.Audience", blank=True, related_name="questions", help_text="Empty: everyone."
    )
    not_for = models.ManyToManyField(
        "guidance.Audience",
        blank=True,
        related_name="never_questions",
        help_text="Who never sees it in their advice, whatever else is true of them.",
    )
    specialties = models.ManyToManyField(
        "residencies.Specialty",
        blank=True,
        related_name="questions",
        help_text="Where it matters most. Empty: everywhere.",
    )
    findings = models.ManyToManyField(
        "residencies.Finding", blank=True, related_name="questions", help_text="What is known."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="questions",
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

    translatable = ["title", "answer", "body"]
    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:question", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
