"""Faults, one at a time, on a site that is being read. `make faults`, or `make faults FAULT=hung`.

Each starts servers of its own, breaks something, and tells what came of it. A run of all writes
docs/faults.md. The command fails where a figure misses what is wanted of it.
"""

import sys

from tests.faults import database, many, processes
from tests.faults.figures import Figure, section, write
from tests.faults.machine import CannotRun

FAULTS = [
    database.stopped,
    database.hung,
    database.restarted,
    database.read_only,
    database.full_disk,
    database.full_disk_of_sqlite,
    processes.worker_killed,
    processes.reloaded,
    processes.load_killed,
    processes.clock_changed,
    processes.shut_down,
    many.steady,
    many.overloaded,
    many.writes_queue,
]


def main(names):
    sections, missed = [], False
    for fault in FAULTS:
        if names and fault.__name__ not in names:
            continue
        try:
            figures = fault()
        except CannotRun as reason:
            figures = [Figure("Not run", f"{reason}", "to be run", met=False)]
        missed = missed or not all(figure.met for figure in figures)
        sections.append(section(fault, figures))
        sys.stdout.write(sections[-1] + "\n")
        sys.stdout.flush()
    if not names:
        write(sections)
    sys.exit(missed)


if __name__ == "__main__":
    main(sys.argv[1:])
