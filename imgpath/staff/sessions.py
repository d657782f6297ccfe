"""Sessions in the database; one that cannot be written has not ended."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from .. import outage


class SessionStore(db.SessionStore):
    def save(self, must_create=False):
        try:
            super().save(must_create)
        except UpdateError as error:  # for Django, whatever went wrong
            if isinstance(error.__context__, outage.AWAY):
                raise error.__context__ from None
            raise
