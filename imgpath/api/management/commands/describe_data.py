from django.core.management import BaseCommand

from imgpath.api import dictionary


class Command(BaseCommand):
    help = "Describe every field of the content and of the API; `make data` keeps it in docs/."
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(dictionary.text(), ending="")
