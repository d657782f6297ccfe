"""What operators see of requests: a line each, without anything of a person in it.

No address of anyone, no query, no cookie: the route, how it went, and what the database had to do.
"""

import logging
import time
import uuid
from contextlib import ExitStack, nullcontext

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse

from residencies import freshness

from .logs import request_id

requests = logging.getLogger("imgpath.requests")
queries = logging.getLogger("imgpath.queries")

SLOW = 0.2
"""Seconds from which a query is worth a line."""


class Queries:
    """Counts and times the queries of one request; names those that are slow, without values."""

    def __init__(self):
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - start
            self.number, self.seconds = self.number + 1, self.seconds + took
            if took >= SLOW:
                queries.warning("A slow query", extra={"ms": round(took * 1000), "sql": sql})


def middleware(get_response):
    """Name each request, and write down how it went."""
    metrics = None
    if settings.METRICS_TOKEN:
        from . import metrics  # only here: it would cost each process a megabyte

    def watched(request: HttpRequest) -> HttpResponse:
        # It stays until the next request of this thread: Django writes of some after it is done.
        request_id.set(uuid.uuid4().hex[:16])
        start, asked = time.perf_counter(), Queries()
        with ExitStack() as stack:
            stack.enter_context(metrics.RUNNING.track_inprogress() if metrics else nullcontext())
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(asked))
            response = get_response(request)
        seconds = time.perf_counter() - start
        told = _tell(request, response, seconds, asked)
        if metrics:
            metrics.observe(told, seconds)
        return response

    return watched


def _tell(request, response, seconds, asked):
    response["X-Request-ID"] = request_id.get()
    if settings.DEBUG:
        database = f'db;dur={asked.seconds * 1000:.1f};desc="{asked.number} queries"'
        response["Server-Timing"] = f"all;dur={seconds * 1000:.1f}, {database}"
    match = request.resolver_match
    told = {
        "method": request.method,
        "route": match.route if match else "",
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "queries": asked.number,
        "part": "HX-Request" in request.headers,
        "away": freshness.away_since() is not None,
    }
    requests.info("%(method)s %(route)s %(status)s %(ms)s ms", told, extra=told)
    return told
