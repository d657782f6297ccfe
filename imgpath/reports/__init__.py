"""Errors that readers report, without a name or an address."""
