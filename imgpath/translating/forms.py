import hashlib

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget

from guidance import links, prose
from guidance.models.prose import prose_fields
from residencies.models import Translation
from residencies.models.translations import plain

from . import texts

OVERTAKEN = (
    "The English, or its translation, changed while you wrote. Nothing is saved yet: compare what "
    "you wrote with what stands here now, and save again."
)


class TextsForm(forms.Form):
    """The texts of one row in one language, by field; one that is left empty stays English."""

    def __init__(self, row, language: str, *, public: bool, data=None):
        self.row, self.language, self.public = row, language, public
        self.texts = texts.of(row, Translation.objects.texts(language))
        super().__init__(data, initial={each.name: each.said for each in self.texts})
        for each in self.texts:
            self.fields[each.name] = self._box(each)

    def _box(self, text):
        """Return the field for a translation, as long as its English may be."""
        field = self.row._meta.get_field(text.name)
        ways = "rtl" if self.language in settings.LANGUAGES_BIDI else "ltr"
        return field.formfield(
            required=False,
            label=f"{text.label}, translated",
            help_text="",
            validators=Translation._meta.get_field("text").validators,
            widget=AdminTextareaWidget(attrs={"lang": self.language, "dir": ways, "rows": 3}),
        )

    @property
    def seen(self) -> str:
        """What the page shows, in short: who saves has seen it."""
        shown = [part for each in self.texts for part in (each.name, each.english, each.said)]
        return hashlib.sha256("\0".join(shown).encode()).hexdigest()[:16]

    @property
    def rows(self) -> list[tuple]:
        """Each text with its box, and what was said of it before its English changed."""
        former = texts.formers(self.texts, self.language)
        return [(each, self[each.name], former.get(each.name)) for each in self.texts]

    def clean(self):
        cleaned = super().clean()
        if self.data.get("seen") != self.seen:
            raise forms.ValidationError(OVERTAKEN)
        for name in cleaned.keys() & prose_fields(type(self.row)):
            said = cleaned[name]
            for problem in [*prose.problems(said), *links.problems(said, public=self.public)]:
                self.add_error(name, problem)
        return cleaned

    def save(self) -> None:
        """Write what was typed; a text whose box is empty has no translation any more."""
        for each in self.texts:
            said, key = self.cleaned_data[each.name], each.key(self.language)
            if self.row._meta.get_field(each.name).max_length:  # it stands on one line
                said = plain(said)
            if not said:
                Translation.objects.filter(**key).delete()
            elif said != each.said:
                new = {"english": each.english, "text": said}
                Translation.objects.update_or_create(**key, defaults=new)
