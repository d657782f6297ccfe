"""The admin of the guidance: whom each piece is for, and when it was last looked at."""

from . import audience, backup, items

__all__ = ["audience", "backup", "items"]
