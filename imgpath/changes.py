"""What changed on the public pages, by day: from the record of all changes, once a revision.

Nothing of a draft is told: neither its words, nor that somebody works on it. A row of its own page
is told by its title; figures are told together, by their kind. A translation changes nothing that
the site says.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from guidance.models import Status
from residencies import translations
from residencies.held import Held
from residencies.models import Grade, Translation

from .content import live
from .content.merge import Fields
from .content.models import ContentRevision
from .content.schema import Schema, schema

MOST = 2_000  # recorded changes that are read, and the list ends there
PUBLIC = Status.PUBLISHED
HIDING = ["status", "published"]  # fields that hide a row
NAMED = 6  # rows that are named of many, as those of a new year
KINDS = {
    "residencies.specialty": _("Specialties"),
    "residencies.source": _("Sources"),
    "residencies.matchresult": _("Match results"),
    "residencies.matchrate": _("Match rates of all specialties together"),
    "residencies.preferredmatchrate": _("Match rates of those who ranked a specialty first"),
    "residencies.cohortstatistic": _("Scores and experiences"),
    "residencies.positiontotal": _("Totals of a Match"),
    "residencies.stateresult": _("Positions by state"),
    "residencies.visafact": _("Visas seen"),
    "residencies.signalallocation": _("Program signals"),
    "residencies.finding": _("Single facts and rules"),
    "residencies.contradiction": _("Where sources disagree"),
    "residencies.correction": _("Corrections"),
    "guidance.audience": _("Kinds of readers"),
    "guidance.challenge": _("Challenges"),
    "guidance.strategy": _("Strategies"),
    "guidance.opposition": _("Strategies that contradict each other"),
    "guidance.question": _("Questions"),
    "guidance.pathway": _("Other paths"),
    "guidance.backuppair": _("Backup specialties"),
    "guidance.route": _("Find your way"),
    "guidance.routequestion": _("Find your way"),
    "guidance.routeanswer": _("Find your way"),
    "guidance.outcome": _("What your answers can lead to"),
    "guidance.stateboard": _("State licenses"),
    "guidance.alternativelicense": _("Licenses without a US residency"),
    "guidance.notice": _("Policies that can change"),
    "guidance.fee": _("Fees"),
    "guidance.seasonevent": _("Dates of the season"),
    "guidance.glossaryterm": _("Glossary"),
}
"""What readers call the rows of each model."""
HAPPENED = {"changed": _("changed"), "new": _("new"), "taken-back": _("taken back")}
OWNERS = ["specialty", "board", "route", "question", "source"]  # whose page shows a row without one


@dataclass(slots=True)
class Change:
    """Rows of one kind to which the same happened on one day."""

    name: str
    """Names it for good among all changes."""
    at: datetime
    what: str
    """One of HAPPENED."""
    kind: str
    rows: dict[str, str] = field(default_factory=dict)
    """The address of each by what it is called; empty where no page shows it."""
    fields: list[str] = field(default_factory=list)
    """What changed of it, in words."""
    most: int = NAMED
    """How many of the rows are named."""

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def happened(self) -> str:
        return HAPPENED[self.what]

    @property
    def named(self) -> list[tuple[str, str]]:
        """The first rows, each with its address."""
        return list(self.rows.items())[: self.most]

    @property
    def more(self) -> int:
        """How many rows are not named."""
        return max(0, len(self.rows) - self.most)

    def __str__(self):
        names = gettext("; ").join(name for name, _ in self.named)
        if self.more:
            names = gettext("{names} and {n} more").format(names=names, n=self.more)
        return f"{self.kind}, {self.happened}: {names}"


def read() -> list[Change]:
    """Return the changes that readers could see, the newest first."""
    by_row = defaultdict(list)
    told = ContentRevision.objects.exclude(model=Translation._meta.label_lower)
    for revision in told[:MOST]:
        by_row[revision.model, revision.key].append(revision)
    rows = _Rows({label for label, _ in by_row})
    seen = [
        each
        for (label, key), revisions in by_row.items()
        for each in _seen(schema(label), rows.state(label, key), revisions)
    ]
    found = {}
    for revision, what, state in sorted(seen, key=lambda each: each[0].at, reverse=True):
        row_schema = schema(revision.model)
        name, url, own = rows.called(revision, state)
        day = timezone.localdate(revision.at)
        group = (day, revision.model, what, revision.key if own else "")
        slug = "/".join([f"{day}", revision.model, what, *group[3:]])
        change = found.setdefault(group, Change(slug, revision.at, what, KINDS[revision.model]))
        change.rows[name] = url
        if what == "changed":
            words = _fields(row_schema, revision)
            change.fields += [each for each in words if each not in change.fields]
    return list(found.values())


def _seen(row_schema: Schema, state: Fields | None, revisions):
    """Yield what readers saw of the changes of one row, which come newest first.

    With each comes the last state of the row that they saw.
    """
    here = state
    for revision in revisions:
        if revision.before is None:
            before = None
        elif here is None:
            before = dict(revision.before)
        else:
            before = here | revision.before
        was, became = _shown(before), _shown(here)
        if was and became:
            yield revision, "changed", here
        elif became:
            yield revision, "new", here
        elif was:
            yield revision, "taken-back", before
        here = before


def _shown(state):
    if state is None or state.get("grade") == Grade.D:
        return False
    # What a source calls "published" is a date in words, and hides nothing.
    return state.get("published") is not False and state.get("status", PUBLIC) == PUBLIC


def _fields(row_schema, revision):
    return [
        gettext("address") if name in row_schema.shape.key else str(column.field.verbose_name)
        for name, column in row_schema.columns.items()
        if name not in HIDING and revision.before.get(name) != revision.after.get(name)
    ]


class _Rows:
    """The rows of some models as they are now, and what to call them."""

    def __init__(self, labels):
        self._states = {label: live.states(schema(label)) for label in labels}
        self._rows = {}
        for label in labels:
            row_schema = schema(label)
            joined = [column.name for column in row_schema.relations if not column.many]
            rows = row_schema.model.objects.select_related(*joined or [None])
            self._rows[label] = rows.in_bulk()
            translations.over(self._rows[label].values())

    def state(self, label, key):
        row = self._states[label].get(key)
        return row and row.values

    def called(self, revision, state):
        """Return what a row is called, where it is shown, and whether that page is its own."""
        own = hasattr(schema(revision.model).model, "get_absolute_url")
        here = self._states[revision.model].get(revision.key)
        if here is None or not _shown(here.values):
            return state.get("title") or state.get("name") or revision.key, "", own
        row = self._rows[revision.model][here.pk]
        if own:
            return str(row), row.get_absolute_url(), True
        owner = next((found for name in OWNERS if (found := getattr(row, name, None))), None)
        return str(row), getattr(owner, "get_absolute_url", str)(), False


_held = Held(read)
current = _held.current


def as_feed(changes: list[Change], address: Callable[[str], str]) -> str:
    """Return changes as an Atom feed; `address` makes an address of this site whole."""
    here = address(reverse("changes"))
    feed = Atom1Feed(gettext("What changed on imgpath"), here, None, language=get_language())
    feed.feed["feed_url"] = address(reverse("changes_feed"))
    for each in changes:
        link = next(iter(each.rows.values())) if len(each.rows) == 1 else ""
        feed.add_item(
            title=str(each),
            link=address(link) if link else here,
            description=_told(each.fields),
            unique_id=f"{here}#{each.name}",
            updateddate=each.at,
        )
    return feed.writeString("utf-8")


def _told(fields):
    return gettext("Changed: {fields}").format(fields=gettext(", ").join(fields)) if fields else ""
