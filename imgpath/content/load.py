"""Load the fixtures: read and plan without a lock, then apply in one short transaction.

`load` is what the command calls. What was planned is verified again under the lock; if anybody
wrote to the same rows in between, the load plans afresh. Nothing is written unless all of it is.
"""

from collections import defaultdict
from itertools import chain

from django.db import IntegrityError
from django.utils import timezone

from . import fixtures, live
from .apply import apply
from .decide import make_plan
from .history import content_lock, record_load
from .models import ContentBase, ContentConflict
from .plan import Memory, Plan, remember
from .rows import parse, refused

ATTEMPTS = 3


class Refused(Exception):
    """The fixtures cannot be loaded; `problems` says everything that is wrong."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(
            problems, key=lambda problem: (problem.file, problem.line, problem.reason)
        )


class Stale(Exception):
    """Somebody wrote to a planned row between the plan and the lock."""


def load(folder=fixtures.FOLDER, *, release="", dry_run=False):
    """Merge the fixtures of a folder into the database and return the plan that was carried out."""
    raw_rows, problems = fixtures.read(folder)
    for _ in range(ATTEMPTS):
        # In this order: a load that commits in between shows as a base that is out of date.
        memory, current = remember(), live.read()
        plan = _plan(raw_rows, problems, current, memory)
        if dry_run or not plan.writes:
            return plan
        try:
            _carry_out(plan, current, memory, release)
        except Stale as error:
            reason = error
        else:
            return plan
    raise Stale(f"Tried {ATTEMPTS} times; the last time: {reason}")


def check(folder=fixtures.FOLDER):
    """Raise Refused unless the fixtures can be loaded into an empty database, which is not used."""
    _plan(*fixtures.read(folder), live.nothing(), Memory())


def _plan(raw_rows, unreadable, current, memory):
    rows, problems = parse(raw_rows, current.rows)
    problems += unreadable
    bad = {(problem.file, problem.line) for problem in problems}
    for row in chain.from_iterable(found.values() for found in rows.values()):
        base = memory.bases.get((row.label, row.key))
        known = base is not None and base.base == row.managed
        if not known and (row.file, row.line) not in bad:
            problems += map(row.problem, refused(row.schema, row.complete))
    if problems:
        raise Refused(problems)
    plan = make_plan(rows, current, memory)
    if plan.problems:
        raise Refused(plan.problems)
    return plan


def _carry_out(plan: Plan, current, memory, release):
    try:
        with content_lock():
            _verify(plan, current, memory)
            now = timezone.now()
            apply(plan, current, release, now)
            if memory.bases:
                record_load(plan, current, release, now)
    except IntegrityError as error:
        # An editor made the same row meanwhile, which a new plan will see.
        raise Stale(f"the database refused it: {error}") from error


def _verify(plan, current, memory):
    """Raise Stale unless the planned rows are still as they were when the plan was made."""
    hashes = {key: base.base_hash for key, base in memory.bases.items()}
    found = ContentBase.objects.order_by().values_list("model", "key", "base_hash")
    if hashes != {(label, key): digest for label, key, digest in found}:
        raise Stale("another load came first")
    if {conflict.pk for conflict in memory.conflicts.values()} != set(
        ContentConflict.objects.filter(resolution="").values_list("pk", flat=True)
    ):
        raise Stale("a conflict was resolved meanwhile")
    planned = defaultdict(list)
    for change in plan.touches:
        if change.pk:
            planned[change.schema].append(change)
    for schema, changes in planned.items():
        pks = [change.pk for change in changes]
        rows = live.read_model(schema, current.keys, pks, lock=True)
        if rows != {change.key: current.rows[schema.label][change.key] for change in changes}:
            raise Stale("a row was edited meanwhile")
