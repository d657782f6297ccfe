"""One process of several that write to an SQLite database; run by `writes_queue`."""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imgpath.settings")
django.setup()

from django.db import OperationalError, transaction  # noqa: E402

from guidance.models import Challenge  # noqa: E402
from residencies.models import Revision  # noqa: E402

TIMES = 60


def write():
    """Read and then write, as a save of an editor does."""
    with transaction.atomic():
        challenge = Challenge.objects.get(slug="visa-sponsorship")
        challenge.weight = challenge.weight % 5 + 1
        challenge.save()
        Revision.bump()


def main():
    took, failed = [], []
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for _ in range(TIMES):
        start = time.monotonic()
        try:
            write()
        except OperationalError as error:
            failed.append(str(error))
        took.append((time.monotonic() - start) * 1000)
    sys.stdout.write(json.dumps({"took": took, "failed": failed}))


main()
