"""What a benchmark says: Markdown tables, and each figure beside its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.measured import told


def table(heads: Sequence[str], rows: Iterable[Sequence], first: str = ":--") -> str:
    """Return a table; what is not in the first column is a figure."""
    lines = [heads, [first, *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


@dataclass(frozen=True)
class Target:
    """What a figure should be: at least, or at most, a limit."""

    words: str
    limit: float
    unit: str = ""
    at_least: bool = False

    @property
    def wanted(self) -> str:
        return f"at {'least' if self.at_least else 'most'} {self.limit:,g}{self.unit}"

    def row(self, figure: float) -> tuple[str, ...]:
        """Return the line of a table of targets."""
        met = figure >= self.limit if self.at_least else figure <= self.limit
        return self.words, f"{figure:,.{digits(figure)}f}{self.unit}", self.wanted, told(met)


def digits(figure: float) -> int:
    """Return how many decimals a figure is worth."""
    return 0 if figure == int(figure) or figure >= 100 else 1 if figure >= 10 else 2


TARGETS = {
    "naive": Target("Page of all rows made by the site, against the naive view", 8, " x", True),
    "plain": Target("Filter page made by the site, against the plain answer", 50, "%", True),
    "datasette": Target(
        "Page of all rows as visitors get it, cached at nginx, against Datasette", 50, " x", True
    ),
    "static": Target("Page cached at nginx, against a static file", 80, "%", True),
    "growth": Target("Time for each row shown, with 100 times the specialties against 1", 1, " x"),
    "memory": Target(
        "Memory of a worker that has shown the explorer and each specialty", 120, " MB"
    ),
    "list": Target("HTML of the explorer", 10_000, " bytes"),
    "css": Target("CSS", 10_000, " bytes"),
    "critical": Target("HTML of the explorer with CSS", 14_000, " bytes"),
    "js": Target("JavaScript", 18_000, " bytes"),
    "total": Target("First visit to the explorer", 40_000, " bytes"),
    "requests": Target("Requests of a first visit", 5),
    "part": Target("htmx answer that lists everything", 6_000, " bytes"),
    "detail": Target("HTML of the longest specialty", 16_000, " bytes"),
    "nodes": Target("Elements of the explorer", 1_800),
    "lcp": Target("Largest Contentful Paint", 1_800, " ms"),
    "inp": Target("Interaction to Next Paint", 100, " ms"),
    "cls": Target("Cumulative Layout Shift", 0),
    "rows": Target("Tick of a filter until the new rows are there", 1_200, " ms"),
    "feedback": Target("Tick of a filter until something is seen to happen", 100, " ms"),
    "search": Target("Page of results, by the slower engine", 10, " ms"),
    "load": Target("First load of 10,000 rows", 10, " s"),
    "again": Target("Load with nothing to do", 1.5, " s"),
    "lock": Target("Lock held for one change", 0.5, " s"),
}


def targets(figures: dict[str, float]) -> str:
    """Return a table of figures by the name of their target."""
    rows = [TARGETS[name].row(figure) for name, figure in figures.items()]
    return table(["Target", "Measured", "Wanted", ""], rows)
