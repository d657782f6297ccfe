"""What tests of the guidance share."""

import pytest

from guidance import season


@pytest.fixture(scope="session")
def held(django_db_setup, django_db_blocker):
    """The season that ships, read once: its values are frozen. A file that asks has `django_db`."""
    with django_db_blocker.unblock():
        return season.read()
