"""Fields of the questions to a reader: each may be skipped, and says what is asked and why."""

from collections.abc import Callable

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SKIP = ("", _("Skip"))
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class Answer(forms.TypedChoiceField):
    """One of a few answers as radio buttons; the last of them skips the question."""

    def __init__(self, label, choices, reason, coerce: Callable = str):
        super().__init__(
            label=label,
            choices=[*choices, SKIP],
            help_text=reason,
            coerce=coerce,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            error_messages={
                "invalid_choice": _("Choose one of the answers, or skip the question.")
            },
        )


class YesOrNo(Answer):
    """Yes as True, no as False, skipped as None."""

    def __init__(self, label, reason):
        super().__init__(label, YES_NO, reason, coerce="yes".__eq__)


class Number(forms.IntegerField):
    """A whole number in the digits of any script; ``out`` is said of one that cannot be right."""

    def __init__(self, label, reason, *, lowest, highest, example, out):
        super().__init__(
            label=label,
            help_text=reason,
            required=False,
            min_value=lowest,
            max_value=highest,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 20}),
            error_messages={
                "invalid": format_lazy(
                    _("Type it in digits, for example {example}."), example=example
                ),
                "min_value": out,
                "max_value": out,
            },
        )
