"""The terms of a season in one specialty: visas seen and signals allowed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .source import Grade


class VisaFactQuerySet(models.QuerySet):
    def get_by_natural_key(self, specialty, year, measure):
        return self.get(specialty__slug=specialty, year=year, measure=measure)


class VisaFact(models.Model):
    """How many of the programs looked at in one year took a kind of visa."""

    class Measure(models.TextChoices):
        J1 = "j1", _("Took J-1")
        H1B = "h1b", _("Sponsored H-1B")
        J1_ONLY = "j1-only", _("Took J-1 and no other visa, of those that took J-1")

    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="visa_facts",
        help_text="Whose programs they are.",
    )
    year = models.PositiveSmallIntegerField(help_text="The year in which they were looked at.")
    measure = models.CharField(max_length=8, choices=Measure, help_text="What they did.")
    percent = models.DecimalField(
        max_digits=4, decimal_places=1, help_text="Of the programs looked at, out of 100."
    )
    programs = models.PositiveIntegerField(
        "programs that did",
        null=True,
        blank=True,
        help_text="Empty: only the percentage is published.",
    )
    programs_seen = models.PositiveIntegerField(
        "programs looked at", help_text="How many programs the source looked at."
    )
    note = models.CharField(max_length=300, blank=True, help_text="What to know before using it.")
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="visa_facts",
        help_text="Where it was read.",
    )

    translatable = ["note"]
    objects = VisaFactQuerySet.as_manager()

    class Meta:
        ordering = ["specialty", "-year", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialty", "year", "measure"],
                name="one_visa_fact_per_measure_and_year",
                violation_error_message="This specialty already has that figure for that year.",
            ),
            models.CheckConstraint(
                condition=Q(programs__isnull=True) | Q(programs__lte=F("programs_seen")),
                name="visa_programs_within_seen",
                violation_error_message="No more programs can take a visa than were looked at.",
            ),
        ]

    def __str__(self):
        return f"{self.specialty}, {self.year}, {self.get_measure_display()}"

    def natural_key(self):
        return (*self.specialty.natural_key(), self.year, self.measure)

    natural_key.dependencies = ["residencies.specialty"]


class SignalAllocationQuerySet(models.QuerySet):
    def get_by_natural_key(self, specialty, season):
        return self.get(specialty__slug=specialty, season=season)


class SignalAllocation(models.Model):
    """How many program signals an applicant has in one specialty in one season."""

    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="signals",
        help_text="Whose programs take them.",
    )
    season = models.PositiveSmallIntegerField(help_text="The year of the Match: 2027 for 2026-27.")
    gold = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of them gold. Empty: there is no such kind."
    )
    silver = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of them silver. Empty: there is no such kind."
    )
    total = models.PositiveSmallIntegerField(help_text="0 where the specialty takes no signals.")
    reported = models.BooleanField(
        default=False,
        help_text="Rests on a secondary copy: shown with a link to the official page.",
    )
    official_url = models.URLField("official page", blank=True, help_text="Where to check it.")
    note = models.CharField(max_length=300, blank=True, help_text="What to know before using it.")
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source", models.PROTECT, related_name="signals", help_text="Where it was read."
    )

    translatable = ["note"]
    objects = SignalAllocationQuerySet.as_manager()

    class Meta:
        ordering = ["specialty", "-season"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialty", "season"],
                name="one_signal_allocation_per_season",
                violation_error_message="This specialty already has signals for that season.",
            ),
            models.CheckConstraint(
                condition=Q(gold__isnull=True)
                | Q(silver__isnull=True)
                | Q(total=F("gold") + F("silver")),
                name="signals_add_up",
                violation_error_message="Gold and silver signals must add up to the total.",
            ),
        ]

    def __str__(self):
        return f"{self.specialty}, {self.season}"

    def natural_key(self):
        return (*self.specialty.natural_key(), self.season)

    natural_key.dependencies = ["residencies.specialty"]
