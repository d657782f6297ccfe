"""What the tests of loads in processes of their own run: `python -m tests.content.processes`."""

import json
import os
import signal
import sys
from contextlib import contextmanager

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from imgpath.content import load  # noqa: E402
from imgpath.content.models import ContentRevision  # noqa: E402
from tests.content.shipments import everything  # noqa: E402

WRITES = ("INSERT", "UPDATE", "DELETE")


def prepare(folder):
    """Make empty tables, load the fixtures of a folder, and edit a row of them."""
    from guidance.models import Challenge

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_content", folder=folder, verbosity=0)
    Challenge.objects.update(title="In my words")


def race(folder):
    """Load, but wait between the plan and the lock until a line comes in; print the report."""
    content_lock = load.content_lock

    @contextmanager
    def late():
        print("planned", flush=True)  # noqa: T201
        sys.stdin.readline()
        with content_lock():
            yield

    load.content_lock = late
    call_command("load_content", folder=folder, json=True)


def killed(folder):
    """Kill a load before each of its writes, before its commit and after it.

    Print how many writes were reached, and after which of these ends anything had changed.
    """
    before, changed, step, ended = state(), [], 0, False
    while not ended:
        ended = run(folder, die_at=step)
        if state() != before:
            changed.append(step)
        step += 1
    call_command("load_content", folder=folder, check=True, verbosity=0)
    print(json.dumps({"steps": step, "changed": changed}))  # noqa: T201


def run(folder, die_at):
    """Load in a copy of this process that kills itself at a step; return whether it lived."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    child = os.fork()
    if not child:
        steps = iter(range(1_000))

        def step():
            if next(steps) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

        def executing(execute, sql, *rest):
            if sql.startswith(WRITES):
                step()
            return execute(sql, *rest)

        commit = connection.commit

        def committing():
            step()
            commit()
            step()

        connection.commit = committing
        with connection.execute_wrapper(executing):
            call_command("load_content", folder=folder, verbosity=0)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        sys.exit("The load failed by itself.")
    return os.WIFEXITED(status)


def state():
    return everything(), ContentRevision.objects.count()


if __name__ == "__main__":
    {"prepare": prepare, "race": race, "killed": killed}[sys.argv[1]](sys.argv[2])
