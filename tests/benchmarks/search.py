"""What a page of results costs, by each engine, over the queries that tests hold them to.

Medians inside one process, as on the pages beside; the questions to PostgreSQL go the way that they
go on a site, through threads of their own, to a server of this run alone.
"""

import os
import statistics
import subprocess
import sys
import time

from tests.benchmarks.fresh import content
from tests.benchmarks.report import table, targets
from tests.faults.machine import postgres
from tests.guidance.search import queries

QUERIES = [query for query, _ in queries.SHARED]
ROUNDS = 5


def milliseconds(ask):
    """Return how long each query took, each of them once to warm up."""
    for query in QUERIES:
        ask(query)
    times = []
    for query in QUERIES * ROUNDS:
        start = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - start) * 1000)
    return times


def measure():
    """Print what finding takes, and a page: the median of each, and what all but one in 20 take."""
    with content():
        from django.test import Client

        from guidance.search import kinds
        from residencies import freshness

        freshness.in_threads()
        client, index = Client(SERVER_NAME="localhost"), kinds.current()
        for ask in [index.ask, lambda query: client.get("/search/", {"q": query})]:
            times = milliseconds(ask)
            most = statistics.quantiles(times, n=20)[-1]
            sys.stdout.write(f"{statistics.median(times)} {most}\n")


def figures(address):
    command = [sys.executable, "-m", "tests.benchmarks.search", "measure"]
    environment = os.environ | {"DATABASE_URL": address}
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return [float(each) for each in run.stdout.split()]


def main():
    with postgres() as server:
        found = {"FTS5": figures("sqlite:"), "PostgreSQL": figures(server.address)}
    heads = ["Engine", "Found, ms", "95% within", "Page, ms", "95% within"]
    lines = [(name, *(f"{each:.2f}" for each in times)) for name, times in found.items()]
    sys.stdout.write(table(heads, lines) + "\n")
    sys.stdout.write(targets({"search": max(times[2] for times in found.values())}))


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        main()
