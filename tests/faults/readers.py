"""Readers who load one page after the other, and how it went for them."""

import threading
import time
from dataclasses import dataclass, field
from functools import wraps
from http.client import HTTPException
from itertools import cycle
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.faults.figures import Figure, at_most, counted, percentile
from tests.faults.machine import running

PAGES = [
    "/",
    "/specialties/?band=open",
    "/specialties/internal-medicine/",
    "/challenges/",
    "/questions/?q=visa",
    "/search/?q=visa",
    "/states/tx/",
    "/compare/?s=pathology&s=urology",
    "/changes/",
]
AT_ONCE = 4
SECONDS = 8
SETTLED = 5
"""Seconds after which nothing of a fault may be felt any more."""


@dataclass
class Phase:
    """What readers met in one part of a run: when they asked, the status, and its milliseconds."""

    began: float = field(default_factory=time.monotonic)
    answers: list[tuple[float, int | str, float]] = field(default_factory=list)
    told: int = 0

    def figures(self, name, p99):
        took = [ms for _, _, ms in self.answers]
        yield counted(f"Answers {name}", (status for _, status, _ in self.answers))
        high = percentile(took, 0.99)
        if p99:
            yield at_most(f"99% of them within, {name}", high, p99, " ms")
        else:
            yield Figure(f"99% of them within, {name}", f"{high:,.0f} ms")
        yield Figure(
            f"Median and longest, {name}", f"{percentile(took, 0.5):,.0f} and {max(took):,.0f} ms"
        )


class Readers:
    """Some at once, each waiting a little before the next page, until they are told to stop."""

    def __init__(self, address, pause=0.05):
        self.address, self.pause = address, pause
        self.phases = [Phase()]
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(AT_ONCE)]

    def __enter__(self):
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *error):
        self._ended.set()
        for each in self._threads:
            each.join()

    def begin(self):
        self.phases.append(Phase())

    def figures(self, p99):
        before, during, after = self.phases
        yield counted("Answers before", (status for _, status, _ in before.answers))
        yield from during.figures("during", p99)
        yield Figure("Of these, pages that say since when", f"{during.told}")
        late = [each for each in after.answers if each[0] > after.began + SETTLED]
        yield from Phase(answers=late).figures(f"after it, from second {SETTLED} on", p99)

    def _read(self):
        for path in cycle(PAGES):
            if self._ended.wait(self.pause):
                return
            phase, start = self.phases[-1], time.monotonic()
            status, body = get(self.address + path)
            phase.answers.append((start, status, (time.monotonic() - start) * 1000))
            phase.told += b"Our database has not answered" in body


def get(address, **headers):
    """Return the status of an answer and its body, or the name of what went wrong."""
    try:
        with urlopen(Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()
    except (OSError, HTTPException) as error:
        return type(error).__name__, b""


def under_readers(start=running, p99=300):
    """Make a fault of a function that breaks a site, yields, and mends it.

    Nothing but pages as ever is wanted meanwhile. What else there is to tell, the function returns.
    """

    def fault(breaking):
        @wraps(breaking)
        def run():
            with start() as site, Readers(site.address) as readers:
                time.sleep(SECONDS / 2)
                broken = breaking(site)
                readers.begin()
                next(broken)
                time.sleep(SECONDS)
                readers.begin()
                more = []
                try:
                    next(broken)
                except StopIteration as ended:
                    more = ended.value or []
                time.sleep(SECONDS)
            return [*readers.figures(p99), *more]

        return run

    return fault
