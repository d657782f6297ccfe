"""What those who matched, and those who did not, looked like: NRMP's Charting Outcomes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .source import Grade


class ImgGroup(models.TextChoices):
    """The two groups of international medical graduates that NRMP keeps apart."""

    NON_US_IMG = "non_us_img", _("Non-US IMGs")
    US_IMG = "us_img", _("US-citizen IMGs")

    @property
    def singular(self):
        """What one of them is."""
        return _("Non-US IMG") if self is ImgGroup.NON_US_IMG else _("US-citizen IMG")

    @property
    def inline(self):
        """The label within a sentence."""
        return gettext("non-US IMGs") if self is ImgGroup.NON_US_IMG else str(self.label)


class CohortStatisticQuerySet(models.QuerySet):
    def get_by_natural_key(self, specialty, edition, group, matched, measure):
        return self.get(
            specialty__slug=specialty,
            edition=edition,
            group=group,
            matched=matched,
            measure=measure,
        )


class CohortStatistic(models.Model):
    """One measure of one cohort: those of a group who matched to their first choice, or did not."""

    class Measure(models.TextChoices):
        STEP2_CK = "step2-ck", _("Step 2 CK score")
        CONTIGUOUS_RANKS = "contiguous-ranks", _("Contiguous ranks")
        DISTINCT_SPECIALTIES = "distinct-specialties", _("Distinct specialties ranked")
        RESEARCH = "research", _("Research experiences")
        ABSTRACTS = "abstracts", _("Abstracts")
        PRESENTATIONS = "presentations", _("Presentations")
        PUBLICATIONS = "publications", _("Publications")
        WORK = "work", _("Work experiences")
        VOLUNTEER = "volunteer", _("Volunteer experiences")
        PHD = "phd", _("Has a PhD")
        OTHER_DEGREE = "other-degree", _("Has another graduate degree")

    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="cohorts",
        help_text="Which they ranked first.",
    )
    edition = models.PositiveSmallIntegerField(
        help_text="The year of the Match that the report is about."
    )
    group = models.CharField(max_length=10, choices=ImgGroup, help_text="Of whom.")
    matched = models.BooleanField(
        "matched to their first-choice specialty",
        help_text="No: they ranked it first and did not match to it.",
    )
    measure = models.CharField(
        max_length=20,
        choices=Measure,
        help_text="What was measured: points of a score, else a number of each.",
    )
    total = models.PositiveIntegerField(
        "everyone in the cohort", null=True, blank=True, help_text="Matched or not matched, in all."
    )
    n = models.PositiveIntegerField(
        "those who let their answers be used",
        null=True,
        blank=True,
        help_text="How many people the statistics are of.",
    )
    mean = models.FloatField(null=True, blank=True, help_text="The average.")
    sd = models.FloatField(
        "standard deviation",
        null=True,
        blank=True,
        help_text="How far the values spread around the mean.",
    )
    q1 = models.FloatField(
        "lower quartile", null=True, blank=True, help_text="A quarter of the people are below it."
    )
    median = models.FloatField(null=True, blank=True, help_text="Half of the people are below it.")
    q3 = models.FloatField(
        "upper quartile", null=True, blank=True, help_text="A quarter of the people are above it."
    )
    minimum = models.FloatField(null=True, blank=True, help_text="The lowest value.")
    maximum = models.FloatField(null=True, blank=True, help_text="The highest value.")
    percent = models.FloatField(null=True, blank=True, help_text="For yes-or-no measures.")
    suppressed = models.BooleanField(
        default=False, help_text="The source withheld it because too few people are in it."
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source", models.PROTECT, related_name="cohorts", help_text="Where it was read."
    )

    objects = CohortStatisticQuerySet.as_manager()

    class Meta:
        ordering = ["specialty", "-edition", "group", "measure", "-matched"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialty", "edition", "group", "matched", "measure"],
                name="one_statistic_per_cohort_and_measure",
                violation_error_message="This cohort already has that measure.",
            ),
            models.CheckConstraint(
                condition=Q(median__isnull=True)
                | Q(q1__isnull=True)
                | Q(q3__isnull=True)
                | (Q(q1__lte=F("median")) & Q(median__lte=F("q3"))),
                name="quartiles_in_order",
                violation_error_message="The median lies between the quartiles.",
            ),
            models.CheckConstraint(
                condition=Q(n__isnull=True) | Q(total__isnull=True) | Q(n__lte=F("total")),
                name="sample_within_cohort",
                violation_error_message="The sample cannot be larger than the cohort.",
            ),
            models.CheckConstraint(
                condition=Q(suppressed=False)
                | (Q(mean__isnull=True) & Q(median__isnull=True) & Q(percent__isnull=True)),
                name="suppressed_stays_suppressed",
                violation_error_message="A suppressed cohort has no figures.",
            ),
        ]

    def __str__(self):
        outcome = "matched" if self.matched else "not matched"
        return f"{self.specialty}, {self.edition}, {self.get_measure_display()}, {outcome}"

    def natural_key(self):
        return (
            *self.specialty.natural_key(),
            self.edition,
            self.group,
            self.matched,
            self.measure,
        )

    natural_key.dependencies = ["residencies.specialty"]


class PreferredMatchRateQuerySet(models.QuerySet):
    def get_by_natural_key(self, specialty, year, group):
        return self.get(specialty__slug=specialty, year=year, group=group)


class PreferredMatchRate(models.Model):
    """Of those who ranked this specialty first, how many matched to it."""

    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="preferred_match_rates",
        help_text="Which they ranked first.",
    )
    year = models.PositiveSmallIntegerField(help_text="The year of the Match.")
    group = models.CharField(max_length=10, choices=ImgGroup, help_text="Of whom.")
    applicants = models.PositiveIntegerField(help_text="Those who ranked this specialty first.")
    matched = models.PositiveIntegerField(help_text="Those of them who matched to it.")
    applicants_all_groups = models.PositiveIntegerField(
        null=True, blank=True, help_text="Applicants of every group who ranked it first."
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="preferred_match_rates",
        help_text="Where it was read.",
    )

    objects = PreferredMatchRateQuerySet.as_manager()

    class Meta:
        ordering = ["specialty", "-year", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialty", "year", "group"],
                name="one_preferred_rate_per_group_and_year",
                violation_error_message="This group already has a rate for that year.",
            ),
            models.CheckConstraint(
                condition=Q(matched__lte=F("applicants")),
                name="preferred_matched_within_applicants",
                violation_error_message="No more applicants can match than ranked it first.",
            ),
        ]

    def __str__(self):
        return f"{self.specialty}, {self.year}, {self.get_group_display()}"

    def natural_key(self):
        return (*self.specialty.natural_key(), self.year, self.group)

    natural_key.dependencies = ["residencies.specialty"]
