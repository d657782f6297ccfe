"""What befalls the database."""

from tests.faults.disk import Editor, small_disk, small_disk_of_sqlite
from tests.faults.figures import is_so
from tests.faults.readers import under_readers


@under_readers()
def stopped(site):
    """The database server is stopped at once, and started again."""
    site.postgres.stop()
    yield
    site.postgres.start()


@under_readers()
def hung(site):
    """The database server is there and says nothing; then it goes on."""
    site.postgres.hang()
    yield
    site.postgres.go_on()


@under_readers()
def restarted(site):
    """The database server is restarted: every connection is lost."""
    site.postgres.restart()
    yield


@under_readers()
def read_only(site):
    """The database may only be read, as after a failover to a replica."""
    site.postgres.query("ALTER SYSTEM SET default_transaction_read_only = on")
    site.postgres.query("SELECT pg_reload_conf()")
    yield
    site.postgres.query("ALTER SYSTEM RESET default_transaction_read_only")
    site.postgres.query("SELECT pg_reload_conf()")


def _full_disk(site):
    editor = Editor(site)
    site.disk.fill()
    refused = editor.saves_until_refused()
    shown = editor.shown()
    yield
    site.disk.free()
    return [
        is_so("The save that found no room says so (503)", refused),
        is_so("The page then shows what was saved last", shown == editor.last),
        is_so("The same save once there is room", editor.save("Typed again.")),
    ]


@under_readers(small_disk, p99=None)
def full_disk(site):
    """The disk of PostgreSQL is full while an editor saves; the site cannot write its log either.

    After each save every process reads all content anew, and readers wait for that.
    """
    return (yield from _full_disk(site))


@under_readers(small_disk_of_sqlite, p99=None)
def full_disk_of_sqlite(site):
    """The disk of an SQLite database is full while an editor saves."""
    return (yield from _full_disk(site))
