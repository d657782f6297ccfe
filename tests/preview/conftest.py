"""Drafts to preview: rows that ship, taken back for the length of one test."""

from contextlib import contextmanager

import pytest

from guidance.models import BackupPair, Challenge, Notice, Outcome, Pathway, Question, Strategy
from residencies import drafts
from residencies.models import Contradiction, Correction, Revision, Specialty

ITEMS = [Challenge, Strategy, Question, Pathway, Notice, Outcome]
PREFIX = "/admin/preview"


@pytest.fixture
def draft():
    """Return a function that makes a row a draft, as an editor would, and gives its address."""

    def _draft(row, status="draft"):
        state = {"published": False} if hasattr(row, "published") else {"status": status}
        type(row).objects.filter(pk=row.pk).update(**state)
        Revision.bump()
        return row.get_absolute_url()

    return _draft


@pytest.fixture
def correction(db):
    return Correction.objects.create(
        slug="test-correction",
        page="/places/",
        said="It said one.",
        says="It says two.",
        reason="Misread.",
        noticed="reader",
    )


@pytest.fixture
def one_of_each(db):
    """One row of each kind that ships and can be a draft."""
    specialty = Specialty.objects.get(slug="pathology")
    return [*(kind.objects.first() for kind in [*ITEMS, BackupPair, Contradiction]), specialty]


@pytest.fixture
def reading_once(monkeypatch):
    """Return a function after which all previews of a test read together, and so only once."""

    def _reading_once(read):
        @contextmanager
        def in_place():
            token = drafts._kept.set(read)
            try:
                yield
            finally:
                drafts._kept.reset(token)

        monkeypatch.setattr(drafts, "in_place", in_place)

    return _reading_once
