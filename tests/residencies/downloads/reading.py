"""Files read as a stranger reads them."""

import csv
import io

# A file of each page, in each of the states that change what is in it.
FILES = [
    "/specialties.csv",
    "/specialties.csv?band=open&group=us_img",
]


def read(client, address):
    """Return the rows of a CSV file, each by the names in its first line."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
