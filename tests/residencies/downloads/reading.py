"""Files read as a stranger reads them."""

import csv
import io
from functools import cache

import yaml

from imgpath.content.yaml_text import LOADER
from tests.residencies import naive

# A file of each page, in each of the states that change what is in it.
FILES = [
    "/specialties.csv",
    "/specialties.csv?band=open&group=us_img",
    "/specialties/internal-medicine.csv",
    "/specialties/ophthalmology.csv?group=us_img&score=250",
    "/specialties/thoracic-surgery-integrated.csv?group=us_img",
    "/specialties/pathology.csv?group=both",
    "/compare.csv?s=pathology&s=urology&s=thoracic-surgery-integrated",
    "/compare.csv?s=pathology&s=internal-medicine&group=us_img&score=241",
    "/shortlist.csv?s=urology&s=pathology&group=us_img&score=241",
    "/landscape.csv",
    "/landscape.csv?group=us_img&kind=surgical",
    "/match/2018.csv",
    "/match/2026.csv",
    "/places.csv?year=2026",
    "/places.csv?group=both&year=2025",
    "/sources.csv?terms=open",
    "/sources.csv?q=nrmp&sort=publisher",
    "/sources/specialties-hhs-b.csv",
    "/sources/outcomes-s01.csv",
    "/sources/match-s11.csv",
    "/sources/contradictions.csv",
]


def read(client, address):
    """Return the rows of a CSV file, each by the names in its first line."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@cache
def open_statements():
    """Return the findings whose source allows bulk export, each with that source."""
    allowed = {source["slug"] for source in naive.rows("sources") if source["terms"] == "open"}
    found = {}
    for path in sorted(naive.FOLDER.glob("findings_*.yaml")):
        for row in yaml.load(path.read_text(encoding="utf-8"), LOADER):
            fields = row["fields"]
            if fields["source"][0] in allowed and fields["grade"] != "D":
                found[fields["statement"].strip()] = fields["source"][0]
    return found
