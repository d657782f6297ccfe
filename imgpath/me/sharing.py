"""A link that shows some of one reader's answers: made only when asked, and it says what it shows.

Whoever has the link can read it; the signature only keeps others from making links in our name.
"""

from dataclasses import asdict

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from guidance import profile
from guidance.profile import EMPTY, Profile

from ..cookies import AGE
from .cookie import kept_long
from .forms import AnswersForm

SALT = "imgpath.me.share"


class ShareForm(forms.Form):
    """Which answers a link shows; ``said`` is what `said` returns; all are chosen at first."""

    show = forms.MultipleChoiceField(
        label=_("What the link shows"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one answer to share.")},
    )

    def __init__(self, said: list[tuple[str, str, str]], data=None):
        names = [name for name, _, _ in said]
        super().__init__(data, initial={"show": names})
        self.fields["show"].choices = [
            (name, format_html("{} <b>{}</b>", asked, told)) for name, asked, told in said
        ]

    def chosen(self, answers: Profile) -> Profile:
        """Return the answers without those that were not chosen."""
        return Profile(**{name: asdict(answers)[name] for name in self.cleaned_data["show"]})


def said(names: dict[str, str], answers: Profile) -> list[tuple[str, str, str]]:
    """Return (name, question, answer) of each answer that was given, in the words of the form."""
    given = profile.dump(answers)
    asked = [each for each in AnswersForm(names, answers=answers) if each.name in given]
    return [(each.name, each.label, _words(each)) for each in asked]


def _words(field):
    labels = {str(value): label for value, label in getattr(field.field, "choices", ())}
    value = field.value()
    told = value if isinstance(value, tuple) else [value]
    return _(", ").join(str(labels.get(str(each), each)) for each in told)


def link(request: HttpRequest, answers: Profile) -> str:
    """Return the whole address that shows ``answers`` to whoever has it, for 180 days."""
    token = signing.dumps(profile.dump(answers), salt=SALT, compress=True)
    return request.build_absolute_uri(f"{reverse('me:shared')}?{urlencode({'a': token})}")


def read(token: str) -> Profile:
    """Return the answers in a link; one that was cut off, changed or is too old holds none."""
    try:
        return kept_long(signing.loads(token, salt=SALT, max_age=AGE))
    except signing.BadSignature:
        return EMPTY
