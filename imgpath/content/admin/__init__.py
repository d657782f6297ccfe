"""What the admin shows of shipped and live content."""

from . import links, loads, revisions

__all__ = ["links", "loads", "revisions"]
