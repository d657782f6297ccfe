"""Litestream with the configuration that ships, when everything is killed while somebody writes."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LITESTREAM = Path(sys.executable).with_name("litestream")
MOST_LOST = 2
"""Seconds: what was committed so long before the end must be in the copy."""


@pytest.fixture
def configuration(tmp_path):
    shipped = (ROOT / "deploy/litestream.yml").read_text()
    assert "path: /var/lib/imgpath/" in shipped
    path = tmp_path / "litestream.yml"
    path.write_text(shipped.replace("/var/lib/imgpath/", f"{tmp_path}/"))
    return path


def test_a_kill_loses_no_row_older_than_two_seconds(tmp_path, configuration):
    live, copy = tmp_path / "db.sqlite3", tmp_path / "copy.sqlite3"
    environment = os.environ | {"REPLICA_URL": f"file://{tmp_path}/replica"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    writing = [sys.executable, Path(__file__).with_name("writer.py"), live]
    with (
        subprocess.Popen(writing, stdout=subprocess.PIPE, text=True) as writer,
        subprocess.Popen([LITESTREAM, "replicate", "-config", configuration], **quiet) as stream,
    ):
        time.sleep(4)
        for process in (writer, stream):
            process.send_signal(signal.SIGKILL)
        killed = time.time()
        committed = [line.split() for line in writer.stdout if line.endswith("\n")]
    old = [int(number) for number, at in committed if float(at) < killed - MOST_LOST]
    assert len(old) > 50, "the writer had no time to write"
    restore = [LITESTREAM, "restore", "-config", configuration, "-o", copy, live]
    subprocess.run(restore, check=True, **quiet)
    with closing(sqlite3.connect(copy)) as restored:
        assert restored.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = {number for (number,) in restored.execute("SELECT id FROM written")}
    assert set(old) <= found
    assert found == set(range(len(found)))
