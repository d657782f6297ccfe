"""docs/faults.md tells each fault, and each figure beside what is wanted of it."""

from tests.faults.__main__ import FAULTS
from tests.faults.figures import DOCUMENT, at_most, counted


def test_the_document_tells_each_fault_and_no_other():
    lines = DOCUMENT.read_text().splitlines()
    told = [line.removeprefix("## `").removesuffix("`") for line in lines if line[:4] == "## `"]
    assert told == [fault.__name__ for fault in FAULTS]


def test_a_figure_on_its_limit_is_met_and_one_beyond_it_is_not():
    assert at_most("", 300, 300, " ms").met
    assert "**missed**" in at_most("", 301, 300, " ms").row()


def test_answers_of_another_kind_are_told_and_not_met():
    assert counted("", [200, 503], allowed=[200, 503]).met
    wrong = counted("", [200, 200, "TimeoutError"])
    assert (wrong.measured, wrong.met) == ("2 x 200, 1 x TimeoutError", False)


def test_no_answer_at_all_is_no_good_answer():
    assert not counted("", []).met
