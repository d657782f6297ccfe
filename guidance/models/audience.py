from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from residencies.models.cohorts import ImgGroup


class AudienceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Stage(models.TextChoices):
    BEFORE_APPLYING = "before-applying", _("Before applying")
    APPLIED = "applied", _("Applied, waiting for interviews")
    INTERVIEWING = "interviewing", _("Interviewing")
    RANKED = "ranked", _("Rank list certified")
    NOT_MATCHED = "not-matched", _("Not matched")


class UsExperience(models.TextChoices):
    """What clinical experience in the United States was made of: guidance.profile.Experience."""

    HANDS_ON = "hands-on", _("Hands-on: elective, sub-internship, work")
    OBSERVED = "observed", _("Only watching: observership, shadowing")
    BOTH = "both", _("Both")


class Audience(models.Model):
    """People in one situation. Someone belongs when every condition that is set is true of them.

    Content names its audiences, and any one of them is enough: this is how an editor says whom an
    item is for without writing code. An item with no audience is for everyone.
    """

    slug = models.SlugField(max_length=80, unique=True, help_text="How texts name it.")
    name = models.CharField(max_length=80, help_text="Completes “For people who …”: need a visa.")
    because = models.CharField(
        max_length=120, help_text="The reason a reader sees: You said that you need a visa."
    )
    group = models.CharField(
        "applicant group",
        max_length=10,
        choices=ImgGroup,
        blank=True,
        help_text="Empty: it does not matter.",
    )
    needs_visa = models.BooleanField(null=True, blank=True, help_text="Empty: it does not matter.")
    score_min = models.PositiveSmallIntegerField(
        "Step 2 CK from", null=True, blank=True, help_text="Empty: it does not matter."
    )
    score_max = models.PositiveSmallIntegerField(
        "Step 2 CK up to", null=True, blank=True, help_text="Empty: it does not matter."
    )
    failed_an_exam = models.BooleanField(
        "has failed or repeated a Step",
        null=True,
        blank=True,
        help_text="Empty: it does not matter.",
    )
    years_since_graduation_min = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: it does not matter."
    )
    years_since_graduation_max = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: it does not matter."
    )
    us_experience_months_min = models.PositiveSmallIntegerField(
        "US clinical experience from, months",
        null=True,
        blank=True,
        help_text="Empty: it does not matter.",
    )
    us_experience_months_max = models.PositiveSmallIntegerField(
        "US clinical experience up to, months",
        null=True,
        blank=True,
        help_text="Empty: it does not matter.",
    )
    us_experience = models.CharField(
        "kind of US clinical experience",
        max_length=8,
        choices=UsExperience,
        blank=True,
        help_text="Empty: it does not matter.",
    )
    has_research = models.BooleanField(
        null=True, blank=True, help_text="Empty: it does not matter."
    )
    passed_step3 = models.BooleanField(
        "has passed Step 3", null=True, blank=True, help_text="Empty: it does not matter."
    )
    stage = models.CharField(
        max_length=16,
        choices=Stage,
        blank=True,
        help_text="Where they are in the season. Empty: it does not matter.",
    )
    specialties = models.ManyToManyField(
        "residencies.Specialty",
        blank=True,
        related_name="audiences",
        help_text="Interested in any one of these.",
    )

    translatable = ["name", "because"]
    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}_min__isnull": True})
                | Q(**{f"{name}_max__isnull": True})
                | Q(**{f"{name}_min__lte": F(f"{name}_max")}),
                name=f"audience_{name}_in_order",
                violation_error_message=f"The lowest {words} cannot be above the highest.",
            )
            for name, words in [
                ("score", "score"),
                ("years_since_graduation", "number of years"),
                ("us_experience_months", "number of months"),
            ]
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)
