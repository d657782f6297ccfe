from django.db import models

from .source import Grade


class FindingQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Finding(models.Model):
    """One cited statement in our own words: where prose keeps its figures and rules."""

    class Kind(models.TextChoices):
        STUDY = "study", "Study or survey"
        RESULT = "result", "Match result"
        RULE = "rule", "Rule"
        DATE = "date", "Date"
        FEE = "fee", "Fee"

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=6, choices=Kind)
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
    review_by = models.DateField()
    reported = models.BooleanField(
        default=False,
        help_text="Rests on a secondary copy: shown with a link to the official page.",
    )
    official_url = models.URLField(max_length=300, blank=True, help_text="Where to check it.")
    grade = models.CharField(max_length=1, choices=Grade)
    source = models.ForeignKey("residencies.Source", models.PROTECT, related_name="findings")
    also_in = models.ManyToManyField(
        "residencies.Source", blank=True, related_name="supported_findings"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "slug"]

    def __str__(self):
        return self.statement[:80]

    def natural_key(self):
        return (self.slug,)
