"""Numbers, and dates and times as readers and staff see them: 30 November 2026, 18:05."""

from imgpath.formats import *  # noqa: F403

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j F"
