"""docs/benchmarks.md tells each figure beside its target."""

from tests.benchmarks.__main__ import DOCUMENT, PARTS, replaced
from tests.benchmarks.report import TARGETS, Target


def test_the_document_has_a_line_for_each_target():
    document = DOCUMENT.read_text()
    lines = [line.split(" | ") for line in document.splitlines()]
    told = {(line[0].removeprefix("| "), line[2]) for line in lines if len(line) == 4}
    assert {(each.words, each.wanted) for each in TARGETS.values()} <= told


def test_each_part_of_the_document_was_measured():
    assert DOCUMENT.read_text().count("\nMeasured ") == len(PARTS)


def test_a_run_of_one_part_leaves_the_others_as_they_were():
    document = DOCUMENT.read_text()
    changed = replaced(document, "load", "\nnew figures\n\n")
    assert "new figures" in changed
    assert replaced(changed, "load", "") == replaced(document, "load", "")


def test_a_figure_on_its_limit_is_met_and_one_beyond_it_is_not():
    least, most = Target("", 8, " x", at_least=True), Target("", 100, " ms")
    assert [least.row(figure)[-1] for figure in (8, 7.99)] == ["met", "**missed**"]
    assert [most.row(figure)[-1] for figure in (100, 100.1)] == ["met", "**missed**"]
