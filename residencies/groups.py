"""Whom a page speaks to: one group of IMGs, or both side by side. The two are never added up."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models.cohorts import ImgGroup

BOTH = "both"
CHOICES = {**{group.value: group.label for group in ImgGroup}, BOTH: _("Both")}


def of(choice: str) -> list[ImgGroup]:
    """Return the groups that a choice shows."""
    return list(ImgGroup) if choice == BOTH else [ImgGroup(choice)]


def first(choice: str) -> ImgGroup:
    """Return the group for a page that speaks to one: non-US IMGs, the larger, for both."""
    return of(choice)[0]


def name(choice: str) -> str:
    """Return whom a choice shows, for a title."""
    return gettext("all IMGs") if choice == BOTH else ImgGroup(choice).label
