"""Sessions in the database; one that cannot be written has not ended."""

import logging

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError

from .. import outage

log = logging.getLogger(__name__)


class SessionStore(db.SessionStore):
    """Nobody is let in by what is left away here: a sign-in makes a new session, or fails."""

    def save(self, must_create=False):
        try:
            super().save(must_create)
        except UpdateError as error:  # for Django, whatever went wrong
            if not isinstance(error.__context__, outage.AWAY):
                raise
            log.error("A session could not be written; the page goes out all the same.")
