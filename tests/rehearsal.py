"""The tests of the release before, on the database that this release makes of it. `make rehearse`.

While a release comes, the one before still serves, from a database that is migrated already. Only
on PostgreSQL: on SQLite Django makes the database of a test run anew, in memory.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parent.parent
NAME = "imgpath_rehearsal"
TESTS = ["tests", "--ignore=tests/browser", "--ignore=tests/deploy", "--ignore=tests/docs"]


def run(*command, **given):
    subprocess.run([str(each) for each in command], check=True, **given)


@contextmanager
def migrated(server):
    """Make what Django calls the test database of NAME, with the migrations of this release."""
    address = server._replace(path="/postgres").geturl()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE test_{NAME}")
        try:
            made = {"DATABASE_URL": server._replace(path=f"/test_{NAME}").geturl()}
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            run(*migrate, cwd=ROOT, env=os.environ | made)
            yield server._replace(path=f"/{NAME}").geturl()
        finally:
            connection.execute(f"DROP DATABASE test_{NAME} WITH (FORCE)")


@contextmanager
def checked_out(release):
    """Check a release out beside this one, with an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        run("git", "worktree", "add", "--quiet", "--detach", folder, release, cwd=ROOT)
        try:
            own = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
            run(os.environ["UV"], "sync", "--quiet", "--locked", cwd=folder, env=own)
            yield Path(folder), own
        finally:
            run("git", "worktree", "remove", "--force", folder, cwd=ROOT)


def main(release, *tests):
    server = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not server.scheme.startswith("postgres") or not release:
        sys.exit("Say which release and which server: RELEASE=v1 DATABASE_URL=postgresql://...")
    with checked_out(release) as (folder, own), migrated(server) as address:
        pytest = [folder / ".venv/bin/python", "-m", "pytest", "--quiet", "--reuse-db"]
        command, env = [*pytest, *(tests or TESTS)], own | {"DATABASE_URL": address}
        sys.exit(subprocess.run(command, cwd=folder, env=env).returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
