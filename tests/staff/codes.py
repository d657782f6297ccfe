"""What an authenticator app shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

STEP = 30  # seconds


def code_of(secret, steps=0):
    """Return the code of now, or of so many steps from now."""
    return format_hotp_value(hotp_value(secret, int(time.time() // STEP) + steps))
