"""What the tests of the evidence share."""

import pytest
from hypothesis import settings

from residencies import catalogue

# How long one example takes says more about who else uses the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def held(db):
    """Return the catalogue of the shipped content, as it is in the database now."""
    return catalogue.current()
