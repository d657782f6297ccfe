"""A language that no one speaks: every message in brackets, read from right to left.

What stands on a page in it outside brackets, no translator can reach. It takes the place of
Arabic, of which the site has no translation.
"""

from contextlib import contextmanager
from unittest.mock import patch

from django.test import override_settings
from django.utils import formats
from django.utils.translation import trans_real

CODE, NAME = "ar", "العربية"
OPEN, CLOSE = "⟦", "⟧"


class Pseudo(trans_real.DjangoTranslation):
    """Every message as it is in English, in brackets."""

    def gettext(self, message):
        return f"{OPEN}{message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}{CLOSE}"

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)


@contextmanager
def language():
    """Have pages in the pseudo-language below /ar/."""
    spoken = {"LANGUAGES": [("en", "English"), (CODE, NAME)], "FORMAT_MODULE_PATH": "tests.formats"}
    with (
        override_settings(**spoken),
        patch.dict(trans_real._translations, {CODE: Pseudo(CODE)}),
        patch.dict(formats._format_cache, clear=True),
        patch.dict(formats._format_modules_cache, clear=True),
    ):
        yield
