from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Sureness(models.TextChoices):
    """How far what was read can be relied on before the board has been asked."""

    HIGH = "high", _("High: the board or the law says so")
    MEDIUM = "medium", _("Medium: one sound secondary page, or an older official one")
    LOW = "low", _("Low: old or conflicting tables; check with the board")


class StateBoardQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class StateBoard(models.Model):
    """What the medical board of one state asks of IMGs for a full license, as far as it was read.

    Every figure is kept as its source words it: an empty one was not read, and is never "none".
    """

    class Agreement(models.TextChoices):
        OFFICIAL = "official", _("From the board or the law")
        AGREE = "agree", _("Tables agree, and may share one origin")
        ONE = "one", _("One table only")
        DIFFER = "differ", _("Sources disagree")

    slug = models.CharField(
        "abbreviation",
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[a-z]{2}$", "Two small letters: ny.")],
        help_text="The postal abbreviation in small letters: its part of the address.",
    )
    name = models.CharField(max_length=30, help_text="What the state is called.")
    years = models.CharField(
        "years of training",
        max_length=60,
        help_text="Accredited training in the US or Canada that IMGs need, in years: “2 or 3” "
        "where sources disagree.",
    )
    attempts = models.CharField(
        "limit of attempts, newer list", max_length=120, blank=True, help_text="Empty: not read."
    )
    attempts_before = models.CharField(
        "limit of attempts, table of 2017",
        max_length=120,
        blank=True,
        help_text="As that table words it. Empty: not read.",
    )
    time_limit = models.CharField(
        "time from the first to the last Step, table of 2017",
        max_length=120,
        blank=True,
        help_text="As that table words it. Empty: not read.",
    )
    agreement = models.CharField(
        "do the sources agree",
        max_length=8,
        choices=Agreement,
        help_text="How the sources stand to each other.",
    )
    differs = models.CharField(
        "what they disagree on",
        max_length=300,
        blank=True,
        help_text="In full sentences, where sources disagree or a table may be out of date.",
    )
    sureness = models.CharField(
        "how sure it is",
        max_length=6,
        choices=Sureness,
        help_text="Before the board has been asked.",
    )
    told_in = models.CharField(
        "when it was told", max_length=40, help_text="As the sources date it: November 2017."
    )
    official_name = models.CharField(max_length=100, help_text="Whom to ask.")
    official_url = models.URLField("official page", max_length=300, help_text="Where to check it.")
    sources = models.ManyToManyField(
        "residencies.Source", related_name="state_boards", help_text="What it rests on."
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")

    translatable = ["differs"]
    objects = StateBoardQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("guidance:state", args=[self.slug])

    def natural_key(self):
        return (self.slug,)


class AlternativeLicenseQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class AlternativeLicense(models.Model):
    """A license of one state that asks for no residency in the US, or a proposal for one."""

    class Kind(models.TextChoices):
        FULL = "full", _("For doctors trained abroad")
        GRADUATE = "graduate", _("For graduates without a residency")
        LIMITED = "limited", _("Limited license")
        PROPOSAL = "proposal", _("Proposed, not seen as law")

    class Leads(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("In part")
        NO = "no", _("No")
        NOT_KNOWN = "not-known", _("Not known")

    class Open(models.TextChoices):
        """To a graduate whose only US steps are Steps 1 and 2 CK."""

        MAY = "may", _("May be open, on conditions")
        NO = "no", _("Not open")
        NOT_KNOWN = "not-known", _("Not known: ask the board")

    slug = models.SlugField(max_length=80, unique=True, help_text="How files name it.")
    board = models.ForeignKey(
        StateBoard, models.CASCADE, related_name="licenses", help_text="Of which state it is."
    )
    kind = models.CharField(
        max_length=8, choices=Kind, help_text="For whom it is, or that it is only proposed."
    )
    title = models.CharField(max_length=80, help_text="What it is called, in plain words.")
    law = models.CharField(max_length=160, blank=True, help_text="The law or the bill.")
    asks = models.CharField(
        "what it asks for", max_length=400, help_text="In full sentences. Empty is not allowed."
    )
    leads = models.CharField(
        "leads to a full license",
        max_length=9,
        choices=Leads,
        help_text="Whether a full license can follow.",
    )
    open_to = models.CharField(
        "open with Steps 1 and 2 CK alone",
        max_length=9,
        choices=Open,
        default=Open.NOT_KNOWN,
        help_text="As far as it was read.",
    )
    condition = models.CharField(
        "for whom", max_length=160, blank=True, help_text="Who it may be open to."
    )
    since = models.CharField(max_length=60, blank=True, help_text="When it began or begins.")
    note = models.CharField(max_length=200, blank=True, help_text="What was not read.")
    sureness = models.CharField(
        "how sure it is",
        max_length=6,
        choices=Sureness,
        help_text="Before the board has been asked.",
    )
    sources = models.ManyToManyField(
        "residencies.Source", related_name="alternative_licenses", help_text="What it rests on."
    )
    as_of = models.DateField(help_text="When we last looked.")
    review_by = models.DateField(help_text="When we are due to look again.")

    translatable = ["title", "asks", "condition", "note"]
    objects = AlternativeLicenseQuerySet.as_manager()

    class Meta:
        ordering = ["board", "kind", "slug"]

    def __str__(self):
        return f"{self.board}: {self.title}"

    def natural_key(self):
        return (self.slug,)
