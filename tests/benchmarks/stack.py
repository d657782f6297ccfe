"""What is measured, as it is served: the site behind nginx, the peers, and Datasette."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import served, wait_until_it_answers
from tests.deploy.machine import NAME, ROOT, Machine, free_port

BESIDE = "tests.benchmarks.peers.settings"
OPEN = """
server {{
    listen 127.0.0.1:{port};
    server_name localhost;
    include {root}/etc/nginx/imgpath/site.conf;
}}
"""


class Front(Machine):
    """nginx with the shipped files, before a site at a port.

    Only what keeps floods out is left away, since wrk is one; and a server without TLS stands
    beside the shipped one, with the same locations, since wrk cannot ask for a made-up name.
    """

    def __init__(self, root, site):
        super().__init__(root)
        self.site, self.open = site, free_port()
        self.address = f"http://localhost:{self.open}"
        self.path("srv/imgpath/current").symlink_to(ROOT)
        shutil.copytree(ROOT / "staticfiles", self.path("srv/imgpath/shared/static"))
        self.install_nginx()
        server = OPEN.format(port=self.open, root=root)
        self.path("etc/nginx/conf.d/open.conf").write_text(server)

    def text(self, shipped):
        text = super().text(shipped)
        text = re.sub(r"server unix:\S+ max_conns=\d+;", f"server {self.site};", text)
        return re.sub(r"(?m)^limit_(req|conn) .*\n", "", text)


@contextmanager
def site(settings="imgpath.settings", **environment):
    """Run the site with its content in a folder of its own; give the folder, address and pid."""
    changed = {
        "DJANGO_SETTINGS_MODULE": settings,
        "DJANGO_ALLOWED_HOSTS": f"localhost,127.0.0.1,{NAME}",
    } | environment
    # Not in the folder of a test run: the path of nginx's files may not be long.
    with tempfile.TemporaryDirectory(prefix="imgpath") as name:
        before = os.environ.copy()
        os.environ.update(changed)
        try:
            with served(Path(name)) as (address, environment, process):
                os.environ["DATABASE_URL"] = environment["DATABASE_URL"]
                yield Path(name), address, process
        finally:
            os.environ.clear()
            os.environ.update(before)


@contextmanager
def datasette(folder):
    """Serve the table of the peers with Datasette; give the address of the table, and the pid."""
    from tests.benchmarks.peers.models import Listed

    columns = [field.column for field in Listed._meta.fields]
    named, marks = (", ".join(f'"{each}"' for each in columns), ", ".join("?" * len(columns)))
    database = sqlite3.connect(folder / "explorer.db")
    database.execute(f"CREATE TABLE listed ({named}, PRIMARY KEY (id))")
    rows = Listed.objects.values_list(*columns)
    database.executemany(f"INSERT INTO listed VALUES ({marks})", rows)
    database.commit()
    database.close()
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", folder / "explorer.db", "-p", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as server:
        try:
            address = wait_until_it_answers(f"http://127.0.0.1:{port}", server)
            yield f"{address}/explorer/listed", server.pid
        finally:
            server.terminate()
