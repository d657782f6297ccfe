"""The load: wrk asks for one address as fast as it is answered, and each answer is counted."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SUMMARY = Path(__file__).with_name("summary.lua")
CONNECTIONS, SECONDS = 8, 3
MOST_HEADERS = 2_000
"""Bytes that the head of an answer may have."""


@dataclass(frozen=True)
class Case:
    """One address with the headers that it is asked with, and what its answer must be."""

    url: str
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
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        beyond = told["bytes"] / told["requests"] - len(body)
        if status != self.status or told["errors"] or not 0 < beyond < MOST_HEADERS:
            raise RuntimeError(f"{self.url}: {status}, {told}, where a body has {len(body)} bytes")
        return Load(told["requests"] / told["seconds"], told["median"])


@dataclass(frozen=True)
class Load:
    per_second: float
    median: float
    """Milliseconds until an answer was there."""


def found() -> str:
    """Return where wrk is; end the run where there is none."""
    return shutil.which("wrk") or sys.exit("wrk was not found.")
