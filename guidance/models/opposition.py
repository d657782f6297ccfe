from django.db import models
from django.db.models import F, Q


class OppositionQuerySet(models.QuerySet):
    def get_by_natural_key(self, first, second):
        return self.get(first__slug=first, second__slug=second)


class Opposition(models.Model):
    """Two strategies that contradict each other: nobody is ever advised both at once."""

    first = models.ForeignKey(
        "guidance.Strategy",
        models.CASCADE,
        related_name="opposed_to",
        help_text="One of two strategies that cannot both be followed.",
    )
    second = models.ForeignKey(
        "guidance.Strategy", models.CASCADE, related_name="opposed_by", help_text="The other one."
    )
    why = models.CharField(
        max_length=240,
        help_text="For editors: why they contradict each other. A reader is shown the one that "
        "weighs more for them.",
    )

    objects = OppositionQuerySet.as_manager()

    class Meta:
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="one_opposition_of_two_strategies",
                violation_error_message="These two are declared already.",
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="opposed_to_another_strategy",
                violation_error_message="A strategy cannot contradict itself.",
            ),
        ]

    def __str__(self):
        return f"{self.first} or {self.second}"

    def natural_key(self):
        return (*self.first.natural_key(), *self.second.natural_key())

    natural_key.dependencies = ["guidance.strategy"]
