"""What readers and staff are told while the database is away; what can be shown is shown."""

import logging

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from residencies import freshness

log = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError, InternalError)
"""What a server raises that is stopped, cut off, full, or may only be read."""
AGAIN = 10
"""Seconds after which it is worth to try again."""


class Middleware:
    """Say that a page cannot be made now, where one needs the database and does not get it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, AWAY):
            return None
        log.error("No page without the database: %s", request.path, exc_info=error)
        response = render(None, "503.html", status=503)
        response["Retry-After"], response["Cache-Control"] = AGAIN, "no-store"
        return response


def told(request: HttpRequest) -> dict:
    """Tell templates since when the database is away, if it is."""
    return {"away_since": freshness.away_since()}
