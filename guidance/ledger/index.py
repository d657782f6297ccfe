"""The list of sources: what can be asked of it, and what it then shows."""

from collections import Counter
from functools import cached_property

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from residencies.downloads.files import links
from residencies.models import Grade, Source

from ..forms import SearchForm
from ..search import kinds
from ..search.index import Found
from .entries import Resting

PER_PAGE = 50
SEVERAL = 5
UNDATED = "none"
ORDERS = {"": _("Most figures"), "publisher": _("Publisher"), "newest": _("Newest")}
# Listed they are with most figures first already, and sorting keeps that among equals.
KEYS = {
    "publisher": lambda each: each.source.publisher.casefold(),
    "newest": lambda each: -int(each.year or 0),
}


class SourcesForm(SearchForm):
    """Which sources to list, and in what order. Whatever is not valid counts as not given."""

    publisher = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    grade = forms.ChoiceField(
        label=_("Grade"),
        required=False,
        choices=[("", _("Any grade")), *((each, each.label) for each in Grade)],
    )
    terms = forms.ChoiceField(
        label=_("Terms"), required=False, choices=[("", _("Any terms")), *Source.Terms.choices]
    )
    year = forms.ChoiceField(label=_("Published"), required=False)
    sort = forms.ChoiceField(
        label=pgettext_lazy("of a list", "Order"), required=False, choices=list(ORDERS.items())
    )

    def __init__(self, data, listed: list[Resting]):
        super().__init__(data)
        self.listed = listed
        years = sorted({each.year for each in listed if each.year}, reverse=True)
        self.fields["year"].choices = [
            ("", _("Any year")),
            *((year, year) for year in years),
            (UNDATED, _("Year not given")),
        ]

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for: each valid answer that is not empty."""
        query = {"q": self.query}
        return {name: value for name, value in (self.cleaned_data | query).items() if value}

    @cached_property
    def asked(self) -> Found:
        """What the words lead to."""
        return kinds.current().find(self.query, "sources")

    @property
    def found(self) -> list[Resting]:
        """The sources that are asked for, in the order that is."""
        chosen = self.chosen
        wanted = {name: chosen[name] for name in ["publisher", "grade", "terms"] if name in chosen}
        found = [
            each
            for each in self.asked.having(self.listed)
            if all(getattr(each.source, name) == value for name, value in wanted.items())
            and chosen.get("year") in {None, each.year or UNDATED}
        ]
        order = KEYS.get(chosen.get("sort"))
        return sorted(found, key=order) if order else found


def context(form: SourcesForm, page: str | None) -> dict:
    """Return what the list shows for one form; a page that is not there is the nearest one."""
    found, chosen = form.found, form.chosen
    counted = Counter(each.source.publisher for each in found).most_common()
    shown = Paginator(found, PER_PAGE).get_page(page)
    others = {name: value for name, value in chosen.items() if name != "publisher"}
    return {
        "form": form,
        "corrected": form.asked.corrected,
        "found": found,
        "total": len(form.listed),
        "shown": shown,
        "pages": [(each, address(chosen | {"page": each})) for each in shown.paginator.page_range],
        "downloads": links(address(chosen)),
        "publisher": chosen.get("publisher"),
        "any_publisher": address(others),
        "publishers": [
            (name, number, address(others | {"publisher": name}))
            for name, number in counted
            if number >= SEVERAL
        ],
        "grades": Grade,
        "terms": Source.Terms,
    }


def address(query) -> str:
    """Return the address of the list that ``query`` asks for."""
    return reverse("sources", query=query)
