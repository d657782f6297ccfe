"""What the explorer and the page of a specialty cost. `make bench` prints it.

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
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

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
ROUNDS = 100


CASES = [
    *(
        (f"{kind}, {name}", EXPLORER, query, headers)
        for kind, headers in [("page", {}), ("fragment", {"HX-Request": "true"})]
        for name, query in QUERIES.items()
    ),
    *((f"specialty, {name}", SPECIALTY, query, {}) for name, query in READERS.items()),
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
    client.get(EXPLORER)  # fills the catalogue
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
