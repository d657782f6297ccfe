"""What waits for an editor, on the first page of the admin: a tag."""

from dataclasses import dataclass

from django import template
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from guidance.models import Status
from residencies.admin import ReviewFilter

from .content import edits
from .content.addresses import held
from .content.models import (
    ContentBase,
    ContentConflict,
    ContentRevision,
    LinkCheck,
    TableImport,
)
from .reports.models import ErrorReport

register = template.Library()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some rows of one kind that wait for the same thing, and the list of them."""

    count: int
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Heap:
    """All that waits for the same thing."""

    title: str
    hint: str
    rows: list[Waiting]


@register.simple_tag(takes_context=True)
def inbox(context) -> list[Heap]:
    """Return what waits for this user, the most pressing first; nothing of what they may not see.

    One query for each kind and thing: it stands on one page only.
    """
    user = context["request"].user
    seen = [each for model, each in admin.site._registry.items() if each.opts.app_label in APPS]
    kinds = [each for each in seen if user.has_perm(f"{each.opts.app_label}.view_{_name(each)}")]
    return [heap for heap in [*_said(user), *_due(kinds), *_unfinished(user, kinds)] if heap.rows]


APPS = {"residencies", "guidance"}
PUBLIC = Q(status=Status.PUBLISHED)
UNCITED = Q(findings=None, sources=None)


def _said(user):
    """What releases, readers and other sites say."""
    return [
        Heap(
            "Conflicts to decide",
            "A release and an editor changed the same thing. Until you decide, yours is shown.",
            _named(user, ContentConflict.objects.filter(resolution=""), "resolution__exact="),
        ),
        Heap(
            "Reports of errors",
            "What readers say is wrong.",
            _named(user, ErrorReport.objects.waiting(), "handled__exact=0"),
        ),
        Heap(
            "Links that failed",
            "Readers are led there, and find nothing.",
            _named(user, _failing(), "state__exact=failed"),
        ),
    ]


def _due(kinds):
    """What is to be looked at again, and what rests on nothing."""
    today = timezone.localdate()
    soon = today + ReviewFilter.soon
    return [
        Heap(
            "Past the review date",
            "Readers see a mark on these until you have looked at them again.",
            _of(_reviewed(kinds), Q(review_by__lt=today), "review=overdue"),
        ),
        Heap(
            "Without a finding or a source",
            "Published, and yet nothing says what it rests on.",
            _of(_cited(kinds), PUBLIC & UNCITED, "status__exact=published"),
        ),
        Heap(
            f"To look at again in the next {ReviewFilter.soon.days} days",
            "Nothing is marked yet.",
            _of(_reviewed(kinds), Q(review_by__range=(today, soon)), "review=soon"),
        ),
    ]


def _unfinished(user, kinds):
    """What nobody but editors sees yet."""
    return [
        Heap(
            "Changed here and not yet shipped",
            "Only this database has these, until an operator exports them.",
            _only_here(user),
        ),
        Heap(
            "Tables that are not imported yet",
            "Uploaded and looked at. Import or discard them.",
            _named(user, TableImport.objects.filter(imported_at=None), "imported_at__isnull=True"),
        ),
        Heap(
            "Waiting for a review",
            "Written, and not shown to readers until a publisher publishes it.",
            _of(_drafted(kinds), Q(status=Status.REVIEW), "status__exact=review"),
        ),
        Heap(
            "Drafts",
            "Not shown to readers.",
            _of(_drafted(kinds), Q(status=Status.DRAFT), "status__exact=draft"),
        ),
    ]


def _name(model_admin):
    return model_admin.opts.model_name


def _has(model_admin, *names):
    fields = {field.name for field in model_admin.opts.get_fields()}
    return fields.issuperset(names)


def _reviewed(kinds):
    return [each for each in kinds if _has(each, "review_by")]


def _drafted(kinds):
    return [each for each in kinds if _has(each, "status")]


def _cited(kinds):
    return [each for each in _drafted(kinds) if _has(each, "findings", "sources")]


def _of(kinds, meant, query):
    found = []
    for each in kinds:
        count = each.model.objects.filter(meant).distinct().count()
        if count:
            name = capfirst(each.opts.verbose_name_plural)
            found.append(Waiting(count, name, f"{_list(each.opts)}?{query}"))
    return found


def _failing():
    """Return the links that failed and that content still holds."""
    failed = LinkCheck.objects.filter(state=LinkCheck.Result.FAILED)
    return failed.filter(address__in=held()) if failed else failed


def _named(user, rows, query):
    options, count = rows.model._meta, rows.count()
    if not count or not user.has_perm(f"{options.app_label}.view_{options.model_name}"):
        return []
    name = capfirst(options.verbose_name_plural)
    return [Waiting(count, name, f"{_list(options)}?{query}")]


def _only_here(user):
    if not user.has_perm("content.view_contentbase"):
        return []
    found = edits.found()
    bases, changes = _list(ContentBase._meta), _list(ContentRevision._meta)
    heap = [
        Waiting(len(found.edited), "Edited", f"{bases}?here=edited"),
        Waiting(found.made, "Made", f"{changes}?via__in=admin,import&what=made"),
        Waiting(len(found.deleted), "Deleted", f"{bases}?here=deleted"),
    ]
    return [each for each in heap if each.count]


def _list(options):
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
