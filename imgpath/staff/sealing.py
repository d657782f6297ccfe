"""What second factors rest on is sealed in the database: a copy of that alone gives nobody a code.

The seal follows from the secret key, which is not in the database, and holds for its former keys.
"""

from base64 import urlsafe_b64encode

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "imgpath.staff.sealing"
MARK = "gAAAA"
"""How a sealed text begins, and no other: allauth makes its own of capitals, or of hex digits."""


class Unreadable(Exception):
    """The key is gone that a text was sealed with."""


def sealed(text: str) -> str:
    """Return a text that only this site can read."""
    return _box().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """Return what was sealed; a text from before there were seals as it is.

    Raises Unreadable.
    """
    from cryptography.fernet import InvalidToken

    if not text.startswith(MARK):
        return text
    try:
        return _box().decrypt(text).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _box():
    # Loaded where a factor is used: readers' pages need none of it.
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet(
        [Fernet(_key(each)) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret):
    return urlsafe_b64encode(salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest())
