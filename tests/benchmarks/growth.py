"""The same site with 1, 10 and 100 times the specialties: what a page costs, and holding them all.

Each size has a database and a process of its own. Times are medians inside that process.
"""

import json
import statistics
import subprocess
import sys
import time
from copy import copy
from pathlib import Path

from tests.benchmarks.fresh import content
from tests.benchmarks.report import table, targets

SIZES, ROUNDS = [1, 10, 100], 30
EXPLORER = "/specialties/"
PAGES = {
    "Page, everything": (EXPLORER, {}),
    "Page, one filter": (f"{EXPLORER}?band=open", {}),
    "Page, a search": (f"{EXPLORER}?q=surgery", {}),
    "htmx part, one filter": (f"{EXPLORER}?band=open", {"HX-Request": "true"}),
    "One specialty": ("/specialties/internal-medicine/", {}),
}
MEASURED = "Page, one filter"


def multiply(times):
    """Copy every specialty with all its rows until each is there so many times."""
    from residencies.catalogue import ROWS
    from residencies.models import Specialty

    originals = list(Specialty.objects.all())
    rows = [(model, list(model.objects.all())) for model in ROWS.values()]
    for number in range(2, times + 1):
        changed = [(f"{each.slug[:70]}-{number}", f"{each.name} {number}") for each in originals]
        made = Specialty.objects.bulk_create(
            _copy(each, slug=slug, name=name)
            for each, (slug, name) in zip(originals, changed, strict=True)
        )
        copies = {each.pk: new.pk for each, new in zip(originals, made, strict=True)}
        for model, found in rows:
            model.objects.bulk_create(
                _copy(each, specialty_id=copies[each.specialty_id]) for each in found
            )


def _copy(row, **changed):
    made = copy(row)
    made._state = copy(row._state)
    made._state.adding = True
    for name, value in {"pk": None, **changed}.items():
        setattr(made, name, value)
    return made


def resident():
    """Return the megabytes that this process has in memory."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def measure(times):
    """Return what a catalogue of this size takes, by name, in a process that has held none."""
    from django.test import Client

    from residencies import catalogue

    multiply(times)
    before, start = resident(), time.perf_counter()
    held = catalogue.current()
    found = {
        "Specialties": len(held.entries),
        "Read anew, s": time.perf_counter() - start,
        "Memory, MB": resident() - before,
    }
    client, taken = Client(SERVER_NAME="localhost"), {name: [] for name in PAGES}
    for number in range(ROUNDS + 1):
        for name, (path, headers) in PAGES.items():
            start = time.perf_counter()
            answer = client.get(path, headers=headers)
            if number:  # the first is not counted: it fills what is held in memory
                taken[name].append(time.perf_counter() - start)
            found[f"Rows: {name}"] = answer.content.count(b'role="rowheader"')
    return found | {name: 1000 * statistics.median(times) for name, times in taken.items()}


def of_size(times):
    """Print, as JSON, what one size takes."""
    with content():
        found = measure(times)
    sys.stdout.write(json.dumps(found))


def main():
    found = []
    for times in SIZES:
        command = [sys.executable, "-m", "tests.benchmarks.growth", str(times)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found.append(json.loads(run.stdout))
    lines = [
        [name, *(f"{each[name]:,.{0 if name == 'Specialties' else 2}f}" for each in found)]
        for name in ["Specialties", "Read anew, s", "Memory, MB"]
    ]
    for name in PAGES:
        shown = [f"{each[name]:.1f} ms, {each[f'Rows: {name}']} rows" for each in found]
        lines.append([name, *shown])
    small, large = (each[MEASURED] / each[f"Rows: {MEASURED}"] for each in (found[0], found[-1]))
    heads = ["", *(f"{times} x" for times in SIZES)]
    sys.stdout.write(table(heads, lines) + "\n" + targets({"growth": large / small}))


if __name__ == "__main__":
    of_size(int(sys.argv[1])) if sys.argv[1:] else main()
