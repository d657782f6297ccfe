"""A reader's own situation: answers that may all be left out, parsed into a Profile."""

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guidance.models import Stage
from guidance.models.audience import UsExperience
from guidance.profile import MOST_SPECIALTIES, Attempts, Citizenship, Experience, Profile
from residencies.forms import HIGHEST_SCORE, LOWEST_SCORE, LenientMultipleChoiceField

from .fields import Answer, Number, YesOrNo

NONE_YET = "none"
EARLIEST, MOST_MONTHS = 1950, 240


class AnswersForm(forms.Form):
    """What a reader is asked. ``names`` gives the name of each specialty by its slug."""

    citizenship = Answer(
        _("Are you a US citizen?"),
        [
            (Citizenship.US, _("Yes")),
            (Citizenship.GREEN_CARD, _("No, I have a green card")),
            (Citizenship.OTHER, _("No")),
        ],
        _(
            "Results are published apart for US-citizen IMGs and non-US IMGs. With a green card "
            "you count as a non-US IMG."
        ),
        Citizenship,
    )
    needs_visa = YesOrNo(
        _("Do you need a visa to train in the US?"),
        _("Some programs sponsor no visa. Skip this if you do not know."),
    )
    score = Number(
        _("Your Step 2 CK score"),
        _("We show it beside the scores of those who matched."),
        lowest=LOWEST_SCORE,
        highest=HIGHEST_SCORE,
        example="241",
        out=format_lazy(
            _("Step 2 CK scores are from {low} to {high}."), low=LOWEST_SCORE, high=HIGHEST_SCORE
        ),
    )
    attempts = Answer(
        _("Have you failed a USMLE Step?"),
        [
            (Attempts.NONE, _("No")),
            (Attempts.ONE, _("Yes, once")),
            (Attempts.MORE, _("More than once")),
        ],
        _("Some programs and some states count attempts."),
        Attempts,
    )
    passed_step3 = YesOrNo(
        _("Have you passed Step 3?"), _("An H-1B visa needs it. Residency does not.")
    )
    graduated = Number(
        _("Year you graduated in medicine"),
        _("Some programs ask for recent graduates."),
        lowest=EARLIEST,
        highest=9999,  # the year now decides: see clean_graduated
        example="2021",
        out=format_lazy(_("Give a year from {year} on, in four digits."), year=EARLIEST),
    )
    us_experience = Answer(
        _("Clinical experience in the US"),
        [(NONE_YET, _("None yet")), *UsExperience.choices],
        _("Programs and those who write letters want to have seen you with patients."),
    )
    us_months = Number(
        _("Months of clinical experience in the US"),
        _("A rough number is enough."),
        lowest=0,
        highest=MOST_MONTHS,
        example="3",
        out=format_lazy(_("Give a number of months from 0 to {most}."), most=MOST_MONTHS),
    )
    has_research = YesOrNo(
        _("Have you done research?"), _("It matters much in some specialties and little in others.")
    )
    stage = Answer(
        _("Where are you in the season?"),
        Stage.choices,
        _("It decides what can still be done, and when."),
    )
    specialties = LenientMultipleChoiceField(
        label=_("Specialties that interest you"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=format_lazy(_("Up to {most}."), most=MOST_SPECIALTIES),
    )

    def __init__(self, names: dict[str, str], data=None, answers: Profile | None = None):
        super().__init__(data, initial=_initial(answers) if answers else None)
        self.fields["specialties"].choices = names.items()

    def clean_graduated(self):
        year, latest = self.cleaned_data["graduated"], timezone.localdate().year + 1
        if year is not None and year > latest:
            raise forms.ValidationError(gettext("Give a year up to {year}.").format(year=latest))
        return year

    def clean_specialties(self):
        chosen = self.cleaned_data["specialties"]
        if len(chosen) > MOST_SPECIALTIES:
            raise forms.ValidationError(
                gettext("Choose at most {most}. You have chosen {n}.").format(
                    most=MOST_SPECIALTIES, n=len(chosen)
                )
            )
        return chosen

    def clean(self):
        given = super().clean()
        if given.get("needs_visa") and given.get("citizenship") in {
            Citizenship.US,
            Citizenship.GREEN_CARD,
        }:
            self.add_error(
                "needs_visa",
                gettext(
                    "A US citizen or a green-card holder needs no visa. "
                    "Change one of the two answers."
                ),
            )
        if given.get("us_experience") == NONE_YET and given.get("us_months"):
            self.add_error(
                "us_months", gettext("Above you chose “None yet”. Change one of the two.")
            )
        return given

    @property
    def answers(self) -> Profile:
        """The answers that are valid; the others count as not given."""
        self.is_valid()
        given = self.cleaned_data | {"specialties": tuple(self.cleaned_data.get("specialties", ()))}
        if given.get("us_experience") == NONE_YET:
            given |= {"us_experience": None, "us_months": 0}
        elif given.get("us_experience"):
            given["us_experience"] = Experience(given["us_experience"])
        return Profile(**given)


def _initial(answers):
    flags = {True: "yes", False: "no", None: ""}
    return {
        "citizenship": answers.citizenship,
        "needs_visa": flags[answers.needs_visa],
        "score": answers.score,
        "attempts": answers.attempts,
        "passed_step3": flags[answers.passed_step3],
        "graduated": answers.graduated,
        "us_experience": answers.us_experience or (NONE_YET if answers.us_months == 0 else ""),
        "us_months": answers.us_months,
        "has_research": flags[answers.has_research],
        "stage": answers.stage,
        "specialties": answers.specialties,
    }
