"""What program results cost: 7,500 programs over a dozen Matches. `make bench` prints it.

Seconds of one run each for the import; for the page, medians inside this process, as in `pages.py`,
with the explorer beside it: both meet the same noise. In a database of its own.
"""

import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import brotli

from tests.databases import database

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
    """Yield a line for each case."""
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
    yield f"{'page':<36}{'ms':>8}{'first':>8}{'queries':>9}{'bytes':>8}"
    for name, (path, query, headers) in CASES.items():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, query, headers=headers)
        size = len(brotli.compress(response.content, quality=5))
        median = statistics.median(times[name]) * 1000
        yield f"{name:<36}{median:>8.2f}{first[name] * 1000:>8.1f}{len(queries):>9}{size:>8}"


def main():
    with tempfile.TemporaryDirectory() as name, database(name, "bench") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "imgpath.settings"}
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        for command in ["migrate", "load_content"]:
            call_command(command, verbosity=0)
        told = [f"{f'{PROGRAMS:,} programs, {len(YEARS)} Matches':<36}{'s':>8}"]
        told += [f"{each:<36}{taken:>8.2f}" for each, taken in bring_in(Path(name)).items()]
        told += pages()
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
    sys.stdout.write("\n".join(told) + "\n")


main()
