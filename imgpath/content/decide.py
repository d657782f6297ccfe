"""Decide what a load will do, from fixtures, base records and live rows. Writes nothing."""

from .live import Live
from .merge import Fate, Record, Verdict, fate, merge, written
from .plan import Change, Memory, Plan
from .rows import Row, newly_refused
from .schema import schemas


def make_plan(rows: dict[str, dict[str, Row]], live: Live, memory: Memory) -> Plan:
    """Return the plan. Its `problems` say which merged rows would be refused."""
    plan, present = Plan(), {label: set(found) for label, found in live.rows.items()}
    for each in schemas():
        shipped = rows[each.label]
        known = {key for label, key in memory.bases if label == each.label}
        for key in [*shipped, *sorted(known - shipped.keys())]:
            _Decision(plan, live, memory, present, each, key, shipped.get(key)).take()
    _keep_what_is_cited(plan, live)
    return plan


class _Decision:
    """The decision about one row."""

    def __init__(self, plan, live, memory, present, row_schema, key, row):
        self.plan, self.present = plan, present
        self.schema, self.key, self.row = row_schema, key, row
        self.base = memory.bases.get((row_schema.label, key))
        self.live = live.rows[row_schema.label].get(key)
        self.open = {
            unit: found
            for unit in row_schema.units
            if (found := memory.conflicts.get((row_schema.label, key, unit)))
        }

    def take(self):
        record = self.base and Record(self.base.base, self.base.removed_upstream)
        values = self.row.managed if self.row else None
        here = self.live.values if self.live else None
        match fate(record, values, here, deletes=self.schema.deletes):
            case Fate.CREATE:
                self._create(values)
            case Fate.MERGE:
                self._merge(values, here)
            case Fate.STAY_DELETED:
                self._stay_deleted(values, "changed in this release")
            case Fate.RETIRE:
                self._retire()
            case Fate.ORPHAN:
                self._close_all()
                self._list(self.plan.orphans, "edited here")
            case Fate.LEAVE:
                self._leave(here)

    def _create(self, values):
        if self._gone(self.row.values, single_only=True):
            self._stay_deleted(values, "it rests on a row that was deleted here")
            return
        self.present[self.schema.label].add(self.key)
        complete = {
            name: [key for key in value if key in self.present[self.schema.columns[name].target]]
            if isinstance(value, list)
            else value
            for name, value in self.row.values.items()
        }
        self.plan.creates.append(Change(self.schema, self.key, None, complete, self.row))
        self._remember(values)

    def _merge(self, shipped, here):
        base = {**self.schema.defaults, **self.base.base} if self.base else None
        verdicts = merge(self.schema.units, base, shipped, here)
        for unit, verdict in verdicts.items():
            names = [name for name in self.schema.units[unit] if name in shipped]
            wanted = {name: shipped[name] for name in names}
            if verdict is Verdict.FOLLOW and self._gone(wanted):
                verdict = verdicts[unit] = Verdict.CONFLICT
            if verdict is Verdict.KEEP:
                self._list(self.plan.kept, unit)
            elif verdict is Verdict.CONFLICT:
                self._conflict(unit, names, base, shipped, here)
        for unit, found in self.open.items():
            if (verdict := verdicts.get(unit)) is not Verdict.KEEP:
                settled = verdict is Verdict.SAME
                self.plan.closed[found.pk] = "settled" if settled else "superseded"
        if changes := written(self.schema.units, verdicts, shipped):
            self.plan.updates.append(Change(self.schema, self.key, self.live.pk, changes, self.row))
            merged = {**here, **changes}
            if merged != self.row.complete:
                self.plan.problems += [
                    self.row.problem(f"With what was edited on the site: {reason}")
                    for reason in newly_refused(self.schema, here, merged)
                ]
        self._remember(shipped)

    def _conflict(self, unit, names, base, shipped, here):
        old = {name: base[name] for name in names if name in base} if base else None
        self.plan.conflicts.append(
            {
                "model": self.schema.label,
                "key": self.key,
                "unit": unit,
                "base": old,
                "shipped": {name: shipped[name] for name in names},
                "live": {name: here[name] for name in names},
            }
        )

    def _stay_deleted(self, values, why):
        self._close_all()
        if not self.base or self.base.base != values:
            self._list(self.plan.stay_deleted, why)
        self._remember(values, deleted_live=True)

    def _retire(self):
        self._close_all()
        base = self.base.base
        if self.schema.deletes:
            self.plan.deletes.append(Change(self.schema, self.key, self.live.pk, {}))
        else:
            name, value = self.schema.shape.retired
            base = {**base, name: value}
            if self.live.values[name] != value:
                self.plan.retires.append(Change(self.schema, self.key, self.live.pk, {name: value}))
        self._remember(base, removed_upstream=True)

    def _leave(self, here):
        """A row that is neither shipped nor ours to retire."""
        self._close_all()
        if here is None and not self.base.removed_upstream:
            self._remember(self.base.base, deleted_live=True)
        elif here is not None and self.schema.shape.retired:
            name, value = self.schema.shape.retired
            if here[name] != value:
                self._list(self.plan.orphans, "brought back here")

    def _gone(self, values, *, single_only=False):
        """Return whether the values name a row that was deleted here and is not put back."""
        return any(
            key not in self.present[label]
            for column, label, key in self.schema.references(values)
            if not (single_only and column.many)
        )

    def _close_all(self):
        self.plan.closed |= {found.pk: "superseded" for found in self.open.values()}

    def _list(self, report, what):
        report.append((self.schema, self.key, what))

    def _remember(self, values, *, removed_upstream=False, deleted_live=False):
        state = {
            "base": values,
            "removed_upstream": removed_upstream,
            "deleted_live": deleted_live,
        }
        if self.base is None or self.base.state != state:
            self.plan.records[self.schema.label, self.key] = state


def _keep_what_is_cited(plan, live):
    """Keep rows that were to be deleted while a row that stays still names them."""
    doomed = {(change.schema.label, change.key): change for change in plan.deletes}
    if not doomed:
        return
    changed = {(change.schema.label, change.key): change.values for change in plan.updates}
    cited = set()

    def cite(row_schema, values):
        cited.update((label, key) for _, label, key in row_schema.references(values))

    for each in schemas():
        for key, row in live.rows[each.label].items():
            if (each.label, key) not in doomed:
                cite(each, {**row.values, **changed.get((each.label, key), {})})
    for change in plan.creates:
        cite(change.schema, change.values)
    for label, key in reversed(doomed):  # children come last, so they are judged first
        if (label, key) in cited:
            change = doomed[label, key]
            plan.deletes.remove(change)
            plan.orphans.append((change.schema, key, "still cited here"))
            del plan.records[label, key]
            cite(change.schema, live.rows[label][key].values)
