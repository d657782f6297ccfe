"""What a reader types on the page of costs, parsed into plain values; whatever it is, kept."""

from django import forms
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from residencies import address
from residencies.forms import GroupForm, LenientMultipleChoiceField

from .costs import Application
from .fees import Fees

ROWS = range(1, 5)
NAMES = [_("First specialty"), _("Second specialty"), _("Third specialty"), _("Fourth specialty")]
HIGHEST = 2_000


class NumberField(forms.IntegerField):
    """A whole number in the digits of any script, with spaces where people put them."""

    def __init__(self, label, example: int):
        within = format_lazy(_("Type a number from 1 to {highest}."), highest=f"{HIGHEST:,}")
        digits = format_lazy(
            _("Type the number in digits, for example {example}."), example=example
        )
        super().__init__(
            label=label,
            required=False,
            min_value=1,
            max_value=HIGHEST,
            error_messages={
                "invalid": digits,
                "min_value": within,
                "max_value": within,
            },
        )

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class CostsForm(GroupForm):
    """Up to four specialties with a number of programs each, ranks, and what else applies."""

    ranks = NumberField(_("Ranks on your NRMP list"), 15)
    pay = LenientMultipleChoiceField(label=_("What else you pay"), required=False)
    own = forms.BooleanField(required=False)

    def __init__(self, data, fees: Fees):
        super().__init__(data)
        self.fees, self.entries = fees, fees.guidance.evidence.entries
        for row in ROWS:
            self.fields[f"s{row}"] = forms.ChoiceField(
                label=_("Specialty"),
                required=False,
                choices=[("", _("Choose")), *fees.guidance.evidence.names.items()],
                error_messages={"invalid_choice": _("Choose a specialty of this list.")},
            )
            self.fields[f"n{row}"] = NumberField(_("Programs"), 60)
        self.fields["pay"].choices = [(each.row.slug, each.row.name) for each in fees.ticks]

    def clean(self):
        super().clean()
        if self.fields["pay"].unknown:
            self.add_error(None, _("A fee that is not known here was left out."))
        seen = set()
        for row in ROWS:
            slug, number = self.cleaned_data.get(f"s{row}"), self.cleaned_data.get(f"n{row}")
            if slug and slug in seen:
                message = _("It is chosen above: type all of its programs there, in one number.")
                self.add_error(f"s{row}", message)
            elif slug and number is None and f"n{row}" not in self.errors:
                self.add_error(f"n{row}", _("Type how many programs you apply to."))
            elif number and not slug and f"s{row}" not in self.errors:
                self.add_error(f"s{row}", _("Choose the specialty of these programs."))
            seen.add(slug)

    @property
    def chosen(self) -> list[str]:
        """The specialties chosen, with or without a number."""
        self.is_valid()
        found = (self.cleaned_data.get(f"s{row}") for row in ROWS)
        return list(dict.fromkeys(slug for slug in found if slug))

    @property
    def applications(self) -> list[Application]:
        """The lists of programs that are whole: a specialty and a number."""
        self.is_valid()
        pairs = [tuple(self.cleaned_data.get(f"{name}{row}") for name in "sn") for row in ROWS]
        return [self._application(slug, number) for slug, number in pairs if slug and number]

    def _application(self, slug, number):
        row = self.entries[slug].specialty
        return Application(
            slug,
            row.name,
            number,
            row.application_service,
            row.get_application_service_display(),
            row.match_service,
            row.get_match_service_display(),
        )

    @property
    def ticked(self) -> list[str]:
        """The fees that apply: the usual ones until the reader has set the ticks."""
        self.is_valid()
        own = self.cleaned_data.get("own") or self.cleaned_data.get("pay")
        return self.cleaned_data.get("pay", []) if own else self.fees.usual

    @property
    def rank_count(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("ranks")

    @property
    def address(self) -> str:
        """The one address of what was typed, right or wrong, without what asks for nothing."""
        query = address.reader(self.chosen_group, None)
        for name in [*(f"{name}{row}" for row in ROWS for name in "sn"), "ranks"]:
            if typed := (self[name].value() or "").strip():
                query[name] = typed
        if self.ticked != self.fees.usual:
            query |= {"pay": self.ticked, "own": 1}
        return reverse("guidance:costs", query=query)

    @property
    def rows(self):
        """Each pair of fields, with what the page calls it."""
        return [
            {"name": name, "specialty": self[f"s{row}"], "programs": self[f"n{row}"]}
            for row, name in zip(ROWS, NAMES, strict=True)
        ]
