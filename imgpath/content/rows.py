"""From raw rows to rows that may be loaded. Every problem is named, not just the first."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from guidance import links
from guidance.models.prose import prose_fields

from .constraints import violations
from .fixtures import Problem
from .merge import Value
from .schema import SEPARATOR, Schema, schema
from .units import SHAPES


@dataclass(frozen=True)
class Row:
    """One fixture row: the plain values it names, its key, and where it stands."""

    file: str
    line: int
    schema: Schema
    key: str
    values: dict[str, Value]

    @property
    def label(self):
        return self.schema.label

    @property
    def managed(self):
        """The values that are merged: all but those of the key, which never change."""
        return {
            name: value for name, value in self.values.items() if name not in self.schema.shape.key
        }

    @property
    def complete(self):
        """The values of a row that is made from this one alone."""
        return self.schema.defaults | self.values

    @property
    def hidden(self):
        """Whether readers do not see it: a draft, or not published."""
        return self.schema.hides(self.values)

    def problem(self, reason):
        """Return a problem of this row."""
        return Problem(self.file, self.line, f"{self.label} {self.key}: {reason}")


def parse(raw_rows, live_keys):
    """Return the rows as {label: {key: row}} and the problems met.

    `live_keys` holds the keys of each model's live rows: a fixture may name those too.
    """
    rows, problems = {label: {} for label in SHAPES}, []
    for raw in raw_rows:
        row, reasons = _parse(raw)
        if row is None:
            problems += [Problem(raw.file, raw.line, reason) for reason in reasons]
        elif first := rows[row.label].get(row.key):
            problems.append(row.problem(f"The same key is in {first.file}:{first.line}."))
        else:
            problems += map(row.problem, reasons)
            rows[row.label][row.key] = row
    problems += _dangling(rows, live_keys)
    return rows, problems


def _parse(raw):
    """Return the row, or None where not even its key can be known, and what is wrong with it."""
    data = raw.data
    if not isinstance(data, dict) or not isinstance(data.get("fields"), dict):
        return None, ["A row has a model and its fields."]
    label = str(data.get("model")).lower()
    if label not in SHAPES:
        return None, [f"Unknown model “{data.get('model')}”."]
    reasons = [
        "A row has no pk: its natural key names it."
        if name == "pk"
        else f"Unknown entry “{name}” beside model and fields."
        for name in data
        if name not in {"model", "fields"}
    ]
    row_schema = schema(label)
    values, refused = _clean(row_schema, data["fields"])
    reasons += [f"{name}: {reason}" for name, reason in refused]
    parts = row_schema.shape.key
    if any(name not in values for name in parts):
        return None, reasons
    if any(SEPARATOR in str(values[name]) for name in parts):
        reasons.append(f"The natural key must not hold “{SEPARATOR}”.")
    if row_schema.shape.retired:
        # Always managed: a row that is shipped again after it was retired comes back.
        name = row_schema.shape.retired[0]
        values.setdefault(name, row_schema.defaults[name])
    return Row(raw.file, raw.line, row_schema, row_schema.key(values), values), reasons


def _clean(row_schema, fields):
    values, refused = {}, []
    for name, raw in fields.items():
        column = row_schema.columns.get(name)
        if column is None:
            refused.append((name, "Unknown field."))
            continue
        try:
            values[name] = column.clean(raw)
        except ValidationError as error:
            refused += [(name, message) for message in error.messages]
    for name, column in row_schema.columns.items():
        if column.required and (name not in fields or values.get(name) == []):
            refused.append((name, "This field is required."))
    for name, fewest in row_schema.shape.fewest.items():
        if 0 < len(values.get(name, ())) < fewest:
            refused.append((name, f"Name {fewest} or more."))
    return values, refused


def _dangling(rows, live_keys):
    for rows_of_model in rows.values():
        for row in rows_of_model.values():
            for column, label, key in row.schema.references(row.values):
                if key not in rows[label] and key not in live_keys.get(label, ()):
                    yield row.problem(f"{column.name}: There is no {label} “{key}”.")
            for name, address in _own_links(row):
                if reason := _dead(address, rows, live_keys, hidden=row.hidden):
                    yield row.problem(f"{name}: {reason}")


def _own_links(row):
    """Yield the name of each field of prose with each address of this site that it links to."""
    for name in prose_fields(row.schema.model):
        for address in links.own(str(row.values.get(name) or "")):
            yield name, address


def _dead(address, rows, live_keys, *, hidden):
    """Return why a link leads to no page once the rows are loaded, or None."""
    if not links.routed(address):
        return links.missing(address)
    model, key = links.named(address)
    if model is None:
        return None
    label = model._meta.label_lower
    found = rows.get(label, {}).get(key)
    if found is None and key not in live_keys.get(label, ()):
        return links.missing(address)
    return links.hidden(address) if found and found.hidden and not hidden else None


def refused(row_schema, values):
    """Return why a whole row of plain values would be refused: by its fields or its constraints.

    Relations and uniqueness are left out: they are checked by key, without a query for each.
    """
    instance = row_schema.instance(values)
    relations = {column.name for column in row_schema.relations}
    try:
        instance.clean_fields(exclude=relations)
        instance.clean()
    except ValidationError as error:
        return [
            message if name == NON_FIELD_ERRORS else f"{name}: {message}"
            for name, errors in error.update_error_dict({}).items()
            for each in errors
            for message in each.messages
        ]
    return violations(instance)


def newly_refused(row_schema, before, after):
    """Return why a change to a live row would be refused, apart from what was wrong before it."""
    reasons = refused(row_schema, after)
    return [reason for reason in reasons if reason not in refused(row_schema, before)]
