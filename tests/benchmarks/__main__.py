"""Measure, and write the figures into docs/benchmarks.md. `make bench`, or `make bench BENCH=load`.

Each part is a module that prints its tables, run as a process of its own. The words around the
tables are the document's own and stay.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.measured import measured

DOCUMENT = Path(__file__).parent.parent.parent / "docs/benchmarks.md"
PART = r"(?s)(<!-- {}: measured -->\n).*?(<!-- end -->\n)"
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PARTS = re.findall(r"<!-- (\w+): measured -->", DOCUMENT.read_text())


def replaced(document, part, told):
    """Return the document with the tables of one part in their place."""
    return re.sub(PART.format(part), lambda found: found[1] + told + found[2], document)


def main(parts):
    database = KINDS[os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]]
    for part in parts or PARTS:
        if part not in PARTS:
            sys.exit(f"There is no part {part}; there are: {', '.join(PARTS)}.")
        command = [sys.executable, "-m", f"tests.benchmarks.{part}"]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        told = f"\n{measured(database)}\n{run.stdout}\n"
        sys.stdout.write(f"{part}\n{told}")
        sys.stdout.flush()
        DOCUMENT.write_text(replaced(DOCUMENT.read_text(), part, told))


if __name__ == "__main__":
    main(sys.argv[1:])
