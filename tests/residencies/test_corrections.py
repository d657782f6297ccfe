"""What a correction may say, and where."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from residencies.models import Correction
from residencies.models.corrections import validate_page

DAY = datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    "address",
    ["/", "/places/", "/places/?group=both&year=2025", "/specialties/pathology/#results"],
)
def test_a_page_of_this_site_is_a_place(address):
    validate_page(address)


@pytest.mark.parametrize(
    "address",
    [
        "places/",
        "/nowhere/at/all/",
        "//other.example/places/",
        "https://other.example/places/",
        "https:///places/",
        "/\\other.example/",
        "/pla\nces/",
        "javascript:alert(1)",
        "http://[/",
        "/admin/",
        "/admin/residencies/source/",
    ],
)
def test_anything_else_is_refused(address):
    with pytest.raises(ValidationError, match="Give the address of a page of this site"):
        validate_page(address)


def test_what_changes_nothing_is_no_correction(db):
    row = Correction(slug="x", page="/places/", said="A", says="A", reason="R", noticed="editor")
    with pytest.raises(ValidationError, match="are the same"):
        row.full_clean()


def test_each_of_a_day_has_a_number_of_its_own(db):
    assert Correction.objects.next_slug(DAY) == "2026-12-01-1"
    for number in [1, 2, 4]:
        Correction.objects.create(slug=f"{DAY}-{number}", page="/", said="A", says="B")
    assert Correction.objects.next_slug(DAY) == "2026-12-01-3"
    Correction.objects.create(slug=f"{DAY}-3", page="/", said="A", says="B")
    assert Correction.objects.next_slug(DAY) == "2026-12-01-5"
