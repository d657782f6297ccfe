from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from imgpath.content import fixtures
from imgpath.content.export import export
from imgpath.content.load import Refused

from .load_content import as_message


class Command(BaseCommand):
    help = (
        "Writes what editors changed back into the fixtures, for review and the next release. "
        "Exit status: 0 done, 1 refused by --check, 2 the fixtures have errors."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="write nothing, and fail if anything would change"
        )
        parser.add_argument(
            "--folder", type=Path, default=fixtures.FOLDER, help="where the fixtures are"
        )

    def handle(self, *, folder, check, verbosity, **options):
        try:
            found = export(folder)
        except Refused as error:
            raise CommandError(as_message(error), returncode=2) from error
        if verbosity:
            for name in found.texts:
                self.stdout.write("\n  ".join([name, *found.changed[name]]))
            if not found.texts:
                self.stdout.write("The fixtures hold what is live.")
        if check and found.texts:
            raise CommandError("The fixtures do not hold what is live.", returncode=1)
        for name, text in found.texts.items():
            (folder / name).write_text(text, encoding="utf-8")
