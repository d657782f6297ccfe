from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .challenge import Status, Strategy
from .prose import ProseField


class BackupPairQuerySet(models.QuerySet):
    def get_by_natural_key(self, specialty, backup):
        return self.get(specialty__slug=specialty, backup__slug=backup)


class BackupPair(models.Model):
    """A second specialty to apply to beside a first one: what fits, what it risks.

    What it costs and what it adds are not written here: the page works them out from the figures
    and the training of both specialties.
    """

    specialty = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="backups",
        help_text="The one that the reader wants most.",
    )
    backup = models.ForeignKey(
        "residencies.Specialty",
        models.CASCADE,
        related_name="backs_up",
        help_text="The one to apply to beside it.",
    )
    summary = models.CharField(
        max_length=240, help_text="Why these two go together, in one sentence. The card."
    )
    shared_letters = ProseField(
        help_text="Which letters and experience serve both, and which do not. Markdown; no figures."
    )
    how_it_looks = ProseField(
        "risk of looking unfocused",
        help_text="What a program of each may think when it sees both. Markdown; no figures.",
    )
    how_to_tell_it = ProseField(
        help_text="A true answer when an interviewer asks about the other one. Markdown; no "
        "figures. Never advise to hide it."
    )
    warning = ProseField(help_text="What this pair does not do. Markdown; no figures.")
    evidence = models.CharField(
        "how sure the words are",
        max_length=8,
        choices=Strategy.Evidence,
        default="weak",
        help_text="How far studies support the words.",
    )
    findings = models.ManyToManyField(
        "residencies.Finding",
        blank=True,
        related_name="backup_pairs",
        help_text="What is known. Fees stand apart on the page, as what a second list costs.",
    )
    sources = models.ManyToManyField(
        "residencies.Source",
        blank=True,
        related_name="backup_pairs",
        help_text="What it rests on beside the sources of its findings.",
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Only what is published is shown.",
    )

    translatable = ["summary", "shared_letters", "how_it_looks", "how_to_tell_it", "warning"]
    objects = BackupPairQuerySet.as_manager()

    class Meta:
        ordering = ["specialty", "backup"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialty", "backup"],
                name="one_backup_pair_of_two_specialties",
                violation_error_message="This specialty already has that backup.",
            ),
            models.CheckConstraint(
                condition=~Q(specialty=F("backup")),
                name="backup_is_another_specialty",
                violation_error_message="A specialty cannot be its own backup.",
            ),
        ]

    def __str__(self):
        return f"{self.specialty}, backed up by {self.backup}"

    def get_absolute_url(self):
        return f"{reverse('guidance:backup', args=[self.specialty.slug])}#{self.backup.slug}"

    def natural_key(self):
        return (*self.specialty.natural_key(), *self.backup.natural_key())

    natural_key.dependencies = ["residencies.specialty"]
