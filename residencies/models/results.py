"""Counts of positions and applicants, as the Match published them: before SOAP."""

from django.db import models
from django.db.models import F, Q

from .source import Grade

# The applicant groups of NRMP's tables that together fill every position.
FILLED_BY = ["us_md_senior", "us_do_senior", "us_graduate", "us_img", "non_us_img"]
ALL_GROUPS_KNOWN = Q(**{f"{group}__isnull": False for group in FILLED_BY})


class MatchResultQuerySet(models.QuerySet):
    def get_by_natural_key(self, specialty, year, track):
        return self.get(specialty__slug=specialty, year=year, track=track)

    def counted_once(self):
        """Leave out rows that are already inside another row, so that sums are right."""
        return self.filter(part_of_total=False)


class MatchResult(models.Model):
    """Positions of one kind in one specialty in one Match, and who filled them."""

    class Track(models.TextChoices):
        PGY1 = "pgy1", "PGY-1"
        PGY1_TOTAL = "pgy1-total", "PGY-1, all kinds together"
        CATEGORICAL = "categorical", "PGY-1 categorical"
        PRIMARY_CARE = "primary-care", "PGY-1 primary care"
        CATEGORICAL_AND_PRIMARY = "categorical-primary", "PGY-1 categorical and primary care"
        PRELIMINARY = "preliminary", "PGY-1 preliminary"
        ADVANCED = "advanced", "PGY-2 advanced"
        PHYSICIAN = "physician", "PGY-2 for physicians with earlier US training (R)"

    specialty = models.ForeignKey(
        "residencies.Specialty", models.CASCADE, related_name="match_results"
    )
    year = models.PositiveSmallIntegerField()
    track = models.CharField(max_length=20, choices=Track)
    offered = models.PositiveIntegerField()
    filled = models.PositiveIntegerField(null=True, blank=True)
    unfilled = models.GeneratedField(
        expression=F("offered") - F("filled"),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    us_md_senior = models.PositiveIntegerField("US MD seniors", null=True, blank=True)
    us_do_senior = models.PositiveIntegerField("US DO seniors", null=True, blank=True)
    us_graduate = models.PositiveIntegerField(
        "earlier US graduates and others",
        null=True,
        blank=True,
        help_text="US graduates of earlier years, and the few from Canada or Fifth Pathway.",
    )
    us_img = models.PositiveIntegerField("US-citizen IMGs", null=True, blank=True)
    non_us_img = models.PositiveIntegerField("non-US IMGs", null=True, blank=True)
    programs = models.PositiveIntegerField(null=True, blank=True)
    unfilled_programs = models.PositiveIntegerField(null=True, blank=True)
    part_of_total = models.BooleanField(
        default=False,
        help_text="Already counted in another row of the same year: never add both.",
    )
    grade = models.CharField(max_length=1, choices=Grade)
    derivation = models.CharField(
        max_length=300,
        blank=True,
        help_text="What was worked out by us, and how. Blank: as published.",
    )
    source = models.ForeignKey("residencies.Source", models.PROTECT, related_name="match_results")
    also_in = models.ManyToManyField(
        "residencies.Source", blank=True, related_name="supported_match_results"
    )

    objects = MatchResultQuerySet.as_manager()

    class Meta:
        ordering = ["specialty", "-year", "track"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialty", "year", "track"],
                name="one_result_per_specialty_year_and_track",
                violation_error_message="This specialty already has a row for that year and kind.",
            ),
            models.CheckConstraint(
                condition=Q(filled__isnull=True) | Q(filled__lte=F("offered")),
                name="filled_within_offered",
                violation_error_message="No more positions can be filled than were offered.",
            ),
            models.CheckConstraint(
                condition=~ALL_GROUPS_KNOWN
                | Q(
                    filled=F("us_md_senior")
                    + F("us_do_senior")
                    + F("us_graduate")
                    + F("us_img")
                    + F("non_us_img")
                ),
                name="groups_add_up_to_filled",
                violation_error_message="The applicant groups must add up to the positions filled.",
            ),
            models.CheckConstraint(
                condition=Q(us_img__isnull=True)
                | Q(non_us_img__isnull=True)
                | Q(filled__gte=F("us_img") + F("non_us_img")),
                name="imgs_within_filled",
                violation_error_message="IMGs cannot fill more positions than were filled.",
            ),
        ]

    def __str__(self):
        return f"{self.specialty}, {self.year}, {self.get_track_display()}"

    def natural_key(self):
        return (*self.specialty.natural_key(), self.year, self.track)

    natural_key.dependencies = ["residencies.specialty"]


class ApplicantGroup(models.TextChoices):
    """Applicant groups as NRMP reports them."""

    US_MD_SENIOR = "us_md_senior", "US MD seniors"
    US_DO_SENIOR = "us_do_senior", "US DO seniors"
    US_MD_GRADUATE = "us_md_graduate", "Earlier US MD graduates"
    US_DO_GRADUATE = "us_do_graduate", "Earlier US DO graduates"
    US_IMG = "us_img", "US-citizen IMGs"
    NON_US_IMG = "non_us_img", "Non-US IMGs"
    OTHER = "other", "Others (Canada, Fifth Pathway)"
    ALL = "all", "All applicants"


class MatchRateQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, group, basis):
        return self.get(year=year, group=group, basis=basis)


class MatchRate(models.Model):
    """How many active applicants of one group matched to a PGY-1 position, all specialties."""

    class Basis(models.TextChoices):
        ALL_ACTIVE = "all-active", "All active applicants"
        NO_COUPLES = "no-couples", "Without couples, first rank list only"

    year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=20, choices=ApplicantGroup)
    basis = models.CharField(max_length=10, choices=Basis)
    active = models.PositiveIntegerField(
        "active applicants", null=True, blank=True, help_text="Those who certified a rank list."
    )
    matched = models.PositiveIntegerField(null=True, blank=True)
    percent = models.DecimalField(
        "matched, percent",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="As published; blank where only counts are known.",
    )
    grade = models.CharField(max_length=1, choices=Grade)
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey("residencies.Source", models.PROTECT, related_name="match_rates")

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
        OFFERED = "offered", "Positions offered"
        FILLED = "filled", "Positions filled"
        UNFILLED = "unfilled", "Positions unfilled"
        PGY1_OFFERED = "pgy1-offered", "PGY-1 positions offered"
        PGY1_FILLED = "pgy1-filled", "PGY-1 positions filled"
        SOAP_OFFERED = "soap-offered", "Positions offered in SOAP"
        SOAP_FILLED = "soap-filled", "Positions filled in SOAP"
        SOAP_START = "soap-start", "Positions unfilled when SOAP started"
        REGISTERED = "registered", "Registered applicants"
        PROGRAMS = "programs", "Programs"

    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=12, choices=Measure)
    value = models.PositiveIntegerField()
    grade = models.CharField(max_length=1, choices=Grade)
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey("residencies.Source", models.PROTECT, related_name="position_totals")

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


class StateResultQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, state):
        return self.get(year=year, state=state)


class StateResult(models.Model):
    """Positions in one state or territory in one Match, and how many IMGs filled."""

    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=30)
    offered = models.PositiveIntegerField()
    filled = models.PositiveIntegerField()
    us_img = models.PositiveIntegerField("US-citizen IMGs")
    non_us_img = models.PositiveIntegerField("non-US IMGs")
    pgy1_offered = models.PositiveIntegerField("PGY-1 offered")
    pgy1_filled = models.PositiveIntegerField("PGY-1 filled")
    pgy1_us_img = models.PositiveIntegerField("PGY-1 US-citizen IMGs")
    pgy1_non_us_img = models.PositiveIntegerField("PGY-1 non-US IMGs")
    source = models.ForeignKey("residencies.Source", models.PROTECT, related_name="state_results")

    objects = StateResultQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "state"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "state"],
                name="one_result_per_state_and_year",
                violation_error_message="This state already has a row for that year.",
            ),
            models.CheckConstraint(
                condition=Q(filled__lte=F("offered"))
                & Q(filled__gte=F("us_img") + F("non_us_img"))
                & Q(pgy1_filled__lte=F("pgy1_offered")),
                name="state_counts_in_order",
                violation_error_message="IMGs fit within filled, and filled within offered.",
            ),
        ]

    def __str__(self):
        return f"{self.state}, {self.year}"

    def natural_key(self):
        return (self.year, self.state)
