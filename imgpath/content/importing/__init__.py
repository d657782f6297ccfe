"""Turn the research tables into evidence fixtures, one module a subject; no database is used.

``evidence.build`` runs them all; every module yields ``(row, values)`` pairs, and a row that does
not add up stops the import with its file, line and reason.
"""
