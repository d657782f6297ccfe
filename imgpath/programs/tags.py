"""Links from other pages to the programs, where this database has any: a tag."""

from django import template

from .listing import address
from .models import Program

register = template.Library()


@register.simple_tag
def programs_page(specialty: str = "") -> str:
    """Return the address of all programs or of one specialty's; "" where there are none.

    It asks the database: only for parts that are held rendered until content changes.
    """
    wanted = {"specialty__slug": specialty} if specialty else {}
    return address(specialty=specialty) if Program.objects.filter(**wanted).exists() else ""
