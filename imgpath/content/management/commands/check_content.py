from django.core.management.base import BaseCommand, CommandError

from imgpath.content import fixtures
from imgpath.content.load import Refused, check

from .load_content import as_message


class Command(BaseCommand):
    help = "Checks the fixtures as a load into an empty database would; touches no content."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--folder", default=fixtures.FOLDER, help="where the fixtures are")

    def handle(self, **options):
        try:
            check(options["folder"])
        except Refused as error:
            raise CommandError(as_message(error), returncode=2) from error
        if options["verbosity"]:
            self.stdout.write("The fixtures can be loaded.")
