"""The load: wrk asks for one address as fast as it is answered, and each answer is counted."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SUMMARY = Path(__file__).with_name("summary.lua")
CONNECTIONS, SECONDS = 8, 3
ONCE = {"Connection": "close"}
"""As nginx asks the site. Of connections that stay open, one worker may have all."""
MOST_HEADERS = 2_000
"""Bytes that the head of an answer may have."""


@dataclass(frozen=True)
class Case:
    """One address with the headers that it is asked with, and what its answer must be."""

    url: str
    server: int
    """The process that answers, or whose children do."""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    holds: bytes = b""

    def ask(self):
        """Return one answer: its status, headers and body as it travels."""
        request = Request(self.url, headers={"Accept-Encoding": "gzip"} | self.headers)
        try:
            with urlopen(request) as answer:
                return answer.status, answer.headers, answer.read()
        except HTTPError as answer:
            with answer:
                return answer.status, answer.headers, answer.read()

    def load(self, seconds: float = SECONDS) -> "Load":
        """Ask for some seconds. Raises RuntimeError unless every answer was the right one."""
        status, _, body = self.ask()
        headers = {"Accept-Encoding": "gzip"} | self.headers
        named = [f"--header={name}: {value}" for name, value in headers.items()]
        load = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=30s", f"--script={SUMMARY}"]
        command = [found(), *load, *named, self.url]
        before = spent(self.server)
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        taken = spent(self.server) - before
        told = json.loads(done.stdout.splitlines()[-1])
        beyond = told["bytes"] / told["requests"] - len(body)
        if status != self.status or told["errors"] or not 0 < beyond < MOST_HEADERS:
            raise RuntimeError(f"{self.url}: {status}, {told}, where a body has {len(body)} bytes")
        per_second = told["requests"] / told["seconds"]
        return Load(per_second, told["median"], 1000 * taken / told["requests"])


@dataclass(frozen=True)
class Load:
    per_second: float
    median: float
    """Milliseconds until an answer was there."""
    cost: float
    """Milliseconds that processors spent on an answer."""


def spent(server: int) -> float:
    """Return the seconds that processors have spent on a server and its children."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    told = [Path(f"/proc/{each}/stat").read_text() for each in [server, *children]]
    # After the name, which stands in brackets, the twelfth and thirteenth: in the program, for it.
    ticks = sum(int(tick) for text in told for tick in text.rpartition(")")[2].split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def found() -> str:
    """Return where wrk is; end the run where there is none."""
    return shutil.which("wrk") or sys.exit("wrk was not found.")
