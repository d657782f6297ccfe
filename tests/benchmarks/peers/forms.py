from django import forms
from django.db.models import Count

FACETS = {
    "band": "How open it is",
    "training": "Training length",
    "service": "Where you apply",
    "preliminary": "One year only",
}


class FilterForm(forms.Form):
    """The filters of the naive view, as Django renders a form: a box for each value that rows have.

    Beside each value is how many rows have it, by one query a facet.
    """

    def __init__(self, data, rows):
        super().__init__(data)
        for name, label in FACETS.items():
            counted = rows.order_by().values_list(name).annotate(Count("pk")).order_by(name)
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(value, f"{value} ({count})") for value, count in counted],
                widget=forms.CheckboxSelectMultiple,
            )

    def chosen(self):
        """Return the filters in use, as the database takes them."""
        self.is_valid()
        return {f"{name}__in": given for name, given in self.cleaned_data.items() if given}
