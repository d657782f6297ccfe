from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from imgpath.backups import copies


class Command(BaseCommand):
    help = "Makes the database what a copy made by back_up holds. Everything since then is lost."
    requires_system_checks = []  # a database that cannot be read must not be in the way

    def add_arguments(self, parser):
        parser.add_argument("copy", type=Path, help="a file made by back_up")
        parser.add_argument(
            "--yes", action="store_true", help="do not ask: what is in the database now is lost"
        )

    def handle(self, *, copy, yes, verbosity, **options):
        if not copy.is_file():
            raise CommandError(f"There is no file {copy}.")
        name = connection.settings_dict["NAME"]
        if not yes and input(f"What {name} holds now is lost. Type yes to go on: ") != "yes":
            raise CommandError("Nothing was changed.")
        try:
            copies.restore(copy)
        except copies.Failed as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        if verbosity:
            self.stdout.write(f"{name} holds what {copy.name} held.")
