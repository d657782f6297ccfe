import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.urls import reverse

from tests.staff.codes import code_of

PASSWORD = "a long sentence of their own"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture(autouse=True)
def quick(settings):
    """Passwords are checked without their slow hash; nothing is throttled yet."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def member(db, django_user_model):
    """A superuser with a password and nothing else, and no attempts counted."""
    cache.clear()
    return django_user_model.objects.create_superuser("ana", password=PASSWORD)


@pytest.fixture
def app(member):
    """Their authenticator app: a function that gives the code of now, or of so many steps on."""
    Authenticator.objects.create(user=member, type="totp", data={"secret": SECRET})
    RecoveryCodes.activate(member)
    return lambda steps=0: code_of(SECRET, steps)


@pytest.fixture
def enter():
    """Return a function that sends the password, and follows to where it leads."""

    def _enter(client, password=PASSWORD, name="ana", **extra):
        form = {"login": name, "password": password, "next": "/admin/guidance/"}
        return client.post(reverse("account_login"), form, follow=True, **extra)

    return _enter
