"""A PostgreSQL server and the site on it, both of this run alone, to be broken."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import wait_until_it_answers
from tests.deploy.machine import free_port


class CannotRun(Exception):
    """This machine does not let a fault be made."""


class Postgres:
    """A server with a folder of its own. It refuses to run as root, and is another user there."""

    def __init__(self, folder: Path):
        found = shutil.which("pg_config")
        folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
        if found:
            command = [found, "--bindir"]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            folders.insert(0, Path(run.stdout.strip()))
        self.bin = next((each for each in folders if (each / "initdb").exists()), None)
        if self.bin is None:
            sys.exit("PostgreSQL's server was not found (on Debian: apt-get install postgresql).")
        self.folder, self.port = folder / "data", free_port()
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(folder, "postgres")
        self._run(
            "initdb", "--auth=trust", "--wal-segsize=1", "--username=postgres", "-D", self.folder
        )
        self.start()
        self.query("CREATE DATABASE imgpath")

    @property
    def address(self):
        return f"postgresql://postgres@127.0.0.1:{self.port}/imgpath"

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._run("pg_ctl", "-D", self.folder, "-w", "-o", options, "start")

    def stop(self):
        self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "stop")

    def restart(self):
        self.stop()
        self.start()

    def hang(self):
        self._signal(signal.SIGSTOP)

    def go_on(self):
        self._signal(signal.SIGCONT)

    def query(self, sql, database="postgres"):
        self._run(
            "psql", "-qh", "127.0.0.1", "-p", self.port, "-U", "postgres", database, "-c", sql
        )

    def _signal(self, number):
        """Send a signal to the server and to the process of each connection."""
        first = int((self.folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for each in [first, *map(int, children)]:
            os.kill(each, number)

    def _run(self, program, *arguments):
        command = [*self.user, str(self.bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


class Site:
    """The site with its content, served as in production but for TLS."""

    postgres = disk = None

    def __init__(self, database: str, module="imgpath.wsgi", log=os.devnull, **environment):
        self.module, self.log = module, log
        self.bind = f"127.0.0.1:{free_port()}"
        self.address = f"http://{self.bind}"
        self.environment = os.environ | {"DATABASE_URL": database, "DJANGO_DEBUG": "0"}
        for command in ["migrate", "make_roles", "load_content", "collectstatic --no-input"]:
            self.manage(*command.split(), "--verbosity=0")
        self.environment |= environment

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def start(self):
        command = [sys.executable, "-m", "gunicorn", self.module, "--bind", self.bind]
        with open(self.log, "w") as log:
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    def workers(self):
        listed = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        return [int(each) for each in listed.read_text().split()]

    @contextmanager
    def serving(self):
        self.start()
        try:
            if not self.bind.startswith("unix:"):
                wait_until_it_answers(self.address, self.server)
            yield self
        finally:
            self.server.terminate()
            self.server.wait()


@contextmanager
def postgres(folder=None):
    """Give a database server; stop and remove it in the end."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        server = Postgres(Path(name))
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running(module="imgpath.wsgi", **environment):
    """Give a site on a database server of its own."""
    with postgres() as server:
        site = Site(server.address, module, **environment)
        site.postgres = server
        with site.serving():
            yield site
