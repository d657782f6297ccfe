"""What a Prometheus reads, where an operator wants one: imported only with DJANGO_METRICS_TOKEN.

Every process writes its numbers into files, and whichever is asked adds them up. No label holds an
address, a query or anything else of a person.
"""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from residencies import freshness

SHORTEST = 20
if len(settings.METRICS_TOKEN) < SHORTEST:
    raise ImproperlyConfigured(
        f"Set DJANGO_METRICS_TOKEN to a random value of at least {SHORTEST} characters."
    )

METHODS = {"GET", "HEAD", "POST"}
REQUESTS = Counter("imgpath_requests", "Requests", ["method", "route", "status"])
QUERIES = Counter("imgpath_queries", "Queries to the database", ["route"])
SECONDS = Histogram(
    "imgpath_request_seconds",
    "How long requests took",
    ["route"],
    buckets=[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
)
RUNNING = Gauge("imgpath_requests_running", "Requests under way", multiprocess_mode="livesum")
AWAY = Gauge(
    "imgpath_database_away", "1 while some process hears no database", multiprocess_mode="livemax"
)
HEARD = Gauge(
    "imgpath_content_changed_timestamp_seconds",
    "When the process that is furthest behind heard of its content",
    multiprocess_mode="livemin",
)


def observe(told: dict, seconds: float) -> None:
    """Count a request, by what its line in the log tells."""
    method = told["method"] if told["method"] in METHODS else "other"
    REQUESTS.labels(method, told["route"], told["status"]).inc()
    QUERIES.labels(told["route"]).inc(told["queries"])
    SECONDS.labels(told["route"]).observe(seconds)
    AWAY.set(told["away"])
    if heard := freshness.heard_at():
        HEARD.set(heard.timestamp())


@require_safe
@never_cache
def view(request: HttpRequest) -> HttpResponse:
    """Give the numbers of all processes to whoever has the token; to others there is no page."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not constant_time_compare(request.headers.get("Authorization", ""), wanted):
        raise Http404
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:  # gunicorn.conf.py sets it
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
