"""Programs and how they filled, as NRMP's program results list them: an operator's own copy.

No fixture holds these rows, no load or export of content touches them, and no download has them.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Max, Min, Prefetch, Q, Value, When
from django.db.models.functions import Lower, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from residencies.models import Source

PUBLISHED = Q(specialty__published=True)


class ProgramQuerySet(models.QuerySet):
    def index(self):
        """Return what the list is found by, in its order: by specialty, then by state.

        Those without a published specialty come last.
        """
        slug = Case(When(PUBLISHED, then=F("specialty__slug")), default=None)
        name = Case(When(PUBLISHED, then=F("specialty__name")), default=None)
        place = ["state", "city", "institution", "name", "code"]
        return self.order_by(Lower(name).asc(nulls_last=True), *place).values_list(
            "pk", slug, name, *place
        )

    def unfilled(self):
        """Return those that did not fill every position in the newest Match that is here."""
        newest = ProgramFill.objects.aggregate(newest=Max("year"))["newest"]
        return self.filter(pk__in=ProgramFill.objects.unfilled(newest).values("program"))

    def with_fills(self, pks):
        """Return these programs with their fills and specialties, by two queries."""
        fills = Prefetch("fills", ProgramFill.objects.order_by("-year"))
        return self.filter(pk__in=pks).prefetch_related(fills) if pks else self.none()


class Program(models.Model):
    """One program, or one track of it, that has a code of its own in the Match."""

    class Track(models.TextChoices):
        """The kind of positions, by the letter of the code."""

        CATEGORICAL = "C", _("Categorical")
        PRIMARY_CARE = "M", _("Primary care categorical")
        PRELIMINARY = "P", _("Preliminary")
        ADVANCED = "A", _("Advanced")
        PHYSICIAN = "R", _("Physicians with earlier training (R)")
        UNKNOWN = "?", _("Kind not known")

    code = models.CharField(
        "NRMP code",
        max_length=11,
        unique=True,
        validators=[RegexValidator(r"^\d{7}[A-Z]\d{1,3}$", "A code looks like 1903140C0.")],
        help_text="Four digits for the institution, three for the specialty, a letter for the "
        "kind of positions, then the number of the track.",
    )
    track = models.GeneratedField(
        expression=Case(
            *(
                When(Exact(Substr("code", 8, 1), Value(letter)), then=Value(letter))
                for letter in "CMPAR"
            ),
            default=Value("?"),
        ),
        output_field=models.CharField(max_length=1, choices=Track),
        db_persist=True,
    )
    name = models.CharField(max_length=200, help_text="As NRMP lists it.")
    institution = models.CharField(max_length=200)
    city = models.CharField(max_length=200)
    state = models.CharField(max_length=30)
    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="programs",
        help_text="Empty where the code could not be matched to one.",
    )

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["state", "city", "institution", "name", "code"]
        indexes = [
            models.Index(
                fields=["state", "city", "institution", "name", "code"], name="programs_by_place"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}, {self.institution}"

    @property
    def kind(self):
        """The kind of positions in words; a generated field has no display of its own."""
        return self.Track(self.track).label


class ProgramFillQuerySet(models.QuerySet):
    def origins(self):
        """Yield each source with the first and the last Match that rest on it, newest first."""
        found = self.order_by().values("source").annotate(first=Min("year"), last=Max("year"))
        rows = sorted(found, key=lambda row: (-row["last"], -row["first"], row["source"]))
        sources = Source.objects.in_bulk([row["source"] for row in rows])
        return [row | {"source": sources[row["source"]]} for row in rows]

    def unfilled(self, year):
        """Return those of one Match with a position that was not filled."""
        return self.order_by().filter(year=year, filled__lt=F("quota"))


class ProgramFill(models.Model):
    """How many positions one program offered in one Match, and how many the Match filled."""

    # The constraint below has an index that begins with it.
    program = models.ForeignKey(Program, models.CASCADE, related_name="fills", db_index=False)
    year = models.PositiveSmallIntegerField()
    quota = models.PositiveIntegerField(help_text="Positions offered.")
    filled = models.PositiveIntegerField(help_text="Positions filled before SOAP.")
    source = models.ForeignKey("residencies.Source", models.PROTECT, related_name="program_fills")

    objects = ProgramFillQuerySet.as_manager()

    class Meta:
        ordering = ["program", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "year"],
                name="one_fill_per_program_and_year",
                violation_error_message="This program already has figures for that year.",
            ),
            models.CheckConstraint(
                condition=Q(filled__lte=F("quota")),
                name="program_filled_within_quota",
                violation_error_message="No more positions can be filled than were offered.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "program"],
                condition=Q(filled__lt=F("quota")),
                name="programs_not_filled",
            ),
        ]

    def __str__(self):
        return f"{self.program.code}, {self.year}"

    @property
    def unfilled(self):
        return self.quota - self.filled
