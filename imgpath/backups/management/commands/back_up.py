from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from imgpath.backups import copies


class Command(BaseCommand):
    help = (
        "Copies the whole database into one file, while the site runs, and reads it again. "
        "The last line it prints is the path of the copy."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where the copies are")
        parser.add_argument(
            "--keep", type=int, default=14, help="how many copies to leave there (default: 14)"
        )

    def handle(self, *, folder, keep, **options):
        if keep < 1:
            raise CommandError("Keep one copy at least.")
        try:
            path = copies.take(folder, timezone.now(), keep)
        except copies.Failed as error:
            raise CommandError(f"No copy was made. {error}") from error
        self.stdout.write(str(path))
