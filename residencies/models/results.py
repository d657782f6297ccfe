"""Counts of positions and applicants, as the Match published them: before SOAP."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

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
        PGY1_TOTAL = "pgy1-total", _("PGY-1, all kinds together")
        CATEGORICAL = "categorical", _("PGY-1 categorical")
        PRIMARY_CARE = "primary-care", _("PGY-1 primary care")
        CATEGORICAL_AND_PRIMARY = "categorical-primary", _("PGY-1 categorical and primary care")
        PRELIMINARY = "preliminary", _("PGY-1 preliminary")
        ADVANCED = "advanced", _("PGY-2 advanced")
        PHYSICIAN = "physician", _("PGY-2 for physicians with earlier US training (R)")

    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="match_results",
        help_text="Whose positions they are.",
    )
    year = models.PositiveSmallIntegerField(help_text="The year of the Match.")
    track = models.CharField(max_length=20, choices=Track, help_text="The kind of position.")
    offered = models.PositiveIntegerField(help_text="Positions in the Match.")
    filled = models.PositiveIntegerField(
        null=True, blank=True, help_text="Positions filled before SOAP. Empty: not published."
    )
    unfilled = models.GeneratedField(
        expression=F("offered") - F("filled"),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    us_md_senior = models.PositiveIntegerField(
        _("US MD seniors"),
        null=True,
        blank=True,
        help_text="Positions that they filled. Empty: not published.",
    )
    us_do_senior = models.PositiveIntegerField(
        _("US DO seniors"),
        null=True,
        blank=True,
        help_text="Positions that they filled. Empty: not published.",
    )
    us_graduate = models.PositiveIntegerField(
        _("earlier US graduates and others"),
        null=True,
        blank=True,
        help_text="US graduates of earlier years, and the few from Canada or Fifth Pathway.",
    )
    us_img = models.PositiveIntegerField(
        _("US-citizen IMGs"),
        null=True,
        blank=True,
        help_text="Positions that they filled. Empty: not published.",
    )
    non_us_img = models.PositiveIntegerField(
        _("non-US IMGs"),
        null=True,
        blank=True,
        help_text="Positions that they filled. Empty: not published.",
    )
    programs = models.PositiveIntegerField(
        null=True, blank=True, help_text="Programs that offered them. Empty: not published."
    )
    unfilled_programs = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Programs that did not fill all of theirs. Empty: not published.",
    )
    part_of_total = models.BooleanField(
        default=False,
        help_text="Already counted in another row of the same year: never add both.",
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    derivation = models.CharField(
        max_length=300,
        blank=True,
        help_text="What was worked out by us, and how. Blank: as published.",
    )
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="match_results",
        help_text="Where it was read.",
    )
    also_in = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="supported_match_results",
        help_text="Other sources that say the same.",
    )

    translatable = ["derivation"]
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


class StateResultQuerySet(models.QuerySet):
    def get_by_natural_key(self, year, state):
        return self.get(year=year, state=state)


class StateResult(models.Model):
    """Positions in one state or territory in one Match, and how many IMGs filled."""

    year = models.PositiveSmallIntegerField(help_text="The year of the Match.")
    state = models.CharField(max_length=30, help_text="A state or territory, by its name.")
    offered = models.PositiveIntegerField(help_text="Positions of every kind in the Match.")
    filled = models.PositiveIntegerField(help_text="Positions filled before SOAP.")
    us_img = models.PositiveIntegerField("US-citizen IMGs", help_text="Positions that they filled.")
    non_us_img = models.PositiveIntegerField("non-US IMGs", help_text="Positions that they filled.")
    pgy1_offered = models.PositiveIntegerField(
        "PGY-1 offered", help_text="PGY-1 positions in the Match."
    )
    pgy1_filled = models.PositiveIntegerField(
        "PGY-1 filled", help_text="PGY-1 positions filled before SOAP."
    )
    pgy1_us_img = models.PositiveIntegerField(
        "PGY-1 US-citizen IMGs", help_text="PGY-1 positions that they filled."
    )
    pgy1_non_us_img = models.PositiveIntegerField(
        "PGY-1 non-US IMGs", help_text="PGY-1 positions that they filled."
    )
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="state_results",
        help_text="Where it was read.",
    )

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
