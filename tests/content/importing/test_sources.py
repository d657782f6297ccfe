import pytest

from imgpath.content.importing import addresses, grades
from imgpath.content.importing.sources import slug
from imgpath.content.importing.tables import Row

COMMIT = "https://github.com/a/b-c"


@pytest.mark.parametrize(
    ("folder", "source_id", "expected"),
    [
        ("match", "S01", "match-s01"),
        ("rules", "ecfmg_2026pathways_news", "rules-ecfmg-2026pathways-news"),
        ("specialties", "_odd  Id.", "specialties-odd-id"),
    ],
)
def test_a_slug_is_the_folder_and_the_id_in_plain_letters(folder, source_id, expected):
    assert slug(folder, source_id) == expected


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("https://example.org/x ; https://www.nrmp.org/y", "https://www.nrmp.org/y"),
        ("https://example.org/x ; https://example.com/y", "https://example.org/x"),
        ("code file; cites https://www.nrmp.org/a.pdf.", "https://www.nrmp.org/a.pdf"),
        ("address not known, citing https://example.org/ (not seen)", ""),
        ("github a/b-c @abcdef1 : f.pdf", ""),
    ],
)
def test_an_address_is_one_that_was_read_and_the_publishers_own_comes_first(text, page):
    assert addresses.page(text) == page


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("github a/b-c @abcdef1 : dir/f.pdf", f"{COMMIT}/blob/abcdef1/dir/f.pdf"),
        (
            "https://x.org ; seen as github:a/b-c src/f.js @abcdef1",
            f"{COMMIT}/blob/abcdef1/src/f.js",
        ),
        ("github a/b-c @abcdef1 : f.pdf, g.pdf", f"{COMMIT}/tree/abcdef1"),
        ("github a/b-c @abcdef1 : f_20..24.json", f"{COMMIT}/tree/abcdef1"),
        ("github:a/b-c @abcdef1 (files dated May)", f"{COMMIT}/tree/abcdef1"),
        ("github:a/b-c", COMMIT),
        ("https://example.org/", ""),
    ],
)
def test_a_file_in_a_repository_is_given_at_the_commit_it_was_read(text, address):
    assert addresses.repository_file(text) == address


@pytest.mark.parametrize(
    ("column", "value", "url", "expected"),
    [
        ("publisher", "American Board of Surgery", "https://www.absurgery.org/", "A"),
        ("publisher", "MUSC", "https://medicine.musc.edu/page", "A"),
        ("publisher", "someone (GitHub), transcribing NRMP Table 1", "https://github.com/a", "B"),
        ("publisher", "ACGME (copy)", "https://example.org/", "B"),
        ("publisher", "An Adviser (commercial)", "https://example.org/", "C"),
        ("publisher", "A news site", "https://example.org/", "C"),
        ("publisher", "American Board of Surgery", "", "D"),
        ("type", "peer-reviewed (letter)", "https://example.org/", "A"),
        ("type", "secondary (copy of primary)", "https://example.org/", "B"),
        ("type", "secondary (law firm)", "https://example.org/", "C"),
        ("type", "anecdotal", "https://example.org/", "D"),
        ("grade", "B", "https://example.org/", "B"),
        ("grade", "REJECTED", "https://example.org/", "D"),
    ],
)
def test_a_grade_follows_from_who_says_it_and_whether_it_can_be_opened(
    column, value, url, expected
):
    row = Row("sources.csv", 2, {"publisher": "", column: value})
    assert grades.grade("made-up", row, url, citation="") == expected


def test_a_government_page_is_open_and_a_journal_in_its_library_is_not():
    assert addresses.is_government("https://www.uscis.gov/page")
    assert not addresses.is_government("https://pmc.ncbi.nlm.nih.gov/articles/PMC1")
    assert not addresses.is_government("https://uscis.gov.example.org/")
