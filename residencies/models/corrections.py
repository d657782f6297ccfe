from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import drafts


def validate_page(address: str) -> None:
    """Refuse what is not the address of a page of this site for readers."""
    try:
        parts = urlsplit(address)
        # Whatever is lost between the two would be read in another way by a browser.
        whole = parts.geturl() == address and not (parts.scheme or parts.netloc)
        public = whole and "\\" not in address and resolve(parts.path).app_name != "admin"
    except (Resolver404, ValueError):
        public = False
    if not public:
        raise ValidationError("Give the address of a page of this site, such as /places/.")


class CorrectionQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def shown(self):
        """Return those that readers see, with their sources."""
        return drafts.public(self, published=True).select_related("source")

    def next_slug(self, day: date) -> str:
        """Return the first slug of a day that is free."""
        taken = set(self.filter(slug__startswith=f"{day}-").values_list("slug", flat=True))
        number = next(each for each in range(1, len(taken) + 2) if f"{day}-{each}" not in taken)
        return f"{day}-{number}"


class Correction(models.Model):
    """Something that this site said and that was wrong, and what it says since."""

    class Noticed(models.TextChoices):
        READER = "reader", _("A reader")
        EDITOR = "editor", _("An editor")
        PUBLISHER = "publisher", _("The publisher of the source")
        CHECK = "check", _("One of our own checks")

    slug = models.SlugField(max_length=80, unique=True, help_text="Its address on the page.")
    made_on = models.DateField(
        "date", default=timezone.localdate, help_text="The day on which it was corrected."
    )
    page = models.CharField(
        "where",
        max_length=300,
        validators=[validate_page],
        help_text="The page that was corrected, by its address on this site: /places/.",
    )
    row = models.CharField(
        "figure or statement",
        max_length=200,
        blank=True,
        help_text="Which one on the page, in words.",
    )
    said = models.TextField("what it said", help_text="In words, with the figure if it was one.")
    says = models.TextField("what it says now", help_text="In words, with the figure if it is one.")
    reason = models.TextField("why it was changed", help_text="Name no person.")
    noticed = models.CharField(
        "who noticed", max_length=9, choices=Noticed, help_text="Name no person."
    )
    source = models.ForeignKey(
        "residencies.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        help_text="Where the right one can be read. In a file, its terms decide whether the words "
        "are given.",
    )
    published = models.BooleanField(default=True, help_text="Off: a draft, which only editors see.")

    translatable = ["row", "said", "says", "reason"]
    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(said=F("says")),
                name="correction_changes_something",
                violation_error_message="What it said and what it says now are the same.",
            ),
        ]

    def __str__(self):
        return f"{self.made_on}: {self.page}"

    def get_absolute_url(self):
        return f"{reverse('corrections')}#{self.slug}"

    def natural_key(self):
        return (self.slug,)

    @property
    def path(self):
        """The page without what its address asks of it."""
        return urlsplit(self.page).path
