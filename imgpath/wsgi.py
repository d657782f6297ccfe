"""What the application server loads."""

import gc
import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imgpath.settings")

application = get_wsgi_application()


def warm():
    """Read all content before the first reader comes, so that an outage later takes no page."""
    from django.db import DatabaseError
    from django.urls import get_resolver

    from residencies import freshness, languages
    from residencies.held import Held

    get_resolver().url_patterns  # noqa: B018 (imports every module that holds content)
    freshness.in_threads()
    gc.collect()
    gc.freeze()  # code is never garbage: not looking at it makes the longest request shorter
    try:
        for _ in languages.every():
            for held in Held.everything:
                held.current()
    except DatabaseError:
        logging.getLogger(__name__).exception("The content is read when the database answers.")


warm()
