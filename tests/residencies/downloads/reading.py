"""Files read as a stranger reads them."""

import csv
import io

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
]


def read(client, address):
    """Return the rows of a CSV file, each by the names in its first line."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
