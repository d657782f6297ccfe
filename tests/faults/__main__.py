import os
import signal
import subprocess
import sys
import time

from tests.faults.machine import running
from tests.faults.readers import Readers

SECONDS = 8


def stopped(postgres, site):
    """The database server is stopped at once, and started again."""
    postgres.stop()
    yield
    postgres.start()


def hung(postgres, site):
    """The database server is there and says nothing; then it goes on."""
    postgres.hang()
    yield
    postgres.go_on()


def restarted(postgres, site):
    """The database server is restarted: every connection is lost."""
    postgres.restart()
    yield


def read_only(postgres, site):
    """The database may only be read, as after a failover to a replica."""
    postgres.query("ALTER SYSTEM SET default_transaction_read_only = on")
    postgres.query("SELECT pg_reload_conf()")
    yield
    postgres.query("ALTER SYSTEM RESET default_transaction_read_only")
    postgres.query("SELECT pg_reload_conf()")


def worker_killed(postgres, site):
    """One process of the site is killed, and another takes its place."""
    os.kill(site.workers()[0], signal.SIGKILL)
    yield


def reloaded(postgres, site):
    """The site is reloaded, as for a new release."""
    site.server.send_signal(signal.SIGHUP)
    yield


def load_killed(postgres, site):
    """Loads of content run, and are killed before they end."""
    command = [sys.executable, "manage.py", "load_content", "--verbosity=0"]
    for delay in (0.6, 0.9, 1.2, 1.5):
        postgres.query("UPDATE guidance_challenge SET weight = 6 - weight", "imgpath")
        with subprocess.Popen(command, env=site.environment) as load:
            time.sleep(delay)
            load.kill()
    yield
    site.manage("load_content", "--verbosity=0")


FAULTS = {
    each.__name__: each
    for each in [stopped, hung, restarted, read_only, worker_killed, reloaded, load_killed]
}


def main(names):
    sys.stdout.write(f"{'milliseconds':<10}{'median':>7}{'p99':>7}{'most':>8}   answers\n")
    for name in names or FAULTS:
        with running() as (postgres, site), Readers(site.address) as readers:
            time.sleep(SECONDS / 2)
            fault = FAULTS[name](postgres, site)
            readers.begin("during")
            next(fault)
            time.sleep(SECONDS)
            readers.begin("after")
            next(fault, None)
            time.sleep(SECONDS)
        lines = [f"{name}: {FAULTS[name].__doc__}", *(each.line() for each in readers.phases)]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
