"""The specialty of a program is learnt from names, and never guessed."""

import pytest

from imgpath.programs.naming import Known, learn
from residencies.models import Specialty

KNOWN = [
    Known("internal-medicine", ("Internal medicine", "IM", "Medicine"), False),
    Known("medicine-preliminary", ("Medicine-Preliminary", "Prelim medicine"), True),
    Known("general-surgery", ("General surgery", "Surgery"), False),
    Known("psychiatry", ("Psychiatry",), False),
]


def test_programs_with_the_same_digits_belong_together():
    names = [("1000140C0", "Internal Medicine"), ("1001140M1", "Primary Care at the River")]
    assert learn(names, KNOWN) == {("140", False): "internal-medicine"}


def test_a_preliminary_year_is_no_part_of_the_specialty():
    names = [("1000140P0", "Medicine-Preliminary"), ("1000140C0", "INTERNAL MEDICINE")]
    assert learn(names, KNOWN) == {
        ("140", True): "medicine-preliminary",
        ("140", False): "internal-medicine",
    }
    assert learn([("1000140P0", "Internal Medicine")], KNOWN) == {}


@pytest.mark.parametrize(
    "name", ["Surgery-General", "Surgery (Categorical)", "Surgery PGY2", "Surgery (PGY-2 Only)"]
)
def test_what_nrmp_adds_to_a_name_does_not_hide_it(name):
    assert learn([("1000440C0", name)], KNOWN) == {("440", False): "general-surgery"}


def test_digits_with_two_specialties_or_none_stay_unknown():
    names = [("1000987C0", "Psychiatry"), ("1001987C0", "Surgery"), ("1000986C0", "River Medicine")]
    assert learn(names, KNOWN) == {}


def test_a_name_of_two_specialties_tells_nothing():
    twice = [*KNOWN, Known("other", ("Surgery",), False)]
    assert learn([("1000440C0", "Surgery")], twice) == {}


def test_every_specialty_of_the_match_is_found_by_the_name_that_nrmp_gives_it(db):
    rows = Specialty.objects.all()
    known = [
        Known(row.slug, (row.name, row.nrmp_name, *row.synonyms.splitlines()), row.preliminary)
        for row in rows
    ]
    for row in rows.filter(match_service="nrmp"):
        code = f"1000123{'P' if row.preliminary else 'C'}0"
        assert list(learn([(code, row.nrmp_name)], known).values()) == [row.slug], row.slug
