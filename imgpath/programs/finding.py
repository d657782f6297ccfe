"""Which programs a reader asks for."""

from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guidance.forms import SearchForm
from residencies.words import words

from .listing import Listed, Listing


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a reader asked for. Every field has a value that asks for nothing."""

    q: str = ""
    specialty: str = ""
    state: str = ""
    unfilled: bool = False

    @property
    def query(self) -> dict[str, str]:
        """What asks for it in an address."""
        return {
            "q": self.q,
            "specialty": self.specialty,
            "state": self.state,
            "unfilled": "on" if self.unfilled else "",
        }

    def without(self, name: str) -> "Criteria":
        """Return the same without one filter."""
        return replace(self, **{name: getattr(Criteria(), name)})

    def find(self, listing: Listing) -> list[Listed]:
        """Return the programs that meet all of it, in the order of the list."""
        found = listing.programs
        if self.specialty:
            found = [each for each in found if each.specialty == self.specialty]
        if self.state:
            found = [each for each in found if each.state == self.state]
        if self.unfilled:
            found = [each for each in found if each.unfilled]
        for word in words(self.q):
            found = [each for each in found if f" {word}" in each.text]
        return found


class ProgramsForm(SearchForm):
    """Which programs to list. Whatever is not valid counts as not given."""

    specialty = forms.ChoiceField(label=_("Specialty"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    unfilled = forms.BooleanField(required=False)

    def __init__(self, data, listing: Listing):
        super().__init__(data)
        specialties = [("", gettext("Every specialty")), *listing.specialties.items()]
        self.fields["specialty"].choices = specialties
        states = [("", gettext("Every state")), *((each, each) for each in listing.states)]
        self.fields["state"].choices = states

    @property
    def criteria(self) -> Criteria:
        """What is asked for: each valid answer, and nothing where there is none."""
        q = self.query
        data = self.cleaned_data
        return Criteria(
            q, data.get("specialty", ""), data.get("state", ""), data.get("unfilled", False)
        )
