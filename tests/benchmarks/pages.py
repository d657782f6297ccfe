"""What the pages of evidence, and those of one reader, cost. `make bench` prints it.

Times are medians inside this process, without network or server; they compare two versions on one
machine, not two machines. HTML is compressed as nginx would (brotli, level 5).
"""

import os
import statistics
import sys
import time

import brotli
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imgpath.settings")
django.setup()

from django.contrib.staticfiles.storage import staticfiles_storage  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from guidance.profile import Attempts, Citizenship, Profile  # noqa: E402
from imgpath.me import cookie  # noqa: E402

EXPLORER = "/specialties/"
SPECIALTY = "/specialties/internal-medicine/"  # the one with most to show
QUERIES = {
    "everything": {},
    "one filter": {"band": "open"},
    "a search": {"q": "surgery"},
    "group, score and sort": {"group": "us_img", "score": "241", "sort": "matched"},
}
READERS = {
    "one group": {},
    "both groups": {"group": "both"},
    "both groups and score": {"group": "both", "score": "241"},
}
COMPARED = {"s": ["pathology", "internal-medicine", "urology", "neurology"], "score": "241"}
OTHERS = {
    "home": ("/", {}),
    "compare, four and score": ("/compare/", COMPARED),
    "source, the longest": ("/sources/outcomes-s01/", {}),
    "landscape": ("/landscape/", {}),
    "the year": ("/match/2026/", {}),
    "route, an outcome": ("/routes/visa/nothing/both/yes/", {}),
    "state": ("/states/tx/", {}),
}
# Of one reader who has answered most questions.
READER = Profile(
    citizenship=Citizenship.OTHER,
    needs_visa=True,
    score=241,
    attempts=Attempts.NONE,
    graduated=2021,
    us_months=2,
    has_research=True,
    passed_step3=False,
    specialties=("internal-medicine", "general-surgery"),
)
OWN = ["/me/", "/me/advice/", "/me/specialties/", "/me/plan/"]
ROUNDS = 100


CASES = [
    *(
        (f"{kind}, {name}", EXPLORER, query, headers)
        for kind, headers in [("page", {}), ("fragment", {"HX-Request": "true"})]
        for name, query in QUERIES.items()
    ),
    *((f"specialty, {name}", SPECIALTY, query, {}) for name, query in READERS.items()),
    *((name, path, query, {}) for name, (path, query) in OTHERS.items()),
    *((path, path, {}, {}) for path in OWN),
    ("/me/advice/, fragment", "/me/advice/", {}, {"HX-Request": "true"}),
]


def milliseconds(client):
    """Return the median time of each case. They take turns, so that all meet the same noise."""
    times = {name: [] for name, *_ in CASES}
    for _ in range(ROUNDS):
        for name, path, query, headers in CASES:
            start = time.perf_counter()
            client.get(path, query, headers=headers)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) * 1000 for name, taken in times.items()}


def main():
    client = Client(SERVER_NAME="localhost")
    client.cookies.update(cookie.keep(HttpResponse(), READER).cookies)
    for _, path, query, headers in CASES:
        client.get(path, query, headers=headers)  # fills what is held in memory
    times = milliseconds(client)
    lines = [f"{'page':<32}{'ms':>8}{'queries':>9}{'bytes':>8}"]
    for name, path, query, headers in CASES:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, query, headers=headers)
        assert response.status_code == 200, response.status_code
        size = len(brotli.compress(response.content, quality=5))
        lines.append(f"{name:<32}{times[name]:>8.2f}{len(queries):>9}{size:>8}")
    for name in ["css/site.css", "vendor/htmx-2.0.11.min.js"]:
        size = os.path.getsize(
            staticfiles_storage.path(staticfiles_storage.stored_name(name) + ".br")
        )
        lines.append(f"{name:<32}{size:>25}")
    sys.stdout.write("\n".join(lines) + "\n")


main()
