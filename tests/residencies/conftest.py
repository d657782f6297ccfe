"""What the tests of the evidence share."""

import pytest
from hypothesis import settings

from residencies import catalogue
from tests.residencies.markup import tree

# How long one example takes says more about who else uses the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def held(db):
    """Return the catalogue of the shipped content, as it is in the database now."""
    return catalogue.current()


@pytest.fixture
def look_at(client, db):
    """Return a function that gets the page at an address, with a query, as a tree."""

    def _look(address, **query):
        response = client.get(address, query)
        assert response.status_code == 200
        return tree(response.text)

    return _look
