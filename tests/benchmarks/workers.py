"""The site with 1, 2 and 4 workers: how much each answers, and the memory that a worker takes."""

import statistics
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.report import table, targets
from tests.benchmarks.stack import site
from tests.benchmarks.wrk import ONCE, Case

WORKERS, SHIPPED, ROUNDS = [1, 2, 4], 2, 3
EXPLORER = "/specialties/"
QUERIES = ["", "?band=open", "?q=surgery", "?group=us_img&score=241&sort=matched"]


def visit(address):
    """Ask for the explorer, and for the page of each specialty, until each worker has had it."""
    from residencies.models import Specialty

    slugs = Specialty.objects.values_list("slug", flat=True)
    pages = [EXPLORER + query for query in QUERIES] + [f"{EXPLORER}{slug}/" for slug in slugs]
    for path in pages * 8:
        urlopen(address + path).close()


def memory(process):
    """Return the megabytes that each worker of a server has: in all, and its share of them."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    told = [Path(f"/proc/{child}/smaps_rollup").read_text() for child in children]
    return [
        max(int(text.partition(f"\n{name}:")[2].split()[0]) / 1024 for text in told)
        for name in ("Rss", "Pss")
    ]


def measure(workers):
    """Return answers a second, round by round, and the memory of the largest worker."""
    with site(WEB_CONCURRENCY=str(workers)) as (_, address, process):
        import django

        django.setup()
        visit(address)
        case = Case(address + EXPLORER, process, ONCE)
        loads = [case.load().per_second for _ in range(ROUNDS)]
        return loads, *memory(process)


def main():
    lines, largest, alone = [], {}, None
    for workers in WORKERS:
        loads, resident, share = measure(workers)
        rate = statistics.median(loads)
        alone = alone or rate
        largest[workers] = resident
        lines.append(
            [workers, f"{rate:,.0f}", f"{min(loads):,.0f} to {max(loads):,.0f}"]
            + [f"{rate / alone:.2f}", f"{resident:.0f}", f"{share:.0f}"]
        )
    heads = ["Workers", "Answers a second", "Rounds", "Against one", "RSS, MB", "PSS, MB"]
    sys.stdout.write(table(heads, lines, "--:") + "\n" + targets({"memory": largest[SHIPPED]}))


if __name__ == "__main__":
    main()
