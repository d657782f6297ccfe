"""Findings in files: an open source gives them word for word."""

from tests.residencies.downloads.reading import open_statements, read

OPEN = ["specialties-hhs-b", "rules-uscis-niw", "specialties-p11069"]


def test_what_an_open_source_says_is_in_its_file_word_for_word(client, db):
    told = [
        row["value"]
        for slug in OPEN
        for row in read(client, f"/sources/{slug}.csv")
        if row["status"] == "Published"
    ]
    assert told
    assert set(told) == {
        statement for statement, source in open_statements().items() if source in OPEN
    }
