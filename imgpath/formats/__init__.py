"""Numbers are written in every language as on the US pages that they come from.

So “10,000” and “4.8” read the same in a table, a chart and a form. Each language has a module of
its own, `CODE/formats.py`, which takes these: Django looks for it by that name.
"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
