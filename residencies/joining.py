"""Rows that many others name, read once and shared.

`select_related` and `prefetch_related` make one more of a row for each that names it: of some
hundred sources, thousands.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Model

from . import translations
from .models import Source


def sourced[Row: Model](rows: Iterable[Row], sources: Mapping[int, Source]) -> Iterator[Row]:
    """Yield rows with the source that each names, from ``sources`` by key, as readers see them."""
    for row in translations.over(rows):
        row.source = sources[row.source_id]
        yield row


def joined[Row: Model](
    model: type[Model], name: str, known: Mapping[int, Row]
) -> Mapping[int, list[Row]]:
    """Return what a many-to-many field joins to each row of a model, by its key: one query.

    Only rows of ``known``, which are by key, and in their order.
    """
    relation = model._meta.get_field(name)
    forward = relation.field if relation.auto_created else relation
    ends = [forward.m2m_column_name(), forward.m2m_reverse_name()]
    own, other = reversed(ends) if relation.auto_created else ends
    keys = defaultdict(list)
    for key, end in forward.remote_field.through._default_manager.values_list(other, own):
        keys[key].append(end)
    found = defaultdict(list)
    for key, row in known.items():
        for end in keys.get(key, ()):
            found[end].append(row)
    return found
