"""The site as its users get it: gunicorn, hashed static files, a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.databases import database

CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"]
# In one process: to start it takes longer than some of them.
PREPARE = """
from django.core.management import call_command
for each in ["migrate", "make_roles", "load_content"]:
    call_command(each, verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


def chromium_path():
    """Return where Chromium is, or None."""
    named = [os.environ.get("CHROMIUM", ""), *CHROMIUMS]
    return next(filter(None, map(shutil.which, named)), None)


@contextmanager
def served(folder):
    """Run the site on a free port; give its address, environment and process number."""
    with database(folder) as database_url, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "DJANGO_DEBUG": "0",
            "PORT": str(port),
        }
        manage = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", PREPARE]
        subprocess.run(manage, env=environment, check=True)
        gunicorn = [sys.executable, "-m", "gunicorn", "imgpath.wsgi"]
        with subprocess.Popen(gunicorn, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                address = wait_until_it_answers(f"http://127.0.0.1:{port}", server)
                yield address, environment, server.pid
            finally:
                server.terminate()


def wait_until_it_answers(address, server):
    """Return ``address`` once the site answers there."""
    deadline = time.monotonic() + 30
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(address).close()
        except HTTPError as answer:
            answer.close()
        except URLError:
            time.sleep(0.1)
            continue
        return address
    raise RuntimeError("The site did not start; what gunicorn said is above.")
