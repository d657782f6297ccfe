"""Checks that say, beside the field, what is wrong with what an editor typed.

The constraints of the models refuse the same rows. These forms say it first, with the numbers.
"""

from django import forms
from django.utils import timezone

from ..models.findings import FEWEST_SIDES
from ..models.results import FILLED_BY


class FiguresForm(forms.ModelForm):
    """A row of figures, with the pairs of fields of which the first is at most the second."""

    at_most = []

    def clean(self):
        cleaned = super().clean()
        for low, high, message in self.at_most:
            lowest, highest = cleaned.get(low), cleaned.get(high)
            if None not in (lowest, highest) and lowest > highest:
                self.add_error(low, message.format(lowest, highest))
        for name in ["year", "edition", "season"]:
            year, latest = cleaned.get(name), timezone.localdate().year + 1
            if year is not None and not 1900 <= year <= latest:
                self.add_error(name, f"{year} is not a year between 1900 and {latest}.")
        if not 0 <= (cleaned.get("percent") or 0) <= 100:
            self.add_error("percent", "A percentage lies between 0 and 100.")
        return cleaned


class MatchResultForm(FiguresForm):
    at_most = [
        ("filled", "offered", "{:,} positions cannot be filled when {:,} were offered."),
        (
            "unfilled_programs",
            "programs",
            "{} programs cannot have unfilled positions when there are {}.",
        ),
    ]

    def clean(self):
        cleaned = super().clean()
        filled = cleaned.get("filled")
        groups = [cleaned.get(name) for name in FILLED_BY]
        imgs = [cleaned.get("us_img"), cleaned.get("non_us_img")]
        if filled is None:
            return cleaned
        if None not in groups and sum(groups) != filled:
            self.add_error(
                "filled",
                f"The groups add up to {sum(groups):,}, but {filled:,} positions were filled.",
            )
        elif None not in imgs and sum(imgs) > filled:
            self.add_error(
                "filled",
                f"IMGs add up to {sum(imgs):,}, but only {filled:,} positions were filled.",
            )
        return cleaned


class MatchRateForm(FiguresForm):
    at_most = [("matched", "active", "{:,} applicants cannot match when {:,} were active.")]


class StateResultForm(FiguresForm):
    at_most = [
        ("filled", "offered", "{:,} positions cannot be filled when {:,} were offered."),
        ("pgy1_filled", "pgy1_offered", "{:,} positions cannot be filled when {:,} were offered."),
    ]

    def clean(self):
        cleaned = super().clean()
        filled = cleaned.get("filled")
        imgs = [cleaned.get("us_img"), cleaned.get("non_us_img")]
        if None not in [filled, *imgs] and sum(imgs) > filled:
            self.add_error(
                "filled",
                f"IMGs add up to {sum(imgs):,}, but only {filled:,} positions were filled.",
            )
        return cleaned


class CohortStatisticForm(FiguresForm):
    figures = ["mean", "sd", "q1", "median", "q3", "minimum", "maximum", "percent"]
    at_most = [
        ("n", "total", "{} answers cannot come from a cohort of {}."),
        ("q1", "median", "The lower quartile, {}, cannot be above the median, {}."),
        ("median", "q3", "The median, {}, cannot be above the upper quartile, {}."),
        ("minimum", "maximum", "The lowest value, {}, cannot be above the highest, {}."),
    ]

    def clean(self):
        cleaned = super().clean()
        for name in self.figures if cleaned.get("suppressed") else []:
            if cleaned.get(name) is not None:
                self.add_error(name, "The source withheld this cohort: it has no figures.")
        return cleaned


class PreferredMatchRateForm(FiguresForm):
    at_most = [
        ("matched", "applicants", "{} cannot match when {} ranked it first."),
        (
            "applicants",
            "applicants_all_groups",
            "{} of one group cannot rank it first when {} of all groups did.",
        ),
    ]


class VisaFactForm(FiguresForm):
    at_most = [("programs", "programs_seen", "{} programs cannot do so when {} were looked at.")]


class SignalAllocationForm(FiguresForm):
    def clean(self):
        cleaned = super().clean()
        parts, total = [cleaned.get("gold"), cleaned.get("silver")], cleaned.get("total")
        if None not in [*parts, total] and sum(parts) != total:
            self.add_error(
                "total", f"Gold and silver add up to {sum(parts)}, but the total is {total}."
            )
        return cleaned


class SourceForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        can_be_found = cleaned.get("url") or cleaned.get("citation")
        trusted = cleaned.get("grade", "D") != "D"
        if trusted and not can_be_found and not {"url", "citation"} & self.errors.keys():
            self.add_error(
                "grade",
                "Give an address or a citation. Without one nobody can look it up: "
                "its grade is then D.",
            )
        checked_on, review_by = cleaned.get("checked_on"), cleaned.get("review_by")
        if checked_on and review_by and review_by <= checked_on:
            self.add_error("review_by", "Choose a date after the day that it was looked at.")
        return cleaned


class ReviewedForm(forms.ModelForm):
    """Content that must be looked at again some time after it was true."""

    def clean(self):
        cleaned = super().clean()
        as_of, review_by = cleaned.get("as_of"), cleaned.get("review_by")
        if as_of and review_by and review_by <= as_of:
            self.add_error("review_by", "Choose a date after the date that the facts are as of.")
        return cleaned


class FindingForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") and cleaned["source"] in (cleaned.get("also_in") or []):
            self.add_error("also_in", "This is the main source already: name only the others.")
        return cleaned


class ContradictionForm(ReviewedForm):
    def clean(self):
        cleaned = super().clean()
        if 0 < len(cleaned.get("findings") or []) < FEWEST_SIDES:
            self.add_error("findings", "One finding contradicts nothing: choose another one too.")
        return cleaned


class CorrectionForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        if (made_on := cleaned.get("made_on")) and made_on > timezone.localdate():
            self.add_error("made_on", "Choose today or a day before it.")
        return cleaned


class SpecialtyForm(ReviewedForm):
    def clean(self):
        cleaned = super().clean()
        shortest, longest = cleaned.get("years_min"), cleaned.get("years_max")
        if None not in (shortest, longest) and longest < shortest:
            self.add_error(
                "years_max", f"{longest} years cannot be longest when {shortest} are shortest."
            )
        return cleaned
