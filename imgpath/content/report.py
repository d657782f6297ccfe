"""What a load did, or would do, for people and for programs."""

from .plan import Plan

_HEADINGS = {
    "renamed": "Renamed",
    "created": "Created",
    "updated": "Updated",
    "retired": "Retired, no longer shipped",
    "deleted": "Deleted, no longer shipped",
    "kept": "Kept as edited here",
    "conflicts": "CONFLICTS, kept as edited here; decide in the admin",
    "orphans": "Kept, though no longer shipped",
    "stay_deleted": "Not put back, deleted here",
}
_LISTED = ["renamed", "kept", "conflicts", "orphans", "stay_deleted", "retired", "deleted"]


def as_data(plan: Plan) -> dict[str, list[str]]:
    """Return the report as lists of lines, each naming a model and a key."""
    return {
        "renamed": [_line(each, old, f"now {new}") for each, old, new in plan.renamed],
        "created": [_name(change) for change in plan.creates],
        "updated": [f"{_name(change)}: {', '.join(change.values)}" for change in plan.updates],
        "retired": [_name(change) for change in plan.retires],
        "deleted": [_name(change) for change in plan.deletes],
        "kept": [_line(*each) for each in plan.kept],
        "conflicts": ["{model} {key}: {unit}".format(**found) for found in plan.conflicts],
        "orphans": [_line(*each) for each in plan.orphans],
        "stay_deleted": [_line(*each) for each in plan.stay_deleted],
    }


def as_text(plan: Plan, *, dry_run: bool) -> str:
    """Return the report to read: counts first, then every row an editor should know about."""
    data = as_data(plan)
    counts = [f"{_HEADINGS[name]}: {len(lines)}" for name, lines in data.items() if lines]
    if not counts:
        counts = ["Nothing to do: live content is as shipped."]
    if dry_run:
        counts.insert(0, "Dry run: nothing is written. A load would do this.")
    for name in _LISTED:
        if data[name]:
            counts += ["", f"{_HEADINGS[name]}:", *(f"  {line}" for line in data[name])]
    return "\n".join(counts)


def _name(change):
    return f"{change.schema.label} {change.key}"


def _line(row_schema, key, what):
    return f"{row_schema.label} {key}: {what}"
