"""A database of this process alone, made ready for the site, for what needs no server."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.databases import database


@contextmanager
def content(load=True):
    """Set Django up on a new database, with the content that ships; give a folder to write in."""
    with tempfile.TemporaryDirectory() as name, database(name, "bench") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "imgpath.settings"}
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        for command in ["migrate", "load_content"] if load else ["migrate"]:
            call_command(command, verbosity=0)
        yield Path(name)
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()
