"""Faults, one at a time, on a site that is being read. `make faults`, or `make faults FAULT=hung`.

Each starts a PostgreSQL server of its own and the site on it, reads pages all the while, and prints
how many answers came and how long they took: before the fault, during it, and after it.
"""
