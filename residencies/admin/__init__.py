"""The admin of the evidence, arranged for the physician who keeps it true."""

from django.contrib import admin

from . import evidence, ledger, people, source, specialty
from .base import WIDE, ContentAdmin, PublishedAdmin, ReviewedAdmin, ReviewFilter, letter

__all__ = [
    "WIDE",
    "ContentAdmin",
    "PublishedAdmin",
    "ReviewFilter",
    "ReviewedAdmin",
    "evidence",
    "ledger",
    "letter",
    "people",
    "source",
    "specialty",
]

admin.site.site_header = admin.site.site_title = "imgpath: content"
admin.site.index_title = "What would you like to change?"
admin.site.enable_nav_sidebar = False  # lists need the width
