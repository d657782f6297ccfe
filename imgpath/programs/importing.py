"""What a file of program results changes here, and the change itself.

A newer file adds years and corrects figures and names. An older one than what is here only adds
what is missing. The same file again finds nothing to do.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone

from imgpath.content.history import recorded
from imgpath.content.models import ContentRevision
from residencies.models import Revision, Source, Specialty

from . import naming
from .listed import Results
from .models import Program, ProgramFill

BATCH = 500
PLACED = ["name", "institution", "city", "state"]


@dataclass
class Plan:
    """What is written, by kind, and what is left alone."""

    new: list[Program] = field(default_factory=list)
    moved: list[Program] = field(default_factory=list)
    """Those with another name or place than here."""
    linked: list[Program] = field(default_factory=list)
    """Those that were here, under another specialty."""
    added: list[ProgramFill] = field(default_factory=list)
    changed: list[ProgramFill] = field(default_factory=list)
    kept: int = 0
    """Figures of an older file that differ from what a newer one brought."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Programs without a specialty of ours, by the digits of their codes."""
    total: int = 0
    """Programs here afterwards."""

    @property
    def writes(self) -> bool:
        return any([self.new, self.moved, self.linked, self.added, self.changed])


def bring_in(results: Results, told: dict[str, str], dry_run: bool) -> Plan:
    """Bring what a file lists into the database, all or nothing.

    ``told`` may give the address and the citation of its source. Raises ValidationError.
    """
    note = "Program results were imported."
    with recorded(Source, via=ContentRevision.Via.IMPORT, note=note):
        source = _source(results.years, told)
        plan = _plan(results, source)
        if not dry_run:
            _write(plan, source, told)
    return plan


def _source(years, told):
    """Return the source of an edition, as it is to be; it may not be in the database yet."""
    first, last = years[0], years[-1]
    span = f"{first}-{last}" if first != last else f"{last}"
    made = {
        "publisher": "NRMP",
        "title": f"Program Results, Main Residency Match {span}",
        "citation": f"NRMP, Program Results, Main Residency Match {span}",
        "published": f"{last}",
        "grade": "A",
        "terms": Source.Terms.CITE,
        "note": "Figures of single programs, brought in by the operator of this site. They are in "
        "no download.",
        "checked_on": timezone.localdate(),
    }
    slug = f"{Source.OWN}program-results-{last}"
    source = Source.objects.filter(slug=slug).first() or Source(slug=slug, **made)
    for name, value in told.items():
        setattr(source, name, value)
    source.full_clean()
    return source


def _plan(results: Results, source: Source) -> Plan:
    plan = Plan()
    newest = ProgramFill.objects.aggregate(newest=Max("year"))["newest"]
    older = newest is not None and results.years[-1] < newest
    here = Program.objects.in_bulk(field_name="code")
    programs = dict(here)
    for each in results.programs:
        told = {name: getattr(each, name) for name in PLACED}
        program = here.get(each.code)
        if program is None:
            programs[each.code] = Program(code=each.code, **told)
            plan.new.append(programs[each.code])
        elif not older and told != {name: getattr(program, name) for name in PLACED}:
            for name, value in told.items():
                setattr(program, name, value)
            plan.moved.append(program)
    _link(plan, programs)
    _compare(plan, results, programs, source, older)
    plan.total = len(programs)
    return plan


def _link(plan, programs):
    """Find the specialty of each program, from the names of all."""
    slugs = dict(Specialty.objects.order_by().values_list("slug", "pk"))
    called = [(code, each.name) for code, each in programs.items()]
    learnt = naming.learn(called, map(_known, Specialty.objects.order_by()))
    for code, program in programs.items():
        specialty = slugs.get(learnt.get(naming.kind(code)))
        if specialty is None:
            plan.unknown[naming.digits(code)] += 1
        if program.specialty_id != specialty:
            program.specialty_id = specialty
            if program.pk:
                plan.linked.append(program)


def _known(specialty):
    names = [specialty.name, specialty.nrmp_name, *specialty.synonyms.splitlines()]
    return naming.Known(specialty.slug, tuple(names), specialty.preliminary)


def _compare(plan, results, programs, source, older):
    """Set the figures of the file against those that are here."""
    known = ProgramFill.objects.order_by().values_list(
        "program_id", "year", "pk", "quota", "filled"
    )
    here = {(program, year): figures for program, year, *figures in known}
    for each in results.programs:
        program = programs[each.code]
        for fill in each.fills:
            told = {"quota": fill.quota, "filled": fill.filled}
            pk, *figures = here.get((program.pk, fill.year), [None])
            if figures == [fill.quota, fill.filled]:
                continue
            if pk and older:
                plan.kept += 1
                continue
            row = ProgramFill(pk=pk, program=program, year=fill.year, source=source, **told)
            (plan.changed if pk else plan.added).append(row)


def _write(plan, source, told):
    if plan.added or plan.changed:
        source.checked_on = timezone.localdate()
    if plan.added or plan.changed or (told and source.pk):
        source.save()
    Program.objects.bulk_create(plan.new, batch_size=BATCH)
    Program.objects.bulk_update(plan.moved, PLACED, batch_size=BATCH)
    Program.objects.bulk_update(plan.linked, ["specialty"], batch_size=BATCH)
    for row in [*plan.added, *plan.changed]:
        row.program, row.source = row.program, source  # by now both are saved, and have a key
    ProgramFill.objects.bulk_create(plan.added, batch_size=BATCH)
    ProgramFill.objects.bulk_update(plan.changed, ["quota", "filled", "source"], batch_size=BATCH)
    if plan.writes or told:
        Revision.bump()
