"""What each role may do. A deploy makes the groups anew from this, and leaves others alone."""

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User

from residencies.admin import ContentAdmin, PublishedAdmin
from residencies.models import Revision

from ..content.models import (
    ContentBase,
    ContentConflict,
    ContentRevision,
    LinkCheck,
    TableImport,
)
from ..programs.models import Program, ProgramFill
from ..reports.models import ErrorReport


def author() -> Iterator[tuple]:
    """Yield models and what may be done with them: reads all, writes what can be a draft."""
    yield from ((model, ["view"]) for model in _kept_by(ContentAdmin))
    yield from ((model, ["add", "change"]) for model in _kept_by(PublishedAdmin))
    looked_at = (ContentRevision, LinkCheck, TableImport, Program, ProgramFill)
    yield from ((model, ["view"]) for model in looked_at)


def editor() -> Iterator[tuple]:
    """Yield what an editor may do: change all content, also what readers see."""
    yield from author()
    yield from ((model, ["add", "change", "delete"]) for model in _kept_by(ContentAdmin))
    yield Revision, ["change_published"]
    yield ErrorReport, ["view", "change", "delete"]
    yield TableImport, ["add", "change", "delete"]


def publisher() -> Iterator[tuple]:
    """Yield what a publisher may do: all that an editor may, and decide what readers see."""
    yield from editor()
    yield Revision, ["publish"]
    yield ContentConflict, ["view", "change"]
    yield ContentBase, ["view", "change"]


def administrator() -> Iterator[tuple]:
    """Yield what an administrator may do: keep users and roles, and no content."""
    yield User, ["view", "add", "change"]
    yield Group, ["view", "add", "change", "delete"]


ROLES = {
    "Author": author,
    "Editor": editor,
    "Publisher": publisher,
    "Administrator": administrator,
}


def make() -> None:
    """Make each role what it is here. Needs the permissions, which `migrate` makes at its end."""
    named = {
        (each.content_type.app_label, each.codename): each
        for each in Permission.objects.select_related("content_type")
    }
    for name, rights in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted = [
            named[model._meta.app_label, codename(model, right)]
            for model, each in rights()
            for right in each
        ]
        group.permissions.set(wanted)


def codename(model, right: str) -> str:
    """Return the name of a permission: some are of a model, some have a name of their own."""
    own = dict(model._meta.permissions)
    return right if right in own else f"{right}_{model._meta.model_name}"


def _kept_by(kind):
    return [model for model, each in admin.site._registry.items() if isinstance(each, kind)]
