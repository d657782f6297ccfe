"""Query strings parsed into plain values: any query string is valid, whatever it holds."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import groups
from .explorer import ORDERS, Criteria
from .facets import FACETS, PLACES
from .models.cohorts import ImgGroup

LOWEST_SCORE, HIGHEST_SCORE = 1, 300  # the ends of the USMLE scale


class LenientMultipleChoiceField(forms.MultipleChoiceField):
    """Keeps the values it knows. The others become an error that still leaves the rest in force."""

    unknown = ()

    def clean(self, value):
        self.unknown = [each for each in value or [] if each and not self.valid_value(each)]
        return [each for each, _ in self.choices if each in (value or [])]


class ScoreField(forms.IntegerField):
    """A Step 2 CK score, in the digits of any script."""

    def __init__(self):
        super().__init__(
            label=_("Your Step 2 CK score"),
            required=False,
            min_value=LOWEST_SCORE,
            max_value=HIGHEST_SCORE,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 12}),
            error_messages={
                "invalid": _("Type the score as a number, for example 241."),
                "min_value": _("Step 2 CK scores are from 1 to 300."),
                "max_value": _("Step 2 CK scores are from 1 to 300."),
            },
        )


class OrderedChoiceField(LenientMultipleChoiceField):
    """Keeps the values it knows once each, in the order they were asked for."""

    repeated = False

    def clean(self, value):
        known = super().clean(value)
        asked = [each for each in value or [] if each in known]
        self.repeated = len(asked) > len(known)
        return list(dict.fromkeys(asked))


class GroupForm(forms.Form):
    """The applicant group that a page speaks to."""

    group = forms.ChoiceField(
        label=_("I am a"),
        choices=lambda: [(group.value, group.singular) for group in ImgGroup],
        required=False,
        initial=ImgGroup.NON_US_IMG,
    )

    def clean(self):
        if "group" in self.errors:
            told = gettext("There is no such group; these numbers are of non-US IMGs.")
            self.add_error(None, told)

    @property
    def chosen_group(self) -> str:
        """The group asked for; non-US IMG, the larger one, when none or an unknown one is."""
        self.is_valid()
        return self.cleaned_data.get("group") or ImgGroup.NON_US_IMG.value


class SpecialtyForm(GroupForm):
    """Whom a page about specialties speaks to."""

    score = ScoreField()


class EvidenceForm(SpecialtyForm):
    """Whom the page of one specialty speaks to: here both groups fit, side by side."""

    group = forms.ChoiceField(
        label=_("Show it for"),
        choices=groups.CHOICES.items(),
        required=False,
        initial=ImgGroup.NON_US_IMG,
    )

    @property
    def reader(self) -> tuple[str, int | None]:
        """The choice of groups, and the score where one was given."""
        return self.chosen_group, self.cleaned_data.get("score")


class ListForm(SpecialtyForm):
    """The specialties that an address lists, at most so many, in its order."""

    s = OrderedChoiceField(label=_("Specialties"), required=False)

    def __init__(self, data, names: dict[str, str], most: int):
        super().__init__(data)
        self.fields["s"].choices = names.items()
        self.names, self.most = names, most

    def clean(self):
        super().clean()
        asked = self.cleaned_data.get("s", [])
        self.cleaned_data["s"], over = asked[: self.most], asked[self.most :]
        if self.fields["s"].unknown:
            self.add_error(None, gettext("A name that is no specialty here was left out."))
        if self.fields["s"].repeated:
            self.add_error(None, gettext("A specialty that was chosen twice is shown once."))
        if over:
            left_out = gettext(", ").join(self.names[each] for each in over)
            told = gettext("Only {most} fit here. Left out: {names}.")
            self.add_error(None, told.format(most=self.most, names=left_out))

    @property
    def chosen(self) -> list[str]:
        """The slugs listed: the first that are known, once each."""
        self.is_valid()
        return self.cleaned_data["s"]


class ExplorerForm(SpecialtyForm):
    """The explorer's filters and order."""

    q = forms.CharField(
        label=_("Name of a specialty"),
        required=False,
        max_length=60,
        error_messages={"max_length": _("Type at most 60 characters.")},
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    place = LenientMultipleChoiceField(
        label=_("Where your score stands"), choices=PLACES.items(), required=False
    )
    sort = forms.CharField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for facet in FACETS:
            self.fields[facet.name] = LenientMultipleChoiceField(
                label=facet.legend, choices=facet.options.items(), required=False
            )

    def clean(self):
        super().clean()
        for field in self.fields.values():
            if getattr(field, "unknown", None):
                told = gettext("“{filter}” has no such option; it was left out.")
                self.add_error(None, told.format(filter=field.label))
        if self.cleaned_data.get("sort", "?").removeprefix("-") not in {*ORDERS, ""}:
            self.add_error(None, gettext("There is no such order; the most open come first."))
            self.cleaned_data["sort"] = ""

    def boxes(self, counts):
        """Yield of each box, in the order of the page, whether it is ticked and what it counts."""
        for facet in FACETS:
            chosen = self.cleaned_data.get(facet.name, [])
            for value in facet.options:
                yield value in chosen, counts[facet.name][value]
        chosen, score = self.cleaned_data.get("place", []), self.cleaned_data.get("score")
        for place in PLACES:
            yield place in chosen, counts["place"][place] if score else ""  # only beside a score

    @property
    def criteria(self) -> Criteria:
        """What to look for: each valid answer, and nothing where there is none."""
        group = self.chosen_group
        data = self.cleaned_data
        sort = data.get("sort", "")
        score = data.get("score")
        # A place is asked for only together with a score: on its own it would hide everything.
        return Criteria(
            group=group,
            query=" ".join(data.get("q", "").split()),
            score=score,
            places=tuple(data.get("place", [])) if score else (),
            chosen={
                facet.name: tuple(data[facet.name]) for facet in FACETS if data.get(facet.name)
            },
            order=sort.removeprefix("-") or "openness",
            reverse=sort.startswith("-") and sort != "-",
        )
