"""Checks that say, beside the field, what is wrong with what an editor wrote."""

from django import forms

from residencies.admin.forms import FiguresForm, ReviewedForm

from .. import links, prose
from ..models import Status
from ..models.prose import prose_fields

RANGES = ["score", "years_since_graduation", "us_experience_months"]


class ItemForm(ReviewedForm):
    """Prose whose links lead to pages that are there, with the dates between which it holds."""

    def clean(self):
        cleaned = super().clean()
        public = cleaned.get("status") == Status.PUBLISHED
        for name in prose_fields(self._meta.model):
            text = cleaned.get(name) or ""
            for problem in [*prose.problems(text), *links.problems(text, public=public)]:
                self.add_error(name, problem)
        return cleaned


class AudienceForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        for name in RANGES:
            lowest, highest = cleaned.get(f"{name}_min"), cleaned.get(f"{name}_max")
            if None not in (lowest, highest) and lowest > highest:
                self.add_error(
                    f"{name}_min", f"From {lowest} up to {highest} describes nobody: swap them."
                )
        return cleaned


class GlossaryTermForm(ItemForm):
    """A spelling leads to one term only, or readers would not know to which."""

    def clean(self):
        cleaned = super().clean()
        linked = set((cleaned.get("linked") or "").splitlines())
        for other in self._meta.model.objects.exclude(pk=self.instance.pk):
            for spelling in sorted(linked.intersection(other.linked.splitlines())):
                self.add_error("linked", f"“{spelling}” already leads to “{other}”.")
        return cleaned


class BackupPairForm(ItemForm):
    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("specialty"), cleaned.get("backup")
        pairs = self._meta.model.objects
        if first and second and pairs.filter(specialty=second, backup=first).exists():
            self.add_error(
                "backup", f"{first} is a backup of {second} already: a pair goes one way only."
            )
        return cleaned


class FeeForm(FiguresForm):
    """One price; the other prices of the same fee must be paid by the same people."""

    needs = {
        "application_service": (["program", "list"], "Name the service that these programs use."),
        "match_service": (["rank", "match"], "Name the match that this is paid for."),
    }
    shared = ["application_service", "match_service"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "first" in self.fields:
            self.fields["first"].initial = 1

    def clean(self):
        cleaned = super().clean()
        unit = cleaned.get("unit")
        for name, (units, message) in self.needs.items():
            if unit in units and not cleaned.get(name):
                self.add_error(name, message)
        if (cleaned.get("first") or self.instance.first or 1) > 1 and unit not in {
            "program",
            "list",
            "rank",
            None,
        }:
            self.add_error("first", "Only prices of programs and ranks start at a number.")
        slug = cleaned.get("slug") or self.instance.slug
        for other in self._meta.model.objects.filter(slug=slug).exclude(pk=self.instance.pk):
            for name in self.shared:
                if name in cleaned and cleaned[name] != getattr(other, name):
                    self.add_error(name, f"“{other}” is another price of this fee and differs.")
        return cleaned
