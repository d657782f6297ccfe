from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from imgpath.staff import sealing

SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


class Command(BaseCommand):
    help = "Seal second factors with the secret key of now, before a former one is forgotten."

    @transaction.atomic
    def handle(self, *args, verbosity, **options):
        found = Authenticator.objects.select_for_update().filter(type__in=SECRETS)
        unreadable = [each for each in found if not self._seal(each)]
        if verbosity:
            self.stdout.write(f"{len(found) - len(unreadable)} sealed with the secret key of now.")
        for each in unreadable:
            self.stderr.write(f"{each.user}: the key of their {each.get_type_display()} is gone.")

    def _seal(self, factor):
        name = SECRETS[factor.type]
        try:
            factor.data[name] = sealing.sealed(sealing.opened(factor.data[name]))
        except sealing.Unreadable:
            return False
        factor.save(update_fields=["data"])
        return True
