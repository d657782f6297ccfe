from django.core.management.base import BaseCommand
from django.db import transaction

from imgpath.staff import roles


class Command(BaseCommand):
    help = "Make the roles of the staff what the code says. Run it after migrate."

    @transaction.atomic
    def handle(self, *args, **options):
        roles.make()
        if options["verbosity"]:
            self.stdout.write(f"Roles: {', '.join(roles.ROLES)}.")
