"""What readers and staff are told while the database is away; what can be shown is shown."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

AWAY = (OperationalError, InterfaceError, InternalError)
"""What a server raises that is stopped, cut off, full, or may only be read."""
AGAIN = 10
"""Seconds after which it is worth to try again."""


def failed(request: HttpRequest) -> HttpResponse:
    """Tell a page that cannot be made without the database from a mistake of ours.

    Django calls it while it handles the error, whether a view raised it or what stands around one.
    """
    if not isinstance(sys.exception(), AWAY):
        return server_error(request)
    response = render(None, "503.html", status=503)
    response["Retry-After"], response["Cache-Control"] = AGAIN, "no-store"
    return response
