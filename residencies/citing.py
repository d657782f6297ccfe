"""How every page names a source and a row, and marks what is past its review date: filters."""

import datetime
from collections.abc import Iterable

from django import template
from django.db import models
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .models import Source

MARK = '<span class="tag past">{}</span>'

register = template.Library()


@register.filter
def row_name(row: models.Model) -> str:
    """Return the words that name a row in a report: what it is, and its natural key."""
    return f"{row._meta.verbose_name} {'/'.join(map(str, row.natural_key()))}"


@register.filter
def past(review_by: datetime.date | None) -> SafeString | str:
    """Return the mark of what was to be looked at again before today; else nothing."""
    late = review_by and review_by < timezone.localdate()
    return format_html(MARK, _("Past its review date")) if late else ""


@register.filter
def changed(holds_until: datetime.date) -> SafeString | str:
    """Return the mark of what held until a day before today; else nothing."""
    over = holds_until < timezone.localdate()
    return format_html(MARK, _("May have changed")) if over else ""


def named(source: Source) -> str:
    """Return the name of a source with its year."""
    return f"{source.publisher}, {source.published}" if source.published else source.publisher


@register.filter
def cited(source: Source) -> SafeString:
    """Return a link to a source with its year, marked when its figures are past their review."""
    link = format_html('<a href="{}">{}</a>', source.get_absolute_url(), named(source))
    mark = past(source.review_by)
    return format_html("{} {}", link, mark) if mark else link


@register.filter
def all_cited(sources: Iterable[Source]) -> SafeString:
    """Return links to some sources, as one list."""
    return format_html_join(_("; "), "{}", ((cited(source),) for source in sources))
