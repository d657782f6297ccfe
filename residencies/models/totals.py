"""National figures of one Match: rates by applicant group, and totals."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .source import Grade


class ApplicantGroup(models.TextChoices):
    """Applicant groups as NRMP reports them."""

    US_MD_SENIOR = "us_md_senior", _("US MD seniors")
    US_DO_SENIOR = "us_do_senior", _("US DO seniors")
    US_MD_GRADUATE = "us_md_graduate", _("Earlier US MD graduates")
    US_DO_GRADUATE = "us_do_graduate", _("Earlier US DO graduates")
    US_IMG = "us_img", _("US-citizen IMGs")
    NON_US_IMG = "non_us_img", _("Non-US IMGs")
    OTHER = "other", _("Others (Canada, Fifth Pathway)")
    ALL = "all", _("All applicants")


class MatchRateQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, group, basis):
        return self.get(year=year, group=group, basis=basis)


class MatchRate(models.Model):
    """How many active applicants of one group matched to a PGY-1 position, all specialties."""

    class Basis(models.TextChoices):
        ALL_ACTIVE = "all-active", _("All active applicants")
        NO_COUPLES = "no-couples", _("Without couples, first rank list only")

    year = models.PositiveSmallIntegerField(help_text="The year of the Match.")
    group = models.CharField(max_length=20, choices=ApplicantGroup, help_text="Of whom.")
    basis = models.CharField(max_length=10, choices=Basis, help_text="Who of the group is counted.")
    active = models.PositiveIntegerField(
        "active applicants", null=True, blank=True, help_text="Those who certified a rank list."
    )
    matched = models.PositiveIntegerField(
        null=True, blank=True, help_text="Those of them who matched to a PGY-1 position."
    )
    percent = models.DecimalField(
        "matched, percent",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="As published; blank where only counts are known.",
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    note = models.CharField(max_length=300, blank=True, help_text="What to know before using it.")
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="match_rates",
        help_text="Where it was read.",
    )

    translatable = ["note"]
    objects = MatchRateQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "basis", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "group", "basis"],
                name="one_match_rate_per_group_year_and_basis",
                violation_error_message="This group already has a rate for that year.",
            ),
            models.CheckConstraint(
                condition=Q(active__isnull=True)
                | Q(matched__isnull=True)
                | Q(matched__lte=F("active")),
                name="matched_within_active",
                violation_error_message="No more applicants can match than were active.",
            ),
        ]

    def __str__(self):
        return f"{self.get_group_display()}, {self.year}"

    def natural_key(self):
        return (self.year, self.group, self.basis)


class PositionTotalQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, measure):
        return self.get(year=year, measure=measure)


class PositionTotal(models.Model):
    """A national total of one Match, as published."""

    class Measure(models.TextChoices):
        OFFERED = "offered", _("Positions offered")
        FILLED = "filled", _("Positions filled")
        UNFILLED = "unfilled", _("Positions unfilled")
        PGY1_OFFERED = "pgy1-offered", _("PGY-1 positions offered")
        PGY1_FILLED = "pgy1-filled", _("PGY-1 positions filled")
        SOAP_OFFERED = "soap-offered", _("Positions offered in SOAP")
        SOAP_FILLED = "soap-filled", _("Positions filled in SOAP")
        SOAP_START = "soap-start", _("Positions unfilled when SOAP started")
        REGISTERED = "registered", _("Registered applicants")
        PROGRAMS = "programs", _("Programs")

    year = models.PositiveSmallIntegerField(help_text="The year of the Match.")
    measure = models.CharField(max_length=12, choices=Measure, help_text="What was counted.")
    value = models.PositiveIntegerField(help_text="How many there were.")
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    note = models.CharField(max_length=300, blank=True, help_text="What to know before using it.")
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="position_totals",
        help_text="Where it was read.",
    )

    translatable = ["note"]
    objects = PositionTotalQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "measure"],
                name="one_total_per_year_and_measure",
                violation_error_message="This total already has a value for that year.",
            ),
        ]

    def __str__(self):
        return f"{self.get_measure_display()}, {self.year}"

    def natural_key(self):
        return (self.year, self.measure)
