from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from imgpath.content.importing import evidence
from imgpath.content.importing.tables import Refused


class Command(BaseCommand):
    help = "Write the evidence fixtures from a folder of research tables; the database is not used."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="The folder that holds the tables.")
        parser.add_argument(
            "--output",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "residencies",
            help="Where the fixtures go; hand-written ones beside them are read, never written.",
        )
        parser.add_argument(
            "--checked-on",
            default="2026-11-22",
            help="The day the sources were last looked at, where their table does not say.",
        )
        parser.add_argument(
            "--skip-unknown",
            action="store_true",
            help="Leave out rows of a specialty that specialties.yaml does not define.",
        )

    def handle(self, *, folder, output, checked_on, skip_unknown, verbosity, **options):
        try:
            texts, notices = evidence.build(
                folder, output, checked_on=checked_on, skip_unknown=skip_unknown
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if verbosity:
            totals = [f"{name}: {text.count(chr(10))} rows" for name, text in texts.items()]
            self.stdout.write("\n".join([*notices, *totals]))
