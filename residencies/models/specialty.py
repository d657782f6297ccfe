from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class SpecialtyQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Specialty(models.Model):
    """One way to start residency that has its own line in a Match, one-year entries included."""

    class MatchService(models.TextChoices):
        NRMP = "nrmp", "NRMP Main Residency Match"
        SF_MATCH = "sf_match", "SF Match"
        AUA = "aua", "Urology Residency Match (AUA)"

    class ApplicationService(models.TextChoices):
        ERAS = "eras", "ERAS"
        RESIDENCYCAS = "residencycas", "ResidencyCAS"
        SF_MATCH = "sf_match", "SF Match CAS"
        UNKNOWN = "unknown", _("Not seen")

    class PreliminaryYear(models.TextChoices):
        NO = "no", _("No")
        ADVANCED = "advanced", _("Only for advanced (PGY-2) positions")
        YES = "yes", _("Yes")

    class WaiverField(models.TextChoices):
        """Whether work in it counts towards a J-1 waiver through HHS."""

        YES = "yes", _("On the HHS list")
        PARTLY = "partly", _("One part of it is on the HHS list (our reading)")
        NO = "no", _("Not on the HHS list")

    slug = models.SlugField(max_length=80, unique=True, help_text="Its part of the address.")
    name = models.CharField(max_length=100, help_text="The plain name that readers see.")
    nrmp_name = models.CharField(
        "NRMP name", max_length=100, help_text="As NRMP's tables write it."
    )
    short_name = models.CharField(max_length=14, help_text="For charts and narrow screens.")
    synonyms = models.TextField(
        blank=True, help_text="Other names and abbreviations that people type, one a line."
    )
    what_it_is = models.TextField(help_text="One or two sentences in our own words.")
    who_it_suits = models.TextField(blank=True, help_text="One or two sentences in our own words.")

    categorical = models.BooleanField(
        "offers categorical positions",
        default=False,
        help_text="PGY-1 positions that finish training.",
    )
    advanced = models.BooleanField(
        "offers advanced positions",
        default=False,
        help_text="PGY-2 positions, after a first year elsewhere.",
    )
    preliminary = models.BooleanField(
        "is a one-year entry", default=False, help_text="Leads to no board by itself."
    )
    primary_care = models.BooleanField(
        default=False, help_text="A kind of work by which the explorer filters."
    )
    surgical = models.BooleanField(
        default=False, help_text="A kind of work by which the explorer filters."
    )
    hospital_based = models.BooleanField(
        default=False, help_text="A kind of work by which the explorer filters."
    )
    combined = models.BooleanField(default=False, help_text="Trains for two or more boards.")

    years_min = models.PositiveSmallIntegerField(
        "shortest training, years", null=True, blank=True, help_text="Blank when it was not seen."
    )
    years_max = models.PositiveSmallIntegerField(
        "longest training, years", null=True, blank=True, help_text="Blank when it was not seen."
    )
    preliminary_year = models.CharField(
        "needs a separate first year",
        max_length=8,
        choices=PreliminaryYear,
        help_text="Whether a first year elsewhere comes before it.",
    )
    match_service = models.CharField(
        max_length=8, choices=MatchService, help_text="Which match fills its positions."
    )
    application_service = models.CharField(
        max_length=12, choices=ApplicationService, help_text="Which service takes the application."
    )
    application_note = models.CharField(
        max_length=300, blank=True, help_text="How sure that is, and the exceptions."
    )
    board = models.CharField(
        max_length=200, blank=True, help_text="The board that certifies in it."
    )
    fellowships = models.TextField(blank=True, help_text="What can come after, one a line.")
    waiver = models.CharField(
        "J-1 waiver through HHS",
        max_length=6,
        choices=WaiverField,
        default=WaiverField.NO,
        help_text="Whether work in it counts.",
    )
    waiver_note = models.CharField(
        max_length=300, blank=True, help_text="How we read the list, and the exceptions."
    )

    grade = models.CharField(
        "how sure length, board and entry are",
        max_length=1,
        choices=[("A", "High"), ("B", "Medium"), ("C", "Low")],
        help_text="Of these facts, not of any figure.",
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="specialties",
        help_text="What length, board and entry rest on.",
    )
    as_of = models.DateField("facts as of", help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")
    published = models.BooleanField(default=True, help_text="Off: a draft, which only editors see.")

    translatable = [
        "name",
        "short_name",
        "what_it_is",
        "who_it_suits",
        "application_note",
        "fellowships",
        "waiver_note",
    ]
    objects = SpecialtyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "specialties"
        constraints = [
            models.CheckConstraint(
                condition=Q(years_max__isnull=True) | Q(years_max__gte=F("years_min")),
                name="specialty_years_in_order",
                violation_error_message="The longest training cannot be shorter than the shortest.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("specialty", args=[self.slug])

    def natural_key(self):
        return (self.slug,)
