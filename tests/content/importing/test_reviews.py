"""When the figures of each imported source are to be looked at again."""

from datetime import date

import pytest

from imgpath.content.importing import reviews
from tests.content.importing.made_up_research import rows, run


class Sources:
    """Sources that were all looked at on one day."""

    def checked_on(self, source):
        return date(2031, 11, 22)


def due(**subjects):
    """Return what is due, of subjects given as lists of their rows' values."""
    pairs = {name: [(None, values) for values in found] for name, found in subjects.items()}
    return reviews.due(pairs, Sources())


@pytest.mark.parametrize(
    ("name", "day"), [("year", (2032, 8, 1)), ("edition", (2032, 8, 1)), ("season", (2031, 8, 1))]
)
def test_the_newest_figures_are_due_when_the_next_are_out(name, day):
    assert due(any=[{name: 2031, "source": "new"}]) == {"new": date(*day)}


def test_what_newer_figures_of_the_same_subject_replaced_is_history():
    found = [{"year": 2031, "source": "new"}, {"year": 2030, "source": "old"}]
    assert due(states=found) == {"new": date(2032, 8, 1)}


def test_a_source_that_is_history_for_one_subject_may_be_the_newest_for_another():
    assert due(
        states=[{"year": 2031, "source": "new"}, {"year": 2030, "source": "old"}],
        rates=[{"year": 2030, "source": "old"}],
    ) == {"new": date(2032, 8, 1), "old": date(2031, 8, 1)}


def test_a_study_has_no_next_edition_and_is_due_a_year_after_it_was_looked_at():
    found = [{"year": 2013, "source": "study"}, {"year": 2022, "source": "another"}]
    assert due(visa_facts=found) == dict.fromkeys(["study", "another"], date(2032, 11, 21))


def test_the_fixture_of_a_source_holds_its_date_or_that_it_has_none(tables, output):
    run(tables, output)
    found = {row["slug"]: row["review_by"] for row in rows(output, "sources")}
    assert found["match-s01"] == "2032-08-01"
    assert found["rules-aamc-signal2025"] is None
    assert found["specialties-app"] == "2027-08-01"
