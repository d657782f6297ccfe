"""What the admin shows of shipped and live content."""

from . import loads, revisions

__all__ = ["loads", "revisions"]
