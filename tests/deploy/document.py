"""docs/deploying.md, followed on a machine that a folder stands for."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from tests.deploy.machine import ROOT, Machine, nginx

BLOCKS = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
HEADINGS = re.compile(r"^#+ (.*)$", re.M)
WORLD = "https://git.example/imgpath.git"
IDENTITY = ["-c", "user.name=A test", "-c", "user.email=test@imgpath.example"]

# What install does, but for the owners, whom a test may not know.
AS_ONESELF = """
for each; do
  shift
  case $each in -o | -g) skip=1 ;; *) [ -n "${skip-}" ] || set -- "$@" "$each"; skip= ;; esac
done
exec /usr/bin/install "$@"
"""


def blocks():
    """Return the blocks that run as they stand, each with the heading it stands under."""
    text = (ROOT / "docs/deploying.md").read_text()
    for block in BLOCKS.finditer(text):
        heading = HEADINGS.findall(re.sub(r"```.*?```", "", text[: block.start()], flags=re.S))[-1]
        yield heading, block[1]


class Followed(Machine):
    """A machine on which the blocks of the page are run one after the other."""

    def __init__(self, root, database_url):
        super().__init__(root)
        self.database_url = database_url
        for name in ("etc/systemd/system", "etc/ssl/certs", "etc/ssl/private", "run/lock", "bin"):
            (root / name).mkdir(parents=True)
        made = root / "etc/imgpath/tls"
        made.joinpath("fullchain.pem").rename(root / "etc/ssl/certs/ssl-cert-snakeoil.pem")
        made.joinpath("privkey.pem").rename(root / "etc/ssl/private/ssl-cert-snakeoil.key")
        self.write_main()
        self.write_programs()
        self.publish()

    def write_programs(self):
        """Stand in for what needs root, or the ports and folders of a real machine."""
        log, main = self.path("var/log/nginx/error.log"), self.path("etc/nginx/nginx.conf")
        programs = {
            "useradd": "exit 0",
            "usermod": "exit 0",
            "install": AS_ONESELF,
            "runuser": 'shift 3; exec "$@"',  # runuser -u imgpath -- COMMAND
            "nginx": f'exec {nginx()} -p {self.root} -c {main} -e {log} "$@"',
            "uv": f"ln -sfn {sys.prefix} .venv",  # uv sync
        }
        for name, does in programs.items():
            path = self.path(f"bin/{name}")
            path.write_text(f"#!/bin/sh\n{does}\n")
            path.chmod(0o755)
        self.path("bin/systemctl").symlink_to(Path(__file__).parent / "bin/systemctl")
        trusted = self.path("etc/ssl/certs/ssl-cert-snakeoil.pem")
        self.path(".curlrc").write_text(f'cacert = "{trusted}"\n')

    def publish(self):
        """Make a repository of the files as they are here, with the paths of this machine."""
        listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        self.upstream = self.path("upstream")
        for name in names.splitlines():
            if (ROOT / name).is_file() and not name.startswith("tests/"):
                (self.upstream / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.upstream / name)
        for path in filter(Path.is_file, (self.upstream / "deploy").rglob("*")):
            path.write_text(self.text(path.read_text()))
        example = self.upstream / "deploy/environment.example"
        example.write_text(
            re.sub(
                "(?m)^DATABASE_URL=.*", f"DATABASE_URL='{self.database_url}'", example.read_text()
            )
        )
        subprocess.run(["git", "init", "--quiet", self.upstream], check=True)
        self.commit("First")

    def change(self, name, old, new):
        path = self.upstream / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def commit(self, message):
        for command in (["add", "."], ["commit", "--quiet", f"--message={message}"]):
            subprocess.run(["git", *IDENTITY, *command], cwd=self.upstream, check=True)

    def text(self, shipped):
        return super().text(shipped).replace("::127.0.0.1:", f"::127.0.0.1:{self.secure}")

    def run(self, script, check=True):
        """Run commands as the page says them."""
        environment = os.environ | {
            "PATH": f"{self.path('bin')}:{os.environ['PATH']}",
            "MACHINE": str(self.root),
            "CURL_HOME": str(self.root),
            "UV_COMPILE_BYTECODE": "0",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.upstream}.insteadOf",
            "GIT_CONFIG_VALUE_0": WORLD,
        }
        for name in [*environment]:
            if name.startswith(("DJANGO_", "DATABASE_URL", "VIRTUAL_ENV", "UV_RUN")):
                del environment[name]
        command = ["sh", "-euc", self.text(script)]
        done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)
        if check and done.returncode:
            raise AssertionError(f"{script}\n{done.stdout}\n{done.stderr}")
        return done

    def script(self, heading, number):
        """Return one of the blocks that stand under a heading of the page."""
        return [script for under, script in blocks() if under == heading][number]

    def follow(self, heading):
        """Run all that stands under a heading; return what it said."""
        found = [script for under, script in blocks() if under == heading]
        assert found, f"Nothing to run stands under {heading}."
        return "".join(self.run(script).stdout for script in found)

    @contextmanager
    def asking(self, path, numbered=False):
        """Ask for a page again and again during a block, or for a new one; collect the statuses."""
        statuses, over = [], threading.Event()

        def ask():
            for number in count():
                statuses.append(self.ask(f"{path}{number}" if numbered else path).status)
                if over.wait(0.1):
                    return

        with ThreadPoolExecutor(1) as other:
            done = other.submit(ask)
            try:
                yield statuses
            finally:
                over.set()
            done.result()

    @property
    def serving(self):
        return self.path("srv/imgpath/current").resolve().name

    def pids(self):
        files = [self.path("run/nginx.pid"), *self.path("run/units").glob("*")]
        return [int(path.read_text()) for path in files if path.exists() and path.stat().st_size]


@contextmanager
def followed(root, database_url):
    machine = Followed(root, database_url)
    try:
        yield machine
    finally:
        for pid in machine.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
