from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from residencies.models import Grade, Specialty


class FeeQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, first):
        return self.get(slug=slug, first=first)


class Fee(models.Model):
    """One price of one thing that applicants pay for, with its source.

    Where the price changes with the number of programs or ranks there is one row for each price,
    under one slug. A price holds up to where the next one starts, so that two cannot overlap and
    nothing lies between them. A fee that nobody has seen has no row: never one of 0.
    """

    class Unit(models.TextChoices):
        PROGRAM = "program", _("For each program of a list in one specialty")
        LIST = "list", _("In all, up to where the next price starts")
        RANK = "rank", _("For each rank")
        MATCH = "match", _("Once, to take part in a match")
        SEASON = "season", _("Once a season")
        EXAM = "exam", _("Each time that the exam is taken")
        ONCE = "once", _("Once")

    slug = models.SlugField(max_length=80, help_text="The same for every price of one fee.")
    first = models.PositiveSmallIntegerField(
        "from number",
        validators=[MinValueValidator(1)],
        help_text="The first program or rank that costs this. 1 for a fee with one price.",
    )
    name = models.CharField(max_length=80, help_text="What it pays for.")
    payee = models.CharField("paid to", max_length=80, help_text="Who takes the money.")
    hint = models.CharField(
        max_length=120, blank=True, help_text="Beside its tick: who needs it. No figures."
    )
    ticked = models.BooleanField(
        "ticked at first",
        default=False,
        help_text="Only for what is paid once, once a season or for an exam: whether most "
        "applicants at this point pay it.",
    )
    unit = models.CharField("paid", max_length=8, choices=Unit, help_text="What the amount is for.")
    application_service = models.CharField(
        max_length=12,
        choices=Specialty.ApplicationService,
        blank=True,
        help_text="Whose users pay it. Empty: it does not depend on one.",
    )
    match_service = models.CharField(
        "match",
        max_length=8,
        choices=Specialty.MatchService,
        blank=True,
        help_text="Whose applicants pay it. Empty: it does not depend on one.",
    )
    specialties = models.ManyToManyField(
        "residencies.Specialty",
        blank=True,
        related_name="fees",
        help_text="Those that the source names. Empty: all that use the service.",
    )
    season = models.PositiveSmallIntegerField(help_text="The year of the Match: 2027 for 2026-27.")
    amount = models.DecimalField(
        "US dollars",
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text="For one of what is paid for.",
    )
    about = models.BooleanField(default=False, help_text="The source says “about”.")
    disputed = models.BooleanField(
        default=False,
        help_text="Another source gives another amount: the finding says which.",
    )
    as_of = models.CharField(
        max_length=60, help_text="As the source gives it: 2026, 7 October 2026."
    )
    reported = models.BooleanField(
        default=False,
        help_text="Rests on a secondary copy: shown with a link to the official page.",
    )
    official_url = models.URLField(
        "official page", max_length=300, blank=True, help_text="Where to check it."
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source", models.PROTECT, related_name="fees", help_text="Where it was read."
    )
    finding = models.ForeignKey(
        "residencies.Finding",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="fees",
        help_text="The words about it: what disagrees, and what it does not cover.",
    )
    review_by = models.DateField(help_text="When we are due to look again.")

    translatable = ["name", "hint"]
    objects = FeeQuerySet.as_manager()

    class Meta:
        ordering = ["slug", "first"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "first"],
                name="one_price_from_each_number",
                violation_error_message="This fee already has a price from that number on.",
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1),
                name="fee_counts_from_one",
                violation_error_message="The first program or rank is number 1.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="fee_is_not_negative",
                violation_error_message="A fee cannot be less than nothing.",
            ),
            models.CheckConstraint(
                condition=Q(first=1) | Q(unit="program") | Q(unit="list") | Q(unit="rank"),
                name="fee_with_one_price_counts_from_one",
                violation_error_message="Only prices of programs and ranks start at a number.",
            ),
            models.CheckConstraint(
                condition=~Q(application_service="") | (~Q(unit="program") & ~Q(unit="list")),
                name="price_of_programs_names_its_service",
                violation_error_message="A price of programs names the application service.",
            ),
            models.CheckConstraint(
                condition=~Q(match_service="") | (~Q(unit="rank") & ~Q(unit="match")),
                name="price_of_a_match_names_it",
                violation_error_message="A price of ranks or of a registration names the match.",
            ),
        ]

    def __str__(self):
        start = f", from number {self.first}" if self.first > 1 else ""
        return f"{self.name}{start}, {self.season}"

    def natural_key(self):
        return (self.slug, self.first)
