"""Readers who load one page after the other, and how it went for them."""

import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import cycle
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PAGES = [
    "/",
    "/specialties/?band=open",
    "/specialties/internal-medicine/",
    "/challenges/",
    "/questions/?q=visa",
    "/states/tx/",
    "/compare/?s=pathology&s=urology",
    "/changes/",
]
AT_ONCE = 4


@dataclass
class Phase:
    """What readers met in one part of a run: the status of each answer, and its milliseconds."""

    name: str
    statuses: Counter = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    told: int = 0

    def line(self):
        took = sorted(self.took) or [0.0]
        p99 = took[min(len(took) - 1, int(len(took) * 0.99))]
        counts = ", ".join(
            f"{count} x {status}" for status, count in sorted(self.statuses.items(), key=str)
        )
        return (
            f"  {self.name:<8}{statistics.median(took):>7.0f}{p99:>7.0f}{took[-1]:>8.0f}"
            f"   {counts}; {self.told} said so"
        )


class Readers:
    """Some at once, each waiting a little before the next page, until they are told to stop."""

    def __init__(self, address, pause=0.05):
        self.address, self.pause = address, pause
        self.phases = [Phase("before")]
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

    def begin(self, name):
        self.phases.append(Phase(name))

    def _read(self):
        for path in cycle(PAGES):
            if self._ended.wait(self.pause):
                return
            phase, start = self.phases[-1], time.perf_counter()
            status, body = self._get(path)
            phase.took.append((time.perf_counter() - start) * 1000)
            phase.statuses[status] += 1
            phase.told += b"Our database has not answered" in body

    def _get(self, path):
        try:
            with urlopen(Request(self.address + path), timeout=30) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()
        except (OSError, HTTPException) as error:
            return type(error).__name__, b""
