"""What the admin shows of shipped and live content."""

from . import links, loads, revisions, tables

__all__ = ["links", "loads", "revisions", "tables"]
