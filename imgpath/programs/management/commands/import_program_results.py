from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from imgpath.programs import pdf
from imgpath.programs.importing import bring_in
from imgpath.programs.reading import read


class Command(BaseCommand):
    help = (
        "Reads NRMP's program results, a PDF that NRMP publishes after each Match, into this "
        "database: programs, and how they filled in each year. They are yours alone: nothing "
        "exports them. The same file again changes nothing; a newer one adds and corrects. "
        "Exit status: 0 all was read, 1 some lines were not and are listed (the rest is in), "
        "2 nothing was written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the PDF, as NRMP publishes it")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and write nothing"
        )
        parser.add_argument(
            "--strict", action="store_true", help="write nothing if any line cannot be read"
        )
        parser.add_argument(
            "--year", type=int, help="the newest Match that the file must have, to be sure of it"
        )
        parser.add_argument("--url", help="the address where readers can open the file")
        parser.add_argument("--citation", help="how to look the file up, in place of our words")

    def handle(self, *, file, dry_run, strict, year, verbosity, **options):
        results = self._read(file, year)
        if strict and results.problems:
            raise CommandError(f"Nothing was written. {_listed(results.problems)}", returncode=2)
        told = {name: options[name] for name in ["url", "citation"] if options[name]}
        try:
            plan = bring_in(results, told, dry_run)
        except ValidationError as error:
            reasons = " ".join(error.messages)
            raise CommandError(f"Nothing was written: {reasons}", returncode=2) from error
        if verbosity:
            self.stdout.write("\n".join(_told(results, plan, dry_run)))
        if results.problems:
            raise CommandError(_listed(results.problems), returncode=1)

    def _read(self, file, year):
        try:
            results = read(pdf.lines(file))
        except pdf.NotRead as error:
            raise CommandError(f"Nothing was written. {error}", returncode=2) from error
        reason = ""
        if not results.years:
            reason = f"No program with figures was found in {file}."
        elif year and year != results.years[-1]:
            reason = f"The newest Match in {file} is {results.years[-1]}, not {year}."
        if reason:
            more = f" {_listed(results.problems)}" if results.problems else ""
            raise CommandError(f"Nothing was written. {reason}{more}", returncode=2)
        return results


def _told(results, plan, dry_run):
    """Yield what was read and what became of it, a line each."""
    first, last = results.years[0], results.years[-1]
    yield f"Read: {len(results.programs):,} programs, Matches {first} to {last}."
    would = "Would change" if dry_run else "Changed"
    yield (
        f"{would}: {len(plan.new):,} new programs, {len(plan.moved):,} with another name or place, "
        f"{len(plan.linked):,} under another specialty; {len(plan.added):,} new figures, "
        f"{len(plan.changed):,} corrected."
    )
    if plan.kept:
        yield (
            f"Left alone: {plan.kept:,} figures that differ from those here, which came from a "
            "newer file."
        )
    unknown = plan.unknown.total()
    yield f"Specialty known: {plan.total - unknown:,} of {plan.total:,} programs."
    if unknown:
        codes = ", ".join(f"{digits} ({count:,})" for digits, count in plan.unknown.most_common())
        yield f"  Not known, by the digits of their codes: {codes}"
    if dry_run:
        yield "Nothing was written."


def _listed(problems):
    lines = "\n".join(f"  {problem}" for problem in problems)
    return f"Lines that could not be read, or not whole: {len(problems):,}\n{lines}"
