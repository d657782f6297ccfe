"""Uploading a table and pressing the buttons of its page."""

import datetime

import pytest
from django.utils import timezone

from imgpath.content.models import TableImport
from residencies.models import Source
from tests.content.tables.files import ADD, at


@pytest.fixture(autouse=True)
def _next_march(monkeypatch):
    """A year that lies too far ahead is refused as a slip."""
    real, today = timezone.localdate, datetime.date(2027, 3, 20)
    monkeypatch.setattr(timezone, "localdate", lambda at=None: real(at) if at else today)


@pytest.fixture
def news(db):
    """The source of next year's figures."""
    return Source.objects.create(
        slug="test-2027",
        publisher="Test publisher",
        title="Tables of 2027",
        url="https://example.org/2027",
        checked_on="2027-03-20",
        grade="B",
    )


@pytest.fixture
def send(news):
    """Upload a file as an editor, and return the answer."""

    def _send(client, file, kind="matchresult", source=None):
        form = {"kind": f"residencies.{kind}", "source": (source or news).pk, "file": file}
        return client.post(ADD, form)

    return _send


@pytest.fixture
def upload(send):
    """Upload a file that can be read, and return what is kept of it."""

    def _upload(client, *args, **kwargs):
        answer = send(client, *args, **kwargs)
        assert answer.status_code == 302, answer.context["adminform"].form.errors
        return TableImport.objects.first()

    return _upload


@pytest.fixture
def press():
    """Press a button on the page of a table, as the browser would, and return what comes of it."""

    def _press(client, table, button, **form):
        address = at(table)
        judgement = client.get(address).context.get("judgement")
        seen = {"seen": judgement.fingerprint} if judgement else {}
        return client.post(address, seen | form | {button: "1"}, follow=True)

    return _press
