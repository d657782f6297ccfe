"""Query strings parsed into plain values: any query string is valid, whatever it holds."""

from django import forms
from django.urls import reverse

from ..forms import SearchForm
from .kinds import KINDS


class SearchEverythingForm(SearchForm):
    """Words to look for, in all pages or in those of one kind."""

    kind = forms.ChoiceField(required=False, choices=[(each.slug, each.name) for each in KINDS])

    @property
    def chosen(self) -> str:
        """The kind asked for; "" for all, also when there is no such kind."""
        self.is_valid()
        return self.cleaned_data.get("kind", "")

    def address(self, kind: str) -> str:
        """Return the address of the same search in pages of one kind, or in all."""
        given = {"q": self.query, "kind": kind}
        query = {name: each for name, each in given.items() if each}
        return reverse("guidance:search", query=query or None)
