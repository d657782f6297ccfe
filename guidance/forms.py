"""Query strings parsed into plain values: any query string is valid, whatever it holds."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=160,
        error_messages={
            "max_length": _("Type at most 160 characters."),
            "null_characters_not_allowed": _("Type words only."),
        },
    )

    @property
    def query(self) -> str:
        """The words asked for; none when they are not valid."""
        self.is_valid()
        return " ".join(self.cleaned_data.get("q", "").split())
