"""The form that takes a table: every problem is told beside its field."""

from django import forms
from django.core.exceptions import ValidationError

from ..models import TableImport
from . import reading
from .kinds import kinds

SUFFIXES = ".csv,.xlsx"


class FileForm(forms.Form):
    """Takes a file for a kind of rows that is known."""

    file = forms.FileField(
        help_text="CSV or XLSX, with the headings of the template in its first row.",
        widget=forms.FileInput(attrs={"accept": SUFFIXES}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
        max_length=TableImport._meta.get_field("file_name").max_length,
    )

    def __init__(self, *args, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file and (kind := self.chosen_kind(cleaned)):
            try:
                cleaned["table"] = read(file, kind).as_data()
            except ValidationError as error:
                self.add_error("file", error)
        return cleaned

    def chosen_kind(self, cleaned):
        return self.kind


class TableImportForm(FileForm, forms.ModelForm):
    """Takes a file, of what kind its rows are, and the source of the figures."""

    class Meta:
        model = TableImport
        fields = ["kind", "source"]

    field_order = ["kind", "source", "file"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True

    def chosen_kind(self, cleaned):
        return kinds().get(cleaned.get("kind"))

    def save(self, commit=True):
        self.instance.file_name = self.cleaned_data["file"].name
        self.instance.table = self.cleaned_data["table"]
        return super().save(commit)


def read(file, kind):
    """Return the table of an uploaded file whose headings are right."""
    if file.size > reading.MOST_BYTES:
        raise ValidationError(reading.TOO_LARGE)
    try:
        table = reading.read(file.read())
    except reading.Unreadable as error:
        raise ValidationError(str(error)) from error
    _, problems = kind.match(table.headings)
    if problems:
        raise ValidationError(problems)
    return table
