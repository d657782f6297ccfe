"""What a password must not be made of: the words that anyone would try here first."""

import re

from django.core.exceptions import ValidationError

WORDS = re.compile(
    "imgpath|international|medical|graduate|residency|resident|specialty|match|usmle|step|nrmp|ecfmg"
    "|aamc|eras|soap|visa|doctor|administrator|admin|author|editor|publisher|password"
)
LEAST, DIFFERENT = 8, 5
"""Letters and digits that a password must have beside those words, and how many different ones."""


class SiteWordsValidator:
    """Refuse a password that says little beside the words of this site, however it is spelt."""

    def validate(self, password, user=None):
        rest = [each for each in WORDS.sub("", password.lower()) if each.isalnum()]
        if len(rest) < LEAST or len(set(rest)) < DIFFERENT:
            raise ValidationError(self.get_help_text(), code="password_of_site_words")

    def get_help_text(self):
        return (
            "Your password must not be made of the words that this site is about, nor of a few "
            "characters again and again."
        )
