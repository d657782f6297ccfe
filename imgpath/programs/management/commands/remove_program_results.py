from django.core.management.base import BaseCommand
from django.db.models import ProtectedError

from imgpath.content.history import recorded
from imgpath.content.models import ContentRevision
from imgpath.programs.models import Program, ProgramFill
from residencies.models import Revision, Source


class Command(BaseCommand):
    help = (
        "Takes every program, its figures and their sources out of this database, as they came "
        "in by import_program_results. Without --yes it says how many, and takes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--yes", action="store_true", help="take them out")

    def handle(self, *, yes, verbosity, **options):
        programs = Program.objects.all()
        told = f"{programs.count():,} programs with their figures"
        if yes:
            note = "Program results were taken out."
            with recorded(Source, via=ContentRevision.Via.IMPORT, note=note):
                ProgramFill.objects.all().delete()  # one statement, and so quicker than a cascade
                programs.delete()
                kept = [
                    source
                    for source in Source.objects.filter(slug__startswith=Source.OWN)
                    if not _removed(source)
                ]
                Revision.bump()
            told += " taken out."
            if kept:
                names = ", ".join(source.slug for source in kept)
                told += f" Something else rests on these sources, which stay: {names}."
        else:
            told += " are here. To take them out, add --yes."
        if verbosity:
            self.stdout.write(told)


def _removed(source):
    """Delete a source unless something else rests on it."""
    try:
        source.delete()
    except ProtectedError:
        return False
    return True
