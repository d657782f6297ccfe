"""What the hand-written fixtures refer to: the sources in them, and the specialties they define."""

import yaml

SOURCE_FIELDS = ["source", "also_in", "sources"]


def source_references(folder):
    """Yield ``(file name, slug of a row, slug of a source)`` for every reference in the prose."""
    for path in sorted(folder.rglob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text("utf-8")) or [], start=1):
            fields = entry["fields"]
            name = fields.get("slug") or f"row {number}"
            for field in SOURCE_FIELDS:
                for slug in _slugs(fields.get(field)):
                    yield path.name, name, slug


def _slugs(value):
    """Flatten a natural key, or a list of natural keys."""
    if isinstance(value, list):
        for part in value:
            yield from _slugs(part)
    elif value:
        yield value


def specialty_slugs(path):
    """Return the slugs of the specialties in a fixture file, or None where there is no file."""
    if not path.is_file():
        return None
    return {entry["fields"]["slug"] for entry in yaml.safe_load(path.read_text("utf-8"))}
