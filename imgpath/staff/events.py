"""Sign-ins of staff in the log, a line each: who, from where, and how it went.

These lines alone name a person and a network address: of staff, and of whoever tries to be staff.
"""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import unstash_login
from django.contrib.auth.models import User
from django.http import HttpRequest

log = logging.getLogger(__name__)

REFUSALS = {
    "incorrect_code": "A wrong code or passkey",
    "incorrect_password": "A wrong password for a page that asks again",
    "too_many_login_attempts": "Too many attempts",
}


def refused(request: HttpRequest, code: str) -> None:
    """Write down what allauth refuses, if it is a proof of who somebody is."""
    if code in REFUSALS:
        _write(logging.WARNING, REFUSALS[code], request, _half_signed_in(request))


def wrong_password(request: HttpRequest, name: str) -> None:
    """Write it down with the name only if a user has it: it may be a password in the wrong box."""
    known = User.objects.filter(username__iexact=name).exists()
    _write(logging.WARNING, "A wrong name or password", request, name if known else "")


def happened(request: HttpRequest, what: str, user=None) -> None:
    """Write down what a user did about signing in: who is signed in, or somebody who is not yet."""
    _write(logging.INFO, what, request, (user or request.user).get_username())


def _half_signed_in(request):
    """Return who it is that has signed in, or has given the password alone."""
    if request.user.is_authenticated:
        return request.user.get_username()
    login = unstash_login(request, peek=True)
    return login.user.get_username() if login else ""


def _write(level, what, request, user):
    told = {"user": user, "address": get_adapter().get_client_ip(request)}
    log.log(level, "Staff: %s", what, extra=told)
