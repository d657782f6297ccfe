"""What was shipped last, where that and an editor's change could not both be kept, what changed,
which tables were imported, and which links of the content still answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .answer import Answer, State


class ContentBase(models.Model):
    """The values of a fixture row when last loaded, applied or not: the base of the merge."""

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=200, help_text="The natural key, its parts joined by “/”.")
    base = models.JSONField(help_text="The shipped values, normalised.")
    base_hash = models.CharField(max_length=64)
    release = models.CharField(max_length=64, blank=True)
    removed_upstream = models.BooleanField(
        default=False, help_text="No longer shipped, and retired here because nobody edited it."
    )
    deleted_live = models.BooleanField(
        default=False, help_text="An editor deleted it here. It is not put back."
    )
    synced_at = models.DateTimeField()

    class Meta:
        ordering = ["model", "key"]
        verbose_name = "shipped row"
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="one_base_per_row"),
        ]

    def __str__(self):
        return f"{self.model} {self.key}"

    @property
    def state(self):
        """What a load decides about the row, by which two loads tell whether they agree."""
        return {
            "base": self.base,
            "removed_upstream": self.removed_upstream,
            "deleted_live": self.deleted_live,
        }


class ContentConflict(models.Model):
    """A unit that changed upstream and here. The editor's value stays until someone decides."""

    class Resolution(models.TextChoices):
        OPEN = "", "Open"
        TAKE_SHIPPED = "take-shipped", "Took the shipped value"
        KEEP_MINE = "keep-mine", "Kept the value here"
        SETTLED = "settled", "Both became equal"
        SUPERSEDED = "superseded", "A later release changed it again"

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    unit = models.CharField(max_length=60, help_text="A field, or fields that only move together.")
    base = models.JSONField(null=True, help_text="What both started from; empty when unknown.")
    shipped = models.JSONField()
    live = models.JSONField("here")
    release = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    resolution = models.CharField(
        max_length=12, choices=Resolution, blank=True, default=Resolution.OPEN
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "model", "key", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key", "unit"],
                condition=Q(resolution=""),
                name="one_open_conflict_per_unit",
            ),
        ]

    def __str__(self):
        return f"{self.model} {self.key}: {self.unit}"


class TableImport(models.Model):
    """A table that an editor uploaded, and what came of it. Until it is imported it does nothing.

    The table is kept here, so that every process has it, and looking again needs no new upload.
    """

    kind = models.CharField("figures", max_length=60)
    source = models.ForeignKey(
        "residencies.Source",
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The new and changed rows rest on it. Is it missing? Add it with the +.",
    )
    file_name = models.CharField("file", max_length=200)
    table = models.JSONField(help_text="The texts of its cells.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    imported_at = models.DateTimeField(null=True)
    made = models.PositiveIntegerField("rows made", null=True)
    changed = models.PositiveIntegerField("rows changed", null=True)
    accepted = models.JSONField(default=list, help_text="Sums that failed and were accepted.")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(imported_at__isnull=False),
                name="only_what_was_imported_is_undone",
            ),
        ]

    def __str__(self):
        return self.file_name


class ContentRevision(models.Model):
    """One change to one row: what its merge units held before and after, who did it, and how.

    The state of a row at any time is what is live, with the changes since then undone. The very
    first load of a database is not recorded: nothing was there before it.
    """

    class Via(models.TextChoices):
        ADMIN = "admin", "In the admin"
        RELEASE = "release", "By a release"
        IMPORT = "import", "By an import"

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    before = models.JSONField(null=True, help_text="Empty when the row was made.")
    after = models.JSONField(null=True, help_text="Empty when the row was deleted.")
    via = models.CharField("how", max_length=7, choices=Via)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="who",
    )
    release = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)
    table_import = models.ForeignKey(
        TableImport, models.PROTECT, null=True, related_name="revisions", editable=False
    )
    at = models.DateTimeField("when", db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "change"
        indexes = [models.Index(fields=["model", "key"], name="revisions_of_a_row")]

    def __str__(self):
        return f"{self.model} {self.key}"


class LinkCheckQuerySet(models.QuerySet):
    def note(self, address, answer: Answer, now):
        """Keep what an address answered, and since when it does not."""
        found = self.filter(address=address).first() or self.model(address=address)
        found.state, found.status = answer.state, answer.status
        found.detail = answer.detail[: self.model.detail.field.max_length]
        found.checked_at = now
        if answer.state == State.FAILED:
            found.failing_since = found.failing_since or now
        elif answer.state != State.UNCLEAR:
            found.failing_since = None
        found.save()


class LinkCheck(models.Model):
    """Whether an address that content leads readers to answered when it was last asked."""

    class Result(models.TextChoices):
        OK = State.OK.value, "Answers"
        MOVED = State.MOVED.value, "Moved for good"
        FAILED = State.FAILED.value, "Failed"
        UNCLEAR = State.UNCLEAR.value, "Could not tell"

    address = models.CharField(max_length=500, unique=True)
    state = models.CharField(max_length=7, choices=Result)
    status = models.PositiveSmallIntegerField(
        "HTTP status", null=True, blank=True, help_text="Empty: nothing answered."
    )
    detail = models.CharField("what it said", max_length=700, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField()

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        verbose_name = "link of the content"
        verbose_name_plural = "links of the content"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unclear")
                | Q(state="failed", failing_since__isnull=False)
                | Q(state__in=["ok", "moved"], failing_since__isnull=True),
                name="link_says_since_when_it_fails",
            ),
        ]

    def __str__(self):
        return self.address
