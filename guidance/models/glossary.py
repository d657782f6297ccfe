from django.db import models
from django.urls import reverse

from .challenge import Status
from .prose import ProseField


class GlossaryTermQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class GlossaryTerm(models.Model):
    """An abbreviation or a word of the trade, and what it means in a sentence or two."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its place on the page.")
    name = models.CharField("term", max_length=60, help_text="As pages write it: USCE.")
    full_form = models.CharField(
        max_length=120, blank=True, help_text="What its letters stand for. Empty: it is a word."
    )
    definition = ProseField(
        help_text="What it means, in one to three plain sentences, and a link to the page of this "
        "site that says more. Markdown; no figures."
    )
    linked = models.TextField(
        "spellings that pages link",
        blank=True,
        help_text="One a line, with its capitals: “IMG”, “IMGs”. Where a page uses one as a whole "
        "word for the first time, it becomes a link to the glossary. Empty: none does.",
    )
    synonyms = models.TextField(
        "other spellings", blank=True, help_text="What else people type for it, one a line."
    )
    official_name = models.CharField(
        max_length=100, blank=True, help_text="What the official page is called."
    )
    official_url = models.URLField(
        "official page", max_length=300, blank=True, help_text="Where to check it."
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="glossary_terms",
        help_text="What it rests on.",
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only what is published is shown.",
    )

    translatable = ["full_form", "definition"]
    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('guidance:glossary')}#{self.slug}"

    def natural_key(self):
        return (self.slug,)
