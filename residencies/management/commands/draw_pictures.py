from django.conf import settings
from django.core.management.base import BaseCommand

from residencies import catalogue, drawing, languages, pictures


class Command(BaseCommand):
    """Draw what is missing, and take away what nothing asks for any more."""

    help = "Draw the pictures of shared links: one for each specialty, one for the site."

    def handle(self, **options):
        settings.PICTURES_ROOT.mkdir(parents=True, exist_ok=True)
        wanted = {}
        for _ in languages.every():
            entries = catalogue.current().entries.values()
            cards = [pictures.site(), *map(pictures.of, entries)]
            wanted |= {pictures.path(card.name): card for card in cards}
        missing = [path for path in wanted if not path.is_file()]
        for path in missing:
            # Written whole before it has its name, so that no visitor gets half a picture.
            unfinished = path.with_suffix(".new")
            unfinished.write_bytes(drawing.png(wanted[path]))
            unfinished.replace(path)
        for path in set(settings.PICTURES_ROOT.glob("*.png")) - set(wanted):
            path.unlink()
        if options["verbosity"]:
            self.stdout.write(f"{len(missing)} of {len(wanted)} pictures drawn.")
