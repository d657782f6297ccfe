import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from imgpath.content import fixtures, report, resolve
from imgpath.content.load import Refused, Stale, load
from imgpath.content.models import ContentConflict


class Command(BaseCommand):
    help = (
        "Merges the shipped content into the live content. What editors changed stays. "
        "Exit status: 0 done, 1 refused by --check or --strict, 2 the fixtures have errors."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what a load would do, and write nothing"
        )
        parser.add_argument(
            "--check", action="store_true", help="a dry run that fails if anything would be written"
        )
        parser.add_argument("--strict", action="store_true", help="fail if there are conflicts")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument(
            "--take-shipped",
            action="append",
            default=[],
            metavar="MODEL:KEY[.UNIT]",
            help="end an open conflict for the shipped value: guidance.challenge:cost.body",
        )
        parser.add_argument("--release", default="", help="the name or commit of this release")
        parser.add_argument("--folder", default=fixtures.FOLDER, help="where the fixtures are")

    def handle(self, **options):
        dry_run = options["dry_run"] or options["check"]
        if dry_run and options["take_shipped"]:
            raise CommandError("A dry run takes nothing: leave out --take-shipped or the dry run.")
        try:
            plan = load(options["folder"], release=options["release"], dry_run=dry_run)
        except Refused as error:
            if options["json"]:
                lines = [str(problem) for problem in error.problems]
                self.stdout.write(json.dumps({"problems": lines}, indent=2))
            raise CommandError(as_message(error), returncode=2) from error
        except Stale as error:
            raise CommandError(f"Nothing was loaded. {error}", returncode=1) from error
        for name in options["take_shipped"]:
            take_shipped(name)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_data(plan), indent=2, ensure_ascii=False))
        elif options["verbosity"]:
            self.stdout.write(report.as_text(plan, dry_run=dry_run))
        if options["check"] and plan.writes:
            raise CommandError("The live content is not what a load would leave.", returncode=1)
        if options["strict"] and plan.conflicts:
            raise CommandError(f"There are {len(plan.conflicts)} conflicts.", returncode=1)


def take_shipped(name):
    """End the open conflicts of a row, or of one unit of it, for what was shipped."""
    label, _, row = name.partition(":")
    key, _, unit = row.partition(".")
    conflicts = ContentConflict.objects.filter(model=label, key=key, resolution="")
    found = list(conflicts.filter(unit=unit) if unit else conflicts)
    if not found:
        raise CommandError(f"There is no open conflict of “{name}”.", returncode=1)
    for conflict in found:
        try:
            resolve.take_shipped(conflict, None)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise CommandError(f"“{conflict}” stays open: {reasons}", returncode=1) from error


def as_message(error):
    """Return every problem, a line each, for people."""
    lines = "\n".join(f"  {problem}" for problem in error.problems)
    return f"Nothing was loaded. Problems in the fixtures: {len(error.problems)}\n{lines}"
