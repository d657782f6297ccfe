from django.db import models
from django.db.models import Q
from django.urls import reverse

from .challenge import Status
from .prose import ProseField


class SlugQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Route(models.Model):
    """A few questions in a row that end in one outcome; each path through them is an address."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=60, help_text="The question it answers, in sentence case.")
    summary = models.CharField(max_length=240, help_text="What it helps to decide. The card.")
    position = models.PositiveSmallIntegerField(default=1, help_text="1 stands first in the list.")
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only what is published is shown.",
    )

    translatable = ["title", "summary"]
    objects = SlugQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:route", args=[self.slug])

    def natural_key(self):
        return (self.slug,)


class RouteQuestion(models.Model):
    """One question of a route. Answers lead on to questions with a higher number only."""

    slug = models.SlugField(max_length=80, unique=True, help_text="How answers name it.")
    route = models.ForeignKey(
        Route, models.CASCADE, related_name="questions", help_text="To which it belongs."
    )
    number = models.PositiveSmallIntegerField(help_text="1 is asked first.")
    text = models.CharField(max_length=120, help_text="The question, in plain words.")
    hint = models.CharField(max_length=300, blank=True, help_text="What helps to answer it.")

    translatable = ["text", "hint"]
    objects = SlugQuerySet.as_manager()

    class Meta:
        ordering = ["route", "number", "slug"]

    def __str__(self):
        return self.text

    def natural_key(self):
        return (self.slug,)


class RouteAnswerQuerySet(models.QuerySet):
    def get_by_natural_key(self, question, slug):
        return self.get(question__slug=question, slug=slug)


class RouteAnswer(models.Model):
    """One answer to a question, and where it leads: to a later question or to an outcome."""

    question = models.ForeignKey(
        RouteQuestion, models.CASCADE, related_name="answers", help_text="Which it answers."
    )
    slug = models.SlugField(max_length=40, help_text="Its part of the address.")
    number = models.PositiveSmallIntegerField(help_text="1 stands first.")
    label = models.CharField(max_length=100, help_text="The answer, as the reader would say it.")
    leads_to = models.ForeignKey(
        RouteQuestion,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reached_by",
        help_text="The next question, or none when it leads to an outcome.",
    )
    outcome = models.ForeignKey(
        "guidance.Outcome",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reached_by",
        help_text="Where it leads, or none when it leads to a question.",
    )

    translatable = ["label"]
    objects = RouteAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "slug"],
                name="one_answer_for_each_slug_of_a_question",
                violation_error_message="This question already has an answer with that address.",
            ),
            models.CheckConstraint(
                condition=Q(leads_to__isnull=False, outcome__isnull=True)
                | Q(leads_to__isnull=True, outcome__isnull=False),
                name="answer_leads_to_one_thing",
                violation_error_message="An answer leads to a question or to an outcome, not both.",
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.label}"

    def natural_key(self):
        return (self.question.slug, self.slug)

    natural_key.dependencies = ["guidance.routequestion"]


class Outcome(models.Model):
    """What the answers of a route come to: what holds for this reader, and what to do."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=60, help_text="The finding, in sentence case.")
    summary = models.CharField(max_length=240, help_text="In one sentence. The card.")
    body = ProseField("why", help_text="What it rests on. Markdown; no figures.")
    first_step = ProseField("what to do", help_text="In order. Markdown; no figures.")
    turns = ProseField(
        "what would change it",
        blank=True,
        help_text="The facts that would lead to another outcome. Markdown; no figures.",
    )
    official_name = models.CharField(
        max_length=100, blank=True, help_text="What the official page is called."
    )
    official_url = models.URLField(
        "official page", max_length=300, blank=True, help_text="Where to check it."
    )
    findings = models.ManyToManyField(
        "residencies.Finding", blank=True, related_name="outcomes", help_text="What is known."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="outcomes",
        help_text="What it rests on beside the sources of its findings.",
    )
    strategies = models.ManyToManyField(
        "guidance.Strategy", blank=True, related_name="outcomes", help_text="What to do next."
    )
    questions = models.ManyToManyField(
        "guidance.Question", blank=True, related_name="outcomes", help_text="What people ask then."
    )
    pathways = models.ManyToManyField(
        "guidance.Pathway", blank=True, related_name="outcomes", help_text="Other ways forward."
    )
    notices = models.ManyToManyField(
        "guidance.Notice", blank=True, related_name="outcomes", help_text="What can change it."
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only what is published is shown.",
    )

    translatable = ["title", "summary", "body", "first_step", "turns"]
    objects = SlugQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guidance:outcome", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
