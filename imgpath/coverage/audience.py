"""A new audience for readers of one kind: the form of the admin, filled in by its address."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import slugify

from guidance.kinds import Answer
from guidance.models import Audience

RANGES = {
    "score": "score",
    "years": "years_since_graduation",
    "us_months": "us_experience_months",
}


def new(answers: Sequence[Answer]) -> str:
    """Return the address of the form of an audience of those who give these answers."""
    longest = Audience._meta.get_field("name").max_length
    name = " and ".join(each.words for each in answers)
    given = {"name": name, "slug": slugify(name)} if len(name) <= longest else {}
    for answer in answers:
        for condition, value in answer.conditions.items():
            given |= _fields(condition, value)
    return reverse("admin:guidance_audience_add", query=given)


def _fields(condition, value):
    """Return a condition as fields of the form, which an address can hold as text alone."""
    if condition in RANGES:
        ends = zip(["min", "max"], value, strict=True)
        return {f"{RANGES[condition]}_{end}": each for end, each in ends if each is not None}
    return {condition: str(value).lower() if isinstance(value, bool) else value}
