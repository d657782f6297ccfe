from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

LONGEST = 3_000
"""Characters of one translation: what a field of Markdown may have."""


def plain(text: str) -> str:
    """Return a text without its line breaks: where they stand changes nothing that it says."""
    return " ".join(text.split())


def digest(english: str) -> str:
    """Return what names an English text: the text itself is too long for a key."""
    return blake2b(plain(english).encode(), digest_size=8).hexdigest()


class TranslationQuerySet(models.QuerySet):
    def get_by_natural_key(self, language, digest):
        return self.get(language=language, digest=digest)

    def texts(self, language):
        """Return each translation into a language by its English, made `plain`."""
        rows = self.filter(language=language).values_list("english", "text")
        return {plain(english): text for english, text in rows}


class Translation(models.Model):
    """What readers of another language are shown in place of an English text, wherever it stands.

    It belongs to the words, not to a row: when the English changes, the row has no translation.
    """

    language = models.CharField(
        max_length=12, help_text="Its code, as in the addresses of its pages: es."
    )
    digest = models.CharField(
        max_length=16, editable=False, help_text="Made from the English text, which it names."
    )
    english = models.TextField("English", help_text="As a row has it, word for word.")
    text = models.TextField(
        "translation",
        validators=[MaxLengthValidator(LONGEST)],
        help_text="What stands in its place. Markdown where the English is.",
    )

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["language", "english"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest"],
                name="one_translation_of_each_text",
                violation_error_message="This text is translated into that language already.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="translation_says_something",
                violation_error_message="Without a translation there is no row.",
            ),
        ]

    def __str__(self):
        return f"{self.language}: {self.english[:80]}"

    def natural_key(self):
        return (self.language, self.digest)

    def clean(self):
        if self.digest != digest(self.english):
            raise ValidationError(f"The digest of this English text is {digest(self.english)}.")
