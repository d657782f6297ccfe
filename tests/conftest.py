"""What every test stands on: the settings of a test run, and the real content in the database."""

import gc
import os

import django
import pytest
from django.core.management import call_command

# The same run whatever the shell or .env holds; only DATABASE_URL is the caller's choice.
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "imgpath.settings",
    "DJANGO_SECRET_KEY": "only-the-tests-use-this-key-and-it-keeps-no-secret-at-all",
    "DJANGO_DEBUG": "1",
    "DJANGO_SECURE": "0",
    "DJANGO_ALLOWED_HOSTS": "localhost,127.0.0.1",
}
django.setup()


def pytest_collection_finish():
    """Look for garbage among what the tests make, and not among 11,000 tests again each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the shipped content once: each test sees it, and what a test changes is rolled back."""
    from guidance.search import kinds

    with django_db_blocker.unblock():
        call_command("make_roles", verbosity=0)
        call_command("load_content", verbosity=0)
        kinds.current()  # PostgreSQL keeps what is searched


@pytest.fixture(autouse=True)
def database_that_answers():
    """Forget, after each test, that the database was away in it."""
    from residencies import freshness

    yield
    freshness.forget()


@pytest.fixture(autouse=True)
def what_ships_is_held():
    """Take back what is held along with the rows: else the next test would read it all again."""
    from residencies.held import Held

    before = [(each, each._held.copy()) for each in Held.everything]
    yield
    for each, held in before:
        each._held |= held


@pytest.fixture
def production(settings):
    """Serve over HTTPS, as in production, with all that follows from that."""
    from tests.production import differences

    for name, value in differences(DJANGO_SECURE="1").items():
        setattr(settings, name, value)
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]


@pytest.fixture
def arabic(client):
    """A client that finds pages in the pseudo-language below /ar/."""
    from tests import pseudo

    with pseudo.language():
        yield client


@pytest.fixture
def admin_user(db, django_user_model):
    """Someone who may do everything, without the slow hashing of a password."""
    return django_user_model.objects.create(username="editor", is_staff=True, is_superuser=True)


@pytest.fixture
def admin_client(client, admin_user):
    """Sign them in with both factors."""
    from tests.signing_in import sign_in  # its models need django.setup()

    return sign_in(client, admin_user)


@pytest.fixture
def editor(admin_client):
    return admin_client


@pytest.fixture
def as_role(client, db, django_user_model):
    """Return a function that signs somebody of that role in."""
    from django.contrib.auth.models import Group

    from tests.signing_in import sign_in

    def _as_role(role):
        user = django_user_model.objects.create(username=role.lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        return sign_in(client, user)

    return _as_role
