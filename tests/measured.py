"""What every document of figures says: on what they were measured, and whether they are met."""

import os
from datetime import date
from importlib.metadata import version
from platform import python_version


def measured(*more: str) -> str:
    """Return on what, and when, a run was made. ``more`` is what else it depends on."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    machine = [f"{os.cpu_count()} cores", f"{memory:.0f} GiB of memory", *more]
    machine += [f"Python {python_version()}", f"Django {version('django')}"]
    return f"Measured {date.today()}: {', '.join(machine)}, gunicorn {version('gunicorn')}.\n"


def told(met: bool) -> str:
    return "met" if met else "**missed**"
