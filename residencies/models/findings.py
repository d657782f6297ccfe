import textwrap

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import drafts
from .source import Grade

FEWEST_SIDES = 2


class FindingQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Finding(models.Model):
    """One cited statement in our own words: where prose keeps its figures and rules."""

    class Kind(models.TextChoices):
        STUDY = "study", _("Study or survey")
        RESULT = "result", _("Match result")
        RULE = "rule", _("Rule")
        DATE = "date", _("Date")
        FEE = "fee", _("Fee")

    slug = models.SlugField(max_length=80, unique=True, help_text="How texts and files name it.")
    kind = models.CharField(max_length=6, choices=Kind, help_text="What kind of statement it is.")
    topic = models.CharField(max_length=60, help_text="What it is about, in a word or two.")
    statement = models.TextField(
        help_text="One to three sentences, with year and n where there is one."
    )
    caution = models.TextField(
        blank=True, help_text="What it does not show, or what disagrees with it."
    )
    as_of = models.CharField(
        max_length=60, help_text="As the source gives it: 2026, 7 October 2026."
    )
    review_by = models.DateField(help_text="When we are due to look again.")
    reported = models.BooleanField(
        default=False,
        help_text="Rests on a secondary copy: shown with a link to the official page.",
    )
    official_url = models.URLField(
        "official page", max_length=300, blank=True, help_text="Where to check it."
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="findings",
        help_text="Where it was read.",
    )
    also_in = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="supported_findings",
        help_text="Other sources that say the same.",
    )

    translatable = ["statement", "caution"]
    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "slug"]

    def __str__(self):
        return textwrap.shorten(self.statement, 80, placeholder=" …")

    def natural_key(self):
        return (self.slug,)


class ContradictionQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def shown(self):
        """Return those that readers see: published, with two sides or more that may be shown."""
        sides = Count("findings", filter=~Q(findings__grade=Grade.D))
        # A query of its own: a prefetch from one finding would else count that finding alone.
        counted = self.model.objects.alias(sides=sides).filter(sides__gte=FEWEST_SIDES)
        whole = self.filter(pk__in=counted.order_by().values("pk"))
        return drafts.public(whole, published=True)


class Contradiction(models.Model):
    """A question that sources answer differently: the findings that disagree, side by side."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    title = models.CharField(max_length=80, help_text="The question, in plain words.")
    differs = models.TextField(help_text="What the findings disagree on. No figures.")
    reason = models.TextField(
        "why they may differ", help_text="As far as it is known; if it is not, say so. No figures."
    )
    shown = models.TextField(
        "what imgpath shows", help_text="Which side other pages show, and why. No figures."
    )
    findings = models.ManyToManyField(
        "residencies.Finding", related_name="contradictions", help_text="The sides: two or more."
    )
    as_of = models.DateField(help_text="When we last looked at its sides.")
    review_by = models.DateField(help_text="When we are due to look again.")
    published = models.BooleanField(
        default=False, help_text="Off: a draft, which only editors see."
    )

    translatable = ["title", "differs", "reason", "shown"]
    objects = ContradictionQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('contradictions')}#{self.slug}"

    def natural_key(self):
        return (self.slug,)
