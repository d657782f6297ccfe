"""What the page of an uploaded table shows: what importing it would do, or what it did."""

from django.core.exceptions import ValidationError

from ..models import TableImport
from ..wording import differences, told
from . import applying, undoing
from .judging import Judgement
from .sums import Outcome

SHOWN = 50  # changes of rows on the page of an import


def shown(found: TableImport) -> dict:
    """Return what the page of a table needs beside the table itself."""
    if found.imported_at:
        return _done(found)
    try:
        judgement = applying.look(found)
    except ValidationError as error:
        return {"refusal": " ".join(error.messages)}
    return {
        "judgement": judgement,
        "passed": judgement.that(Outcome.PASSED),
        "noted": judgement.that(Outcome.NOTED),
        "refused": judgement.of("refused"),
        "changed": [_changed(judgement, line) for line in judgement.of("changed")],
        "titles": [heading.title for heading in judgement.headings if heading],
        "new": [_new(judgement, line) for line in judgement.of("new")],
        "same": judgement.of("same"),
        "blank": judgement.of("blank"),
    }


def _changed(judgement: Judgement, line):
    rows = differences(judgement.kind.schema, line.before, line.after)
    return {"line": line, "rows": rows}


def _new(judgement: Judgement, line):
    headings = [heading for heading in judgement.headings if heading]
    cells = [heading.show(line.after[heading.name], judgement.names) for heading in headings]
    return {"line": line, "cells": cells}


def _done(found):
    revisions = found.revisions.order_by("pk")
    changed = revisions.filter(before__isnull=False)
    return {
        "changes": [told(each) for each in changed[:SHOWN]],
        "more": max(0, found.changed - SHOWN),
        "made": revisions.filter(before__isnull=True),
        "undoing": None if found.undone_at else undoing.undoing(found),
    }
