"""How sure the site is of who sits at the other end of a session: the one place that decides."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings

from . import events

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
SEEN, SEEN_EVERY = "seen", 60


def has_factor(user) -> bool:
    """Say whether the user has set up a second factor; recovery codes alone are none."""
    return is_mfa_enabled(user, FACTORS)


def is_proven(request) -> bool:
    """Say whether the second factor was used in this session, and whether there still is one."""
    used = any(record["method"] == "mfa" for record in proofs(request))
    return used and has_factor(request.user)


def is_over(request) -> bool:
    """Say whether the session began too long ago, or not with a sign-in at all."""
    began = [record["at"] for record in proofs(request)]
    return not began or _seconds_from(began[0]) >= settings.STAFF_SESSION_AGE


def is_recent(request) -> bool:
    """Say whether the user proved who they are in the last minutes, by all that they have."""
    method = "mfa" if has_factor(request.user) else "password"
    given = [record["at"] for record in proofs(request) if record["method"] == method]
    return bool(given) and _seconds_from(given[-1]) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def admit(request) -> bool:
    """Say whether this session may open a page of the admin; if so, it counts as in use.

    Django ends a session some time after it was last written, so it is written while in use, but
    not at every request.
    """
    admitted = getattr(request, "_admitted", None)  # the admin asks twice for each page
    if admitted is None:
        admitted = request._admitted = not is_over(request) and is_proven(request)
        if admitted and _seconds_from(request.session.get(SEEN, 0)) > SEEN_EVERY:
            request.session[SEEN] = time.time()
    return admitted


def set_up(request) -> None:
    """Take a factor that was just set up as used, and end every session without it."""
    record_authentication(request, request.user, "mfa")
    end_other_sessions(request, request.user)
    events.happened(request, "Set up a second factor")


def proofs(request) -> list[dict]:
    """Return when, and by what, the user proved in this session who they are."""
    return list(get_authentication_records(request, request.user))


def rename_session(request) -> None:
    """Let the session go on under a new name; the old one leads nowhere, whoever knows it."""
    before = request.session.session_key
    request.session.cycle_key()
    renamed = UserSession.objects.filter(session_key=before)
    renamed.update(session_key=request.session.session_key)


def end_sessions(user) -> None:
    """Sign the user out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _seconds_from(moment):
    """Return how far off a moment is: after a clock was set back, it may be yet to come."""
    return abs(time.time() - moment)
