"""What differs here from the shipped content: edits that the loader keeps, until they are exported.

As long as they are only here, another database does not have them, and a new one never will.
"""

from dataclasses import dataclass, field

from . import live
from .history import recorded
from .merge import Fields, normalise
from .models import ContentBase, ContentRevision
from .overwrite import overwrite
from .schema import Schema, schema, schemas


@dataclass
class Edits:
    """Primary keys of base records of rows edited or deleted here; how many rows were made here."""

    edited: list[int] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    made: int = 0


def found() -> Edits:
    """Compare all live content with what was shipped last: some 30 queries."""
    current, edits = live.read(), Edits()
    bases = list(ContentBase.objects.order_by())
    for base in bases:
        row = current.rows[base.model].get(base.key)
        if row is None and not base.removed_upstream:
            edits.deleted.append(base.pk)
        elif row is not None and changed(schema(base.model), base.base, row.values):
            edits.edited.append(base.pk)
    known = {(base.model, base.key) for base in bases}
    edits.made = sum(
        (each.label, key) not in known and not each.stays(key)
        for each in schemas()
        for key in current.rows[each.label]
    )
    return edits


def changed(row_schema: Schema, base: Fields, here: Fields) -> dict[str, tuple]:
    """Return the fields of every unit that was edited: what was shipped, and what is here."""
    shipped = {**row_schema.defaults, **base}
    return {
        name: (shipped[name], here[name])
        for members in row_schema.units.values()
        if any(_differs(base, here, name) for name in members)
        for name in members
        if name in shipped
    }


def take_shipped(base: ContentBase, user) -> None:
    """Put back what was shipped, where an editor changed it.

    Raises ValidationError, and changes nothing, where the row would not be right afterwards.
    """
    row_schema = schema(base.model)
    via = ContentRevision.Via.ADMIN
    with recorded(row_schema.model, via=via, actor=user, note="Took the shipped value"):
        here = live.states(row_schema)[base.key].values
        wanted = {name: then for name, (then, _) in changed(row_schema, base.base, here).items()}
        overwrite(row_schema, base.key, wanted)


def _differs(base, here, name):
    return name in base and normalise(base[name]) != normalise(here[name])
