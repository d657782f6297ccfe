import secrets

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from imgpath.staff.roles import ROLES

NEXT = """
Name:      {name}
Password:  {password}
Role:      {role}

1. `make run`, then open http://127.0.0.1:{port}{address} and sign in.
2. It asks for a second factor. Choose “Set up an app” and scan the picture with an authenticator
   app, or type the secret into a password manager; a passkey works at http://localhost:{port}/.
3. Keep the recovery codes. You are then in the admin.
"""


class Command(BaseCommand):
    help = "Make a sign-in to try the admin with, on one's own machine."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", default="demo")
        parser.add_argument("--role", default="Publisher", type=str.capitalize, choices=ROLES)
        parser.add_argument("--port", default="8000")

    @transaction.atomic
    def handle(self, *args, name, role, port, **options):
        if settings.SECURE:
            raise CommandError(
                "This is for one's own machine (DJANGO_SECURE=0). Here, `createsuperuser` makes "
                "the first administrator, and administrators make the others under Users."
            )
        if User.objects.filter(username=name).exists():
            raise CommandError(f"There is a “{name}” already: choose another name.")
        password = secrets.token_urlsafe(15)
        user = User.objects.create_user(name, password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        address = reverse("admin:index")
        self.stdout.write(
            NEXT.format(name=name, password=password, role=role, port=port, address=address)
        )
