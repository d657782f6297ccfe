from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from residencies.models import Grade

from .challenge import Strategy

WORDS = {
    "published": pgettext_lazy("of a date", "Published"),
    "reported": pgettext_lazy("of a date", "Reported"),
    "expected": pgettext_lazy("of a date", "Expected"),
    "not-known": pgettext_lazy("of a date", "Not known"),
}
"""How sure a date is, by `SeasonEvent.look`."""


class SeasonEventQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def shown(self):
        """Leave out what is unverified."""
        return self.exclude(grade=Grade.D)


class SeasonEvent(models.Model):
    """One date of a season: what happens, when, how sure that is, and what to do about it.

    A date that nobody has published is a row too: it says "not known" and is never left out.
    """

    class Certainty(models.TextChoices):
        PUBLISHED = "published", _("Published")
        EXPECTED = "expected", _("Expected from earlier seasons")
        NOT_KNOWN = "not-known", _("Not known")

    class Service(models.TextChoices):
        """Who sets the date, and so whom it concerns: the values of residencies.Specialty."""

        ECFMG = "ecfmg", "ECFMG"
        ERAS = "eras", "ERAS"
        RESIDENCYCAS = "residencycas", "ResidencyCAS"
        NRMP = "nrmp", "NRMP"
        SF_MATCH = "sf_match", "SF Match"
        AUA = "aua", _("Urology Match (AUA)")
        PROGRAMS = "programs", _("Each program")

    slug = models.SlugField(
        max_length=80, unique=True, help_text="Ends with the year of the Match: match-day-2027."
    )
    season = models.PositiveSmallIntegerField(help_text="The year of the Match: 2027 for 2026-27.")
    title = models.CharField(max_length=60, help_text="What happens, in sentence case.")
    action = models.CharField(
        "what to do", max_length=240, help_text="One sentence, a verb first. No figures."
    )
    afterwards = models.CharField(
        "when it has passed",
        max_length=240,
        blank=True,
        help_text="What can still be done then, in one sentence. No figures.",
    )
    part = models.CharField(
        "part of the season",
        max_length=10,
        choices=[each for each in Strategy.Season.choices if each[0] != Strategy.Season.ANY],
        help_text="Where it stands when its day is not known.",
    )
    service = models.CharField(
        "who sets the date", max_length=12, choices=Service, help_text="And so whom it concerns."
    )

    certainty = models.CharField(
        "how sure the date is",
        max_length=9,
        choices=Certainty,
        help_text="Whether anyone has published it.",
    )
    reported = models.BooleanField(
        default=False,
        help_text="Rests on a secondary copy: shown with a link to the official page.",
    )
    first_day = models.DateField(
        null=True, blank=True, help_text="Empty, as the last day, when it is not known."
    )
    last_day = models.DateField(
        null=True, blank=True, help_text="The same as the first when it is one day."
    )
    whole_months = models.BooleanField(
        "only the months are known",
        default=False,
        help_text="Then give the first day of the first month and the last day of the last one.",
    )
    time_of_day = models.CharField(
        max_length=40, blank=True, help_text="As the source gives it: 9 p.m. ET."
    )
    basis = models.CharField(
        "what it rests on",
        max_length=300,
        help_text="Who gives the date, or what it was in an earlier season; what disagrees.",
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")
    official_url = models.URLField(
        "official page", max_length=300, blank=True, help_text="Where to check it."
    )
    grade = models.CharField(max_length=1, choices=Grade, help_text="How far it can be trusted.")
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        related_name="season_events",
        help_text="Where it was read.",
    )

    audiences = models.ManyToManyField(
        "guidance.Audience", blank=True, related_name="season_events", help_text="Empty: everyone."
    )
    strategies = models.ManyToManyField(
        "guidance.Strategy",
        blank=True,
        related_name="season_events",
        help_text="What helps to be ready for it.",
    )

    translatable = ["title", "action", "afterwards", "basis"]
    objects = SeasonEventQuerySet.as_manager()

    class Meta:
        ordering = ["season", "first_day", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(certainty="not-known", first_day__isnull=True, last_day__isnull=True)
                    & Q(whole_months=False, reported=False, time_of_day="")
                )
                | (
                    (Q(certainty="published") | Q(certainty="expected"))
                    & Q(first_day__isnull=False, last_day__isnull=False)
                    & Q(first_day__lte=F("last_day"))
                ),
                name="season_event_is_dated_or_not_known",
                violation_error_message=(
                    "Give the first and the last day in order, or choose “Not known” and give "
                    "neither a day nor a time."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.season} Match)"

    def natural_key(self):
        return (self.slug,)

    @property
    def look(self):
        """The class of the mark of how sure the date is: each word has a look of its own."""
        reported = self.certainty == self.Certainty.PUBLISHED and self.reported
        return "reported" if reported else self.certainty

    @property
    def word(self):
        """How sure the date is, in a word or two."""
        return WORDS[self.look]

    @property
    def sureness(self):
        """How sure the date is, as the page and the file for calendar programs say it."""
        if self.look == "reported":
            return gettext("Reported, not seen on the official page")
        return self.get_certainty_display()
