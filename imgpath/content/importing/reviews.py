"""When the figures of each source are due to be looked at again: one rule, for editors to change.

Figures of the newest Match or season are due when the next are out. By August a Match has all its
reports, and the season that opens then has its terms. What newer figures of the same subject have
replaced is history: it is not looked at again. A study has no next edition: its figures are due a
year after it was last looked at. A source of prose alone has no date, since the prose has its own.
"""

from datetime import date, timedelta

STUDIES = {"visa_facts"}
AUGUST = 8


def due(pairs, sources):
    """Return by source the day by which its figures are looked at again, where there is one.

    ``pairs`` are the rows of every subject.
    """
    found = {}
    for subject, rows in pairs.items():
        newest = max((_edition(values) for _, values in rows), default=None)
        for _, values in rows:
            source = values["source"]
            if subject in STUDIES:
                day = sources.checked_on(source) + timedelta(days=365)
            elif _edition(values) == newest:
                day = date(newest if "season" in values else newest + 1, AUGUST, 1)
            else:
                continue
            found[source] = min(day, found.get(source, day))
    return found


def _edition(values):
    return next(values[name] for name in ("year", "edition", "season") if name in values)
