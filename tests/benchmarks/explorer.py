"""What the explorer costs to serve and to fetch. `make bench` prints it.

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
QUERIES = {
    "everything": {},
    "one filter": {"band": "open"},
    "a search": {"q": "surgery"},
    "group, score and sort": {"group": "us_img", "score": "241", "sort": "matched"},
}
ROUNDS = 100


def measured(client, query, headers):
    """Return milliseconds, database queries and compressed bytes of one kind of request."""
    client.get(EXPLORER, query, headers=headers)  # fill the catalogue
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(EXPLORER, query, headers=headers)
        times.append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(EXPLORER, query, headers=headers)
    assert response.status_code == 200, response.status_code
    size = len(brotli.compress(response.content, quality=5))
    return statistics.median(times) * 1000, len(queries), size


def main():
    client = Client(SERVER_NAME="localhost")
    lines = [f"{'explorer':<32}{'ms':>8}{'queries':>9}{'bytes':>8}"]
    for kind, headers in [("page", {}), ("fragment", {"HX-Request": "true"})]:
        for name, query in QUERIES.items():
            ms, queries, size = measured(client, query, headers)
            lines.append(f"{kind + ', ' + name:<32}{ms:>8.2f}{queries:>9}{size:>8}")
    for name in ["css/site.css", "vendor/htmx-2.0.11.min.js"]:
        size = os.path.getsize(
            staticfiles_storage.path(staticfiles_storage.stored_name(name) + ".br")
        )
        lines.append(f"{name:<32}{size:>25}")
    sys.stdout.write("\n".join(lines) + "\n")


main()
