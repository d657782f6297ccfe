"""What the first page of the admin shows of previews: a tag."""

from django import template
from django.utils import timezone

from guidance import example, tailoring
from guidance.models import Audience

from . import drafts, readers

register = template.Library()


@register.simple_tag(takes_context=True)
def readers_to_be(context) -> list[tuple[str, str]]:
    """Return each situation that editors named and the advice in it; nothing for who may not see.

    Two queries.
    """
    if not drafts.may_see(context["request"]):
        return []
    today = timezone.localdate()
    return [
        (each.name, readers.address(example.someone_in(tailoring.situation(each), today)))
        for each in Audience.objects.prefetch_related("specialties")
    ]
