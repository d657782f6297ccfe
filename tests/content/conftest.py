"""A shipment of a few rows in place of the shipped content, and the rows that come of it."""

import pytest

from guidance.models import Challenge
from imgpath.content.models import ContentBase, ContentConflict
from imgpath.content.schema import schemas
from residencies.models import MatchResult, Revision, Source, Specialty
from tests.content.shipments import Shipment, everything


@pytest.fixture
def no_content(db):
    """Take out the content that the whole suite starts with; the test's rollback returns it."""
    for each in reversed(schemas()):
        for field in each.model._meta.many_to_many:
            field.remote_field.through.objects.all()._raw_delete("default")
        each.model.objects.all()._raw_delete("default")
    for model in (ContentConflict, ContentBase, Revision):
        model.objects.all()._raw_delete("default")


@pytest.fixture
def shipment(no_content, tmp_path):
    """One row each of source, specialty, match result and challenge, ready to be loaded."""
    return Shipment(tmp_path).ship_samples()


@pytest.fixture
def state_of_everything():
    return everything


@pytest.fixture
def challenge():
    return lambda slug="no-visa": Challenge.objects.get(slug=slug)


@pytest.fixture
def source():
    return lambda slug="match-s01": Source.objects.get(slug=slug)


@pytest.fixture
def specialty():
    return lambda: Specialty.objects.get(slug="internal-medicine")


@pytest.fixture
def result():
    return lambda year=2026: MatchResult.objects.get(year=year)


@pytest.fixture
def edit():
    """Change a row as an editor does in the admin."""

    def change(instance, **values):
        for name, value in values.items():
            setattr(instance, name, value)
        instance.full_clean()
        instance.save()

    return change
