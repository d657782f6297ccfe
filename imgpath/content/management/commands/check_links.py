import datetime
from argparse import ArgumentTypeError
from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from imgpath.content.addresses import held
from imgpath.content.answer import State
from imgpath.content.asking import Asker
from imgpath.content.checking import CutOff, check, due
from imgpath.content.models import LinkCheck

TOLD = {
    State.OK: "answer",
    State.MOVED: "moved for good",
    State.FAILED: "failed",
    State.UNCLEAR: "could not be told",
}


class Command(BaseCommand):
    help = (
        "Asks every address that published content leads to whether it still answers, and keeps "
        "the result for the admin. It takes seconds for each address: run it from cron. "
        "Exit status: 0 none failed, 1 some failed, 2 no site answered and nothing was kept."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=natural, help="ask at most so many addresses")
        parser.add_argument(
            "--older-than",
            type=natural,
            default=0,
            metavar="DAYS",
            help="leave out those that were asked in the last so many days",
        )

    def handle(self, *, limit, older_than, verbosity, **options):
        content = held()
        LinkCheck.objects.exclude(address__in=content).delete()
        now = timezone.now()
        waiting = due(content, now - datetime.timedelta(days=older_than))
        counted, failed = Counter(), []
        try:
            for address, answer in check(waiting[:limit], Asker(agent())):
                LinkCheck.objects.note(address, answer, timezone.now())
                counted[answer.state] += 1
                if answer.state is State.FAILED:
                    rows = "; ".join(f"{row._meta.verbose_name} {row}" for row in content[address])
                    failed.append(f"  {address}\n    {answer.detail} In: {rows}")
        except CutOff:
            message = "No site answered, so nothing was kept. Is this machine cut off?"
            raise CommandError(message, returncode=2) from None
        if verbosity:
            told = ", ".join(f"{counted[state]} {words}" for state, words in TOLD.items())
            self.stdout.write(f"Asked {counted.total()} of {len(content)} addresses: {told}.")
        if failed:
            lines = "\n".join(failed)
            raise CommandError(f"Links that failed: {len(failed)}\n{lines}", returncode=1)


def agent():
    """Say who asks, with an address where a person can be found if one is known."""
    hosts = [name for name in settings.ALLOWED_HOSTS if name.strip("*.") == name]
    return f"imgpath link check (+https://{hosts[0]}/about/)" if hosts else "imgpath link check"


def natural(text):
    """Return a whole number from 0 on."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"“{text}” is not a whole number from 0 on.")
    return int(text)
