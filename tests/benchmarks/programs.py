"""What program results cost: 7,500 programs over a dozen Matches.

Seconds of one run each for the import; for the page, medians inside this process, as in `pages.py`,
with the explorer beside it: both meet the same noise. In a database of its own.
"""

import statistics
import sys
import time
from contextlib import contextmanager

import brotli

from tests.benchmarks.fresh import content
from tests.benchmarks.report import table

PROGRAMS, YEARS = 7_500, range(2015, 2027)
PAGE, ROUNDS = "/programs/", 100
QUERIES = {
    "everything": {},
    "a specialty": {"specialty": "psychiatry"},
    "a state, not all filled": {"state": "Texas", "unfilled": "on"},
    "a search": {"q": "hospital 12"},
    "the last page": {"page": "150"},
    "nothing found": {"q": "nowhere", "state": "Texas", "unfilled": "on"},
}
CASES = {
    f"{kind}, {name}": (PAGE, query, headers)
    for kind, headers in [("page", {}), ("fragment", {"HX-Request": "true"})]
    for name, query in QUERIES.items()
}
CASES["explorer, everything"] = ("/specialties/", {}, {})


@contextmanager
def timed(seconds, name):
    start = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - start


def bring_in(folder):
    """Return seconds by name."""
    from imgpath.programs import importing, listing, pdf
    from imgpath.programs.reading import read
    from tests.programs import made_up

    seconds = {}
    path = made_up.write(folder / "results.pdf", made_up.many(PROGRAMS, YEARS))
    with timed(seconds, "lines of the PDF"):
        lines = list(pdf.lines(path))
    with timed(seconds, "programs of the lines"):
        results = read(lines)
    with timed(seconds, "first import, lock held"):
        importing.bring_in(results, {}, dry_run=False)
    with timed(seconds, "the same again, lock held"):
        importing.bring_in(results, {}, dry_run=False)
    with timed(seconds, "index of the page"):
        listing.read()
    return seconds


def pages():
    """Yield the line of each case."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, first, times = Client(SERVER_NAME="localhost"), {}, {name: [] for name in CASES}
    for taken in [first, *[None] * ROUNDS]:
        for name, (path, query, headers) in CASES.items():
            start = time.perf_counter()
            client.get(path, query, headers=headers)
            took = time.perf_counter() - start
            times[name].append(took) if taken is None else taken.update({name: took})
    for name, (path, query, headers) in CASES.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, query, headers=headers)
        size = len(brotli.compress(response.content, quality=5))
        median = statistics.median(times[name]) * 1000
        yield name, f"{median:.2f}", f"{first[name] * 1000:.1f}", len(queries), f"{size:,}"


def main():
    with content() as folder:
        seconds = bring_in(folder)
        asked = list(pages())
    brought = [[name, f"{taken:.2f}"] for name, taken in seconds.items()]
    heads = ["Page", "Median, ms", "First time, ms", "Queries", "HTML, brotli"]
    told = [table([f"{PROGRAMS:,} programs, {len(YEARS)} Matches", "Seconds"], brought)]
    sys.stdout.write("\n".join([*told, table(heads, asked)]))


if __name__ == "__main__":
    main()
