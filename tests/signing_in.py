"""A member of staff, signed in as far as a test needs."""

import time

from allauth.account.internal.flows import login
from allauth.mfa.models import Authenticator


def sign_in(client, user, age=0):
    """Sign the user in with both factors, ``age`` seconds ago, as the pages of allauth would."""
    factor = {"user": user, "type": Authenticator.Type.TOTP}
    Authenticator.objects.get_or_create(**factor, defaults={"data": {"secret": "GEZDGNBVGY3TQOJQ"}})
    client.force_login(user)
    session, at = client.session, time.time() - age
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": at},
        {"method": "mfa", "at": at},
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client
