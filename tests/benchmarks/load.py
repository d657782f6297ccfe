"""What a load of 10,000 rows takes, beside plain `loaddata`.

Seconds of one run each, in a database of its own, with the fixtures read from disk.
"""

import sys
import time
from contextlib import contextmanager

from tests.benchmarks.fresh import content
from tests.benchmarks.report import table, targets

SPECIALTIES, YEARS = 50, 200
FILES = [
    f"residencies/{name}" for name in ["sources.jsonl", "specialties.yaml", "match_results.jsonl"]
]
TARGETS = {"load": "first load", "again": "nothing to do", "lock": "lock held, one change"}


def shipment(folder):
    """Write 10,000 match results of 50 specialties, and what they name."""
    from tests.content.shipments import Shipment

    found = Shipment(folder)
    found.ship("residencies.source")
    for number in range(SPECIALTIES):
        slug = f"specialty-{number}"
        found.ship("residencies.specialty", slug=slug, name=slug, nrmp_name=slug)
        for year in range(1900, 1900 + YEARS):
            name = f"{slug}/{year}"
            found.ship("residencies.matchresult", name, specialty=[slug], year=year)
    found.write()
    return found


@contextmanager
def timed(seconds, name):
    start = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - start


@contextmanager
def lock_timed(seconds, name):
    """Note how long the lock of content is held, which keeps editors waiting."""
    from imgpath.content import load

    content_lock = load.content_lock

    @contextmanager
    def noted():
        with content_lock():
            start = time.perf_counter()
            yield
        seconds[name] = time.perf_counter() - start

    load.content_lock = noted
    try:
        yield
    finally:
        load.content_lock = content_lock


def measure(folder):
    """Return seconds by name."""
    from django.core.management import call_command

    from imgpath.content.schema import schemas

    found, seconds = shipment(folder), {}
    files = [str(folder / name) for name in FILES]
    with timed(seconds, "loaddata, first"):
        call_command("loaddata", *files, verbosity=0)
    with timed(seconds, "loaddata, again"):
        call_command("loaddata", *files, verbosity=0)
    for each in reversed(schemas()):
        each.model.objects.all().delete()
    with timed(seconds, "first load"), lock_timed(seconds, "lock held, first load"):
        found.run()
    with timed(seconds, "nothing to do"):
        found.run()
    found.ship("residencies.source", title="Shipped anew")
    found.write()
    with timed(seconds, "one change"), lock_timed(seconds, "lock held, one change"):
        found.run()
    for year in range(1900, 1900 + YEARS, 10):
        for number in range(SPECIALTIES):
            found.rows["residencies.matchresult", f"specialty-{number}/{year}"]["offered"] = 11
    found.write()
    with timed(seconds, "1,000 changes"), lock_timed(seconds, "lock held, 1,000 changes"):
        found.run()
    return seconds


def main():
    with content(load=False) as folder:
        seconds = measure(folder)
    lines = [[name, f"{taken:.2f}"] for name, taken in seconds.items()]
    met = targets({target: seconds[name] for target, name in TARGETS.items()})
    sys.stdout.write(table(["10,000 rows", "Seconds"], lines) + "\n" + met)


if __name__ == "__main__":
    main()
