"""What every importer is given: tables, names, sources, and a place to say what was left out."""

from collections import defaultdict

from .names import Names
from .sources import Sources
from .tables import read


class Research:
    """One folder of research tables."""

    def __init__(self, folder, checked_on):
        self.folder = folder
        self.names = Names(folder)
        self.sources = Sources(folder, checked_on)
        self._left_out = defaultdict(list)

    def read(self, name):
        return read(self.folder, name)

    def leave_out(self, row, reason):
        """Record that a row, or a part of it, does not become a fixture, and why."""
        self._left_out[row.file, reason].append(row.line)

    @property
    def notices(self):
        """One sentence for each file and reason."""
        return [
            f"{file}: left out: {reason} (line {', '.join(map(str, lines))})."
            for (file, reason), lines in self._left_out.items()
        ]
