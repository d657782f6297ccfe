"""Copies of the database that are whole, and the way back from one."""
