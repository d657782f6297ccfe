"""Load the fixtures: read and plan without a lock, then apply in one short transaction.

`load` is what the command calls. What was planned is verified again under the lock; if anybody
wrote to the same rows in between, the load plans afresh. Nothing is written unless all of it is.
"""

from collections import defaultdict
from itertools import chain

from django.db import IntegrityError
from django.utils import timezone

from . import fixtures, live, renames, renaming
from .apply import apply
from .decide import make_plan
from .history import content_lock, record_load
from .models import ContentBase, ContentConflict
from .plan import Memory, Plan, Stale, remember
from .rows import parse, refused
from .schema import schema

ATTEMPTS = 3


class Refused(Exception):
    """The fixtures cannot be loaded; `problems` says everything that is wrong."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(
            problems, key=lambda problem: (problem.file, problem.line, problem.reason)
        )


def load(folder=fixtures.FOLDER, *, release="", dry_run=False):
    """Merge the fixtures of a folder into the database and return the plan that was carried out."""
    shipped = _Shipped(folder)
    for _ in range(ATTEMPTS):
        # In this order: a load that commits in between shows as a base that is out of date.
        memory, found = remember(), live.read()
        moves = renaming.due(shipped.names, found, memory)
        current = moves.live(found)
        plan = shipped.plan(current, moves.memory(memory))
        plan.renamed = [(schema(label), old, new) for label, old, new in moves]
        if dry_run or not plan.writes:
            return plan
        try:
            _carry_out(plan, moves, found, current, memory, release)
        except Stale as error:
            reason = error
        else:
            return plan
    raise Stale(f"Tried {ATTEMPTS} times; the last time: {reason}")


def check(folder=fixtures.FOLDER):
    """Raise Refused unless the fixtures can be loaded into an empty database, which is not used."""
    _Shipped(folder).plan(live.nothing(), Memory())


class _Shipped:
    """What a folder of fixtures holds, read once however often it is planned."""

    def __init__(self, folder):
        self.raw_rows, unreadable = fixtures.read(folder)
        self.names, wrong = renames.read(folder)
        self.problems = unreadable + wrong

    def plan(self, current, memory):
        """Return what a load would do here. Raises Refused with everything that is wrong."""

        def known(label, key):
            return key in current.rows[label] or (label, key) in memory.bases

        rows, problems = parse(self.raw_rows, current.rows)
        problems += [*self.problems, *renames.wrong(self.names, rows, known)]
        bad = {(problem.file, problem.line) for problem in problems}
        for row in chain.from_iterable(found.values() for found in rows.values()):
            base = memory.bases.get((row.label, row.key))
            checked = base is not None and base.base == row.managed
            if not checked and (row.file, row.line) not in bad:
                problems += map(row.problem, refused(row.schema, row.complete))
        if problems:
            raise Refused(problems)
        plan = make_plan(rows, current, memory)
        if plan.problems:
            raise Refused(plan.problems)
        return plan


def _carry_out(plan: Plan, moves, found, current, memory, release):
    try:
        with content_lock():
            _verify_memory(memory)
            if moves:
                renaming.carry_out(moves, found)
            _verify_rows(plan, current)
            now = timezone.now()
            apply(plan, current, release, now)
            if memory.bases:
                record_load(plan, current, release, now)
    except IntegrityError as error:
        # An editor made the same row meanwhile, which a new plan will see.
        raise Stale(f"the database refused it: {error}") from error


def _verify_memory(memory):
    """Raise Stale unless what the loader remembered is still so."""
    hashes = {base.pk: base.base_hash for base in memory.bases.values()}
    if hashes != dict(ContentBase.objects.order_by().values_list("pk", "base_hash")):
        raise Stale("another load came first")
    if {conflict.pk for conflict in memory.conflicts.values()} != set(
        ContentConflict.objects.filter(resolution="").values_list("pk", flat=True)
    ):
        raise Stale("a conflict was resolved meanwhile")


def _verify_rows(plan, current):
    """Raise Stale unless the planned rows are still as they were when the plan was made."""
    planned = defaultdict(list)
    for change in plan.touches:
        if change.pk:
            planned[change.schema].append(change)
    for each, changes in planned.items():
        pks = [change.pk for change in changes]
        rows = live.read_model(each, current.keys, pks, lock=True)
        if rows != {change.key: current.rows[each.label][change.key] for change in changes}:
            raise Stale("a row was edited meanwhile")
