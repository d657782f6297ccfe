"""A copy of the whole database in one file, made while the site runs, and the way back from it."""

import os
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import connection

from . import sqlite

SUFFIX = {"sqlite": ".sqlite3", "postgresql": ".dump"}
EMPTIED = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE ' || name || ' CASCADE';
  END LOOP;
END $$;
"""


class Failed(Exception):
    """Nothing was kept of a copy, or nothing was changed by a restore."""


def take(folder: Path, now: datetime, keep: int) -> Path:
    """Copy the database into a new file of ``folder``; remove all but the newest ``keep``.

    The copy has its name only when it is whole and was read again, and only its owner may read it:
    it holds the password hashes and the second factors of the staff.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    suffix = SUFFIX[connection.vendor]
    path = folder / f"imgpath-{now:%Y%m%dT%H%M%SZ}{suffix}"
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as unfinished:
        made = Path(unfinished.name)
    try:
        if connection.vendor == "sqlite":
            sqlite.copy(connection, made)
        else:
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={made}")
            _run("pg_restore", "--file=/dev/null", made, database=False)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(path)
    except sqlite.Damaged as error:
        raise Failed(str(error)) from error
    finally:
        made.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"imgpath-*{suffix}"))[:-keep]:
        old.unlink()
    return path


def restore(path: Path) -> None:
    """Make the database what a copy holds, wholly or not at all."""
    if path.suffix != SUFFIX[connection.vendor]:
        raise Failed(f"{path.name} is no copy of a database of this kind ({connection.vendor}).")
    if connection.vendor == "sqlite":
        try:
            connection.close()
            sqlite.replace(Path(connection.settings_dict["NAME"]), path)
        except (sqlite.Damaged, sqlite.InUse) as error:
            raise Failed(str(error)) from error
        return
    with tempfile.NamedTemporaryFile(suffix=".sql") as script:
        # First the whole script and then its run: half a script would be committed as if whole.
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script.name}", path,
             database=False)  # fmt: skip
        _run("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
             f"--command={EMPTIED}", f"--file={script.name}", "--output=/dev/null")  # fmt: skip


def _run(program, *arguments, database=True):
    """Run a program of PostgreSQL; others can see its arguments, so the password is in none."""
    command, secrets = [program, *map(str, arguments)], None
    if database:
        client = connection.client
        told, secrets = client.settings_to_cmd_args_env(connection.settings_dict, [])
        command = [program, *told[1:-1], f"--dbname={told[-1]}", *map(str, arguments)]
    environment = os.environ | (secrets or {})
    try:
        # The program is named in this file, and no shell reads its arguments.
        done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError as error:
        raise Failed(f"{program} was not found: install the client of PostgreSQL.") from error
    if done.returncode:
        raise Failed(f"{program} failed: {done.stderr.strip()}")
