"""The live rows as plain values: a handful of queries per model, whatever the number of rows."""

from dataclasses import dataclass, field

from .merge import Value
from .schema import schemas


@dataclass(frozen=True)
class LiveRow:
    pk: int
    values: dict[str, Value]


@dataclass
class Live:
    """Every row of every model: by key, and by primary key to follow relations."""

    rows: dict[str, dict[str, LiveRow]] = field(default_factory=dict)
    keys: dict[str, dict[int, str]] = field(default_factory=dict)

    def pks(self):
        """Return {label: {key: primary key}}, to which new rows may be added."""
        return {
            label: {key: row.pk for key, row in rows.items()} for label, rows in self.rows.items()
        }


def nothing():
    """Return what an empty database holds."""
    return Live({each.label: {} for each in schemas()}, {each.label: {} for each in schemas()})


def read():
    """Return the live rows, parents before children so that relations become keys at once."""
    live = nothing()
    for each in schemas():
        rows = read_model(each, live.keys)
        live.rows[each.label] = rows
        live.keys[each.label] = {row.pk: key for key, row in rows.items()}
    return live


def states(row_schema):
    """Return {key: LiveRow} of one model, with the few queries that its own relations take."""
    return read_model(row_schema, _keys_named_by(row_schema))


def pks_named_by(row_schema):
    """Return {label: {key: primary key}} of the models that a model's rows name, and its own."""
    named = _keys_named_by(row_schema).items()
    found = {label: {key: pk for pk, key in keys.items()} for label, keys in named}
    return {row_schema.label: {}} | found


def _keys_named_by(row_schema):
    # Whatever other rows name is named by its slug alone; a test of the schemas says so.
    models = {column.target: column.field.related_model for column in row_schema.relations}
    return {
        label: dict(model.objects.order_by().values_list("pk", "slug"))
        for label, model in models.items()
    }


def read_model(model_schema, keys, pks=None, *, lock=False):
    """Return {key: LiveRow} of one model, or of some of its rows, locked if that is asked.

    A relation to a row that `keys` does not know becomes None: it appeared since.
    """
    queryset = model_schema.model.objects.order_by()
    if pks is not None:
        queryset = queryset.filter(pk__in=pks)
    if lock:
        queryset = queryset.select_for_update()
    single = [column for column in model_schema.columns.values() if not column.many]
    rows = {}
    for pk, *found in queryset.values_list("pk", *(column.attname for column in single)):
        values = {
            column.name: keys[column.target].get(value) if column.target else column.plain(value)
            for column, value in zip(single, found, strict=True)
        }
        rows[pk] = LiveRow(pk, values)
    for column in model_schema.relations:
        if column.many:
            _add_links(column, rows, keys[column.target], pks)
    return {model_schema.key(row.values): row for row in rows.values()}


def through(column):
    """Return the link model of a many-to-many column, and its two attributes: from, to."""
    relation = column.field
    model = relation.remote_field.through
    return model, f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"


def _add_links(column, rows, keys, pks):
    model, source, target = through(column)
    links = model.objects.all()
    if pks is not None:
        links = links.filter(**{f"{source}__in": pks})
    for row in rows.values():
        row.values[column.name] = []
    for source_pk, target_pk in links.values_list(source, target):
        if source_pk in rows:
            rows[source_pk].values[column.name].append(keys.get(target_pk, ""))
    for row in rows.values():
        row.values[column.name].sort()
