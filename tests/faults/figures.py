"""What a fault came to: each figure beside what is wanted of it, and the page that tells them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.measured import measured, told

DOCUMENT = Path(__file__).parent.parent.parent / "docs/faults.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"


@dataclass(frozen=True)
class Figure:
    what: str
    measured: str
    wanted: str = ""
    met: bool = True

    def row(self):
        judged = told(self.met) if self.wanted else ""
        return f"| {self.what} | {self.measured} | {self.wanted} | {judged} |"


def counted(what: str, statuses: Iterable, allowed=(200,)) -> Figure:
    """Tell how many answers there were of each kind. None at all is no good answer."""
    counts = Counter(statuses)
    each = ", ".join(f"{counts[status]} x {status}" for status in sorted(counts, key=str))
    wanted = "only " + ", ".join(map(str, allowed))
    return Figure(what, each or "none", wanted, bool(counts) and set(counts) <= set(allowed))


def percentile(took: Iterable[float], share: float) -> float:
    took = sorted(took) or [0.0]
    return took[min(len(took) - 1, int(len(took) * share))]


def at_most(what: str, figure: float, limit: float, unit: str) -> Figure:
    digits = 2 if unit in {" s", " %"} else 0
    measured = f"{figure:,.{digits}f}{unit}"
    return Figure(what, measured, f"at most {limit:,g}{unit}", figure <= limit)


def is_so(what: str, met: bool) -> Figure:
    return Figure(what, "yes" if met else "no", "yes", met)


def section(fault, figures: list[Figure]) -> str:
    lines = [f"## `{fault.__name__}`", "", fault.__doc__.strip(), ""]
    lines += ["| | Measured | Wanted | |", "|:--|:--|:--|:--|", *(each.row() for each in figures)]
    return "\n".join(lines) + "\n"


def write(sections: Iterable[str]) -> None:
    """Put what was measured into the page that tells it."""
    before, _, rest = DOCUMENT.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    figures = "\n".join([measured(), *sections])
    DOCUMENT.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}")
