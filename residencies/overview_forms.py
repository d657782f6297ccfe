"""What the pages over all places and all specialties can be asked for."""

from django import forms
from django.utils.translation import gettext as _

from . import address, landscape
from .forms import GroupForm
from .groups import CHOICES
from .models.cohorts import ImgGroup


class PlacesForm(forms.Form):
    """The group and the Match that the map shows."""

    group = forms.ChoiceField(choices=CHOICES, required=False)
    year = forms.TypedChoiceField(coerce=int, required=False)

    def __init__(self, data, years):
        super().__init__(data)
        self.years = years
        self.fields["year"].choices = [(str(year), year) for year in years]

    def clean(self):
        for name, message in [
            ("group", _("There is no such group; these numbers are of non-US IMGs.")),
            ("year", _("That year is not published by state; this is the newest.")),
        ]:
            if name in self.errors:
                self.add_error(None, message)

    @property
    def chosen(self) -> tuple[int | None, str]:
        """The year and the group; the newest year and non-US IMGs where none is asked for."""
        self.is_valid()
        year = self.cleaned_data.get("year") or max(self.years, default=None)
        return year, self.cleaned_data.get("group") or ImgGroup.NON_US_IMG.value

    @property
    def address(self) -> str:
        """The one address of what was asked for."""
        return address.places(*self.chosen)


class LandscapeForm(GroupForm):
    """The group and the kind of work that the chart shows."""

    kind = forms.ChoiceField(choices=landscape.CHOICES, required=False)

    def clean(self):
        super().clean()
        if "kind" in self.errors:
            self.add_error(None, _("There is no such kind of work; these are all kinds."))

    @property
    def chosen(self) -> tuple[str, str]:
        """The group and the kind of work; non-US IMGs and all kinds where none is asked for."""
        return self.chosen_group, self.cleaned_data.get("kind") or landscape.ALL

    @property
    def address(self) -> str:
        """The one address of what was asked for."""
        group, kind = self.chosen
        return address.landscape(group, kind if kind != landscape.ALL else "")
