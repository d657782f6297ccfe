"""What deploy/release.sh does and in which order; all programs but git only pretend."""

import fcntl
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.databases import on_one_database
from tests.deploy.machine import ROOT, moved

pytestmark = on_one_database
PRETEND = Path(__file__).parent / "bin/pretend"
PROGRAMS = ["curl", "install", "runuser", "sleep", "systemctl", "uv"]


def git(folder, *command):
    identity = ["-c", "user.name=A test", "-c", "user.email=test@imgpath.example"]
    run = ["git", *identity, *command]
    return subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """Eight commits of code that only pretends."""
    repository = tmp_path_factory.mktemp("repository")
    git(repository, "init", "--quiet")
    (repository / "deploy").mkdir()
    shutil.copy(PRETEND, repository / "deploy/smoke.sh")
    git(repository, "add", ".")
    for number in range(8):
        git(repository, "commit", "--quiet", "--allow-empty", f"--message={number}")
    return repository


class Server:
    """A machine with a repository and nothing released yet."""

    def __init__(self, root, repository):
        self.root, self.home, self.calls = root, root / "srv/imgpath", root / "calls"
        for name in ("bin", "etc/imgpath", "run/lock", "srv/imgpath/releases"):
            (root / name).mkdir(parents=True)
        for program in PROGRAMS:
            (root / "bin" / program).symlink_to(PRETEND)
        self.script = root / "release.sh"
        self.script.write_text(moved(root, (ROOT / "deploy/release.sh").read_text()))
        self.configure("sqlite:////var/lib/imgpath/db.sqlite3")
        shutil.copytree(repository, self.home / "repo")
        self.commits = git(repository, "log", "--reverse", "--format=%h", "--abbrev=12").split()

    def configure(self, database):
        lines = ["DJANGO_ALLOWED_HOSTS=imgpath.example,www.imgpath.example"]
        lines.append(f"DATABASE_URL='{database}'")
        (self.root / "etc/imgpath/environment").write_text("\n".join(lines))

    def release(self, *arguments, fails="nothing"):
        """Run the script; return how it ended, with what it called."""
        self.calls.write_text("")
        environment = os.environ | {
            "PATH": f"{self.root}/bin:{os.environ['PATH']}",
            "CALLS": str(self.calls),
            "FAILS": fails,
            "PRETEND": str(PRETEND),
        }
        command = ["sh", self.script, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        done.calls = self.calls.read_text().splitlines()
        return done

    @property
    def serving(self):
        return (self.home / "current").readlink().name


@pytest.fixture
def server(tmp_path, repository):
    return Server(tmp_path, repository)


def test_a_release_copies_the_database_first_and_gets_readers_last(server):
    name = server.commits[0]
    done = server.release(name)
    assert done.returncode == 0, done.stderr
    steps = [
        "uv sync",
        "python -m compileall",
        "python manage.py back_up",
        "python manage.py migrate",
        "python manage.py make_roles",
        f"python manage.py load_content --release {name}",
        "python manage.py draw_pictures",
        "python manage.py collectstatic",
        f"systemctl reload-or-restart imgpath-web@{name}",
        "curl",
        "smoke.sh http://imgpath.example --unix-socket",
        "smoke.sh https://imgpath.example",
        f"systemctl enable --quiet imgpath-web@{name}",
    ]
    calls = [call for call in done.calls if not call.startswith(("runuser", "install"))]
    assert [
        call for call, step in zip(calls, steps, strict=True) if not call.startswith(step)
    ] == []
    assert server.serving == name


BEFORE_READERS = (
    "uv sync",
    "back_up",
    "migrate",
    "make_roles",
    "load_content",
    "draw_pictures",
    "collectstatic",
    "reload-or-restart",
    "health/ready",
    "smoke.sh http:",
)


@pytest.mark.parametrize("step", BEFORE_READERS)
def test_a_step_that_fails_is_the_last_and_the_old_release_still_serves(server, step):
    old, new = server.commits[:2]
    server.release(old)
    done = server.release(new, fails=step)
    assert done.returncode != 0
    assert server.serving == old
    assert f"systemctl stop imgpath-web@{old}" not in done.calls
    assert step in [call for call in done.calls if "systemctl stop" not in call][-1]
    assert server.release(new).returncode == 0
    assert server.serving == new


def test_a_release_that_readers_do_not_get_right_is_taken_back(server):
    old, new = server.commits[:2]
    server.release(old)
    done = server.release(new, fails="smoke.sh https:")
    assert done.returncode != 0
    assert f"{old} serves." in done.stderr
    assert server.serving == old
    assert done.calls[-1] == f"systemctl stop imgpath-web@{new}"


def test_the_old_release_stops_only_after_the_new_one_serves(server):
    old, new = server.commits[:2]
    server.release(old)
    calls = server.release(new).calls
    assert calls[-4:] == [
        f"systemctl enable --quiet imgpath-web@{new}",
        f"systemctl disable --quiet imgpath-web@{old}",
        "sleep 1",
        f"systemctl stop imgpath-web@{old}",
    ]


def test_the_same_release_again_reloads_and_stops_nothing(server):
    server.release(server.commits[0])
    done = server.release(server.commits[0])
    assert done.returncode == 0
    assert not [call for call in done.calls if re.match("systemctl (stop|disable)", call)]
    assert server.serving == server.commits[0]


def test_going_back_touches_no_data_and_can_be_undone(server):
    assert "no release before" in server.release("--back").stderr
    first, second = server.commits[:2]
    server.release(first)
    server.release(second)
    done = server.release("--back")
    assert server.serving == first
    assert not [call for call in done.calls if "manage.py" in call]
    assert f"systemctl stop imgpath-web@{second}" in done.calls
    server.release("--back")
    assert server.serving == second


def test_a_migration_on_postgresql_gives_up_soon(server):
    limits = "options=-c%20lock_timeout=4000%20-c%20statement_timeout=5000"
    for address, sign in [("postgresql://u@h/d", "?"), ("postgresql://u@h/d?sslmode=require", "&")]:
        server.configure(address)
        calls = server.release(server.commits[0]).calls
        migrating = [call for call in calls if call.startswith("python manage.py migrate")]
        assert migrating[0].endswith(f" on {address}{sign}{limits}")


def test_old_releases_make_room(server):
    for number, name in enumerate(server.commits):
        server.release(name)
        os.utime(server.home / "releases" / name, (number, number))
    kept = {path.name for path in (server.home / "releases").iterdir()}
    assert len(kept) == 5
    assert {server.serving, (server.home / "previous").readlink().name} <= kept


def test_two_releases_at_once_do_not_mix(server):
    with (server.root / "run/lock/imgpath-release").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = server.release(server.commits[0])
    assert "Another release is under way." in done.stderr
    assert done.calls == []


def test_what_is_no_commit_is_no_release(server):
    assert "There is no commit nonsense" in server.release("nonsense").stderr
