"""What the tests of the backup pairs share: the shipped pairs, and how to read their page."""

from pathlib import Path

import yaml

from imgpath.content.yaml_text import LOADER
from residencies.models import Revision
from tests.residencies.markup import text, tree

FILE = Path(__file__).parents[2] / "fixtures" / "guidance" / "backup_pairs.yaml"
PAIRS = [row["fields"] for row in yaml.load(FILE.read_text(encoding="utf-8"), LOADER)]
KEYS = [(pair["specialty"][0], pair["backup"][0]) for pair in PAIRS]
FIRSTS = sorted({first for first, _ in KEYS})


def edit(row, **fields):
    """Save a change as an editor would: every process then reads the content again."""
    type(row).objects.filter(pk=row.pk).update(**fields)
    Revision.bump()


def looked_at(client, slug, **query):
    return tree(client.get(f"/specialties/{slug}/backup/", query).text)


def shown(page):
    """Return the backups that a page tells of, in order."""
    firsts = page.findall(".//ul[@aria-label='Backups on this page']/li/a")
    return [link.get("href").removeprefix("#") for link in firsts]


def told(part):
    """Return what each reason of a pair says, by its name."""
    listed = part.find("./dl")
    return dict(zip(map(text, listed.findall("./dt")), listed.findall("./dd"), strict=True))
