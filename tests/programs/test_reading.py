"""From lines to programs: what is certain is read, and everything else is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgpath.programs import wording
from imgpath.programs.listed import Fill, Line
from imgpath.programs.reading import read
from tests.programs import made_up

HEAD = "ALABAMA\nTest Hospital\nMobile 2026 2025\n"


def by_code(results):
    return {each.code: each for each in results.programs}


def reasons(results):
    return [str(each) for each in results.problems]


def test_pages_like_those_of_nrmp_are_read_whole(results):
    found = results(*made_up.PAGES)
    assert reasons(found) == []
    assert found.years == [2024, 2025, 2026]
    assert {each.code: (each.city, each.state) for each in found.programs} == {
        "9001140C0": ("Birmingham", "Alabama"),
        "9001140C1": ("Birmingham", "Alabama"),
        "9001140P0": ("Birmingham", "Alabama"),
        "9001400C0": ("Birmingham", "Alabama"),
        "9001440C0": ("Birmingham", "Alabama"),
        "9001987C0": ("Birmingham", "Alabama"),
        "9002120C0": ("Mobile", "Alabama"),
        "9003040A0": ("Albany", "New York"),
    }


def test_thousands_stars_and_dashes_are_understood(results):
    program = by_code(results(*made_up.PAGES))["9001140C0"]
    assert program.fills == (Fill(2025, 12, 11), Fill(2026, 1012, 1012))
    assert program.name == "Internal Medicine"


def test_years_may_run_either_way_and_differ_between_institutions(results):
    found = by_code(results(*made_up.PAGES))
    assert found["9002120C0"].fills == (Fill(2025, 8, 8), Fill(2026, 8, 6))
    assert found["9003040A0"].fills == (Fill(2026, 10, 10),)
    assert found["9003040A0"].name == "Anesthesiology PGY2"


@pytest.mark.parametrize(
    "top",
    [
        "",
        "Test Hospital",
        "Test Hospital (Continued)",
        "Test Hospital - Cont'd",
        "ALABAMA\nTest Hospital\nMobile 2026 2025",
        "ALABAMA (Continued)",
        "Mobile 2026 2025",
        "ALABAMA (CONTINUED)\nTest Hospital (continued)\nMobile 2026 2025",
    ],
)
def test_an_institution_goes_on_over_a_page(results, top):
    found = results(
        f"{HEAD}Internal Medicine 9001140C0 5 5 6 6", f"{top}\nPsychiatry 9001400C0 3 3 3 2"
    )
    assert reasons(found) == []
    second = by_code(found)["9001400C0"]
    assert (second.institution, second.city, second.state) == ("Test Hospital", "Mobile", "Alabama")
    assert second.fills == (Fill(2025, 3, 2), Fill(2026, 3, 3))


def test_years_may_stand_once_a_page_above_labels(results):
    found = results(
        """
        Program 2020 2019
        ALABAMA
        Test Hospital
        Mobile Quota Matched Quota Matched
        Internal Medicine 9001140C0 5 5 6 6
        """
    )
    assert reasons(found) == []
    assert by_code(found)["9001140C0"].fills == (Fill(2019, 6, 6), Fill(2020, 5, 5))


def test_titles_footnotes_and_what_is_on_every_page_are_no_programs(results):
    pages = [
        f"""
        NRMP Program Results 2025-2026
        March 2026
        For members of the association, volume {number}
        {HEAD}
        Internal Medicine 900{number}140C0 5 5 6 6
        * Did not fill all available positions
        -- The program offered no positions
        {number}
        """
        for number in range(1, 5)
    ]
    found = results(*pages)
    assert reasons(found) == []
    assert len(found.programs) == 4


def test_one_dash_may_stand_for_a_whole_year(results):
    found = results(f"{HEAD}Internal Medicine 9001140C0 -- 6 6\nPsychiatry 9001400C0 – –")
    assert reasons(found) == []
    assert by_code(found)["9001140C0"].fills == (Fill(2025, 6, 6),)
    assert by_code(found)["9001400C0"].fills == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Internal Medicine 9001140C0 5 5 6", "It has 3 figures; 2 years need 4."),
        ("Internal Medicine 9001140C0 5 5 6 6 7 7", "It has 6 figures; 2 years need 4."),
        ("Internal Medicine 9001140C0 5 -- 6", "It has 3 figures; 2 years need 4."),
        ("Internal Medicine 9001140C0 5 5 six 6", "“six” is no figure."),
        ("Internal Medicine 9001140C0 5 5 6.5 6", "“6.5” is no figure."),
        ("9001140C0 5 5 6 6", "Its name could not be read, so it is left out."),
        ("Internal Medicine 900140C0 5 5 6 6", "It has figures, and no program code"),
        ("Internal Medicine 90011400C 5 5 6 6", "It has figures, and no program code"),
        ("Somebody's note", "It is neither a state, an institution"),
    ],
)
def test_a_line_that_cannot_be_read_is_reported_with_its_place(results, line, reason):
    found = results(f"{HEAD}{line}")
    assert found.programs == []
    (problem,) = reasons(found)
    assert problem.startswith(f"page 1, line 4: “{line}”: {reason}")


@pytest.mark.parametrize(
    ("figures", "kept", "reason"),
    [
        ("5 6 4 4", [Fill(2025, 4, 4)], "2026 is left out: 6 filled of 5 cannot be."),
        ("5 5 4 --", [Fill(2026, 5, 5)], "2025 is left out: one of its two figures is missing."),
        ("123,456,789 1 4 4", [Fill(2025, 4, 4)], "2026 is left out: 1 filled of 123,456,789"),
    ],
)
def test_a_year_that_contradicts_itself_is_left_out_and_the_others_stay(
    results, figures, kept, reason
):
    found = results(f"{HEAD}Internal Medicine 9001140C0 {figures}")
    assert list(found.programs[0].fills) == kept
    assert reason in reasons(found)[0]


def test_programs_below_an_unreadable_heading_are_reported_and_never_given_to_another(results):
    found = results(
        f"""
        {HEAD}
        Internal Medicine 9001140C0 5 5 6 6
        Second Hospital
        Selma 2026 2024 2025
        Psychiatry 9002400C0 3 3 3 3 3 3
        Third Hospital, its city lost
        Psychiatry 9003400C0 3 3 3 3
        ONTARIO
        Fourth Hospital
        Toronto 2026 2025
        Psychiatry 9004400C0 3 3 3 3
        """
    )
    assert list(by_code(found)) == ["9001140C0"]
    assert [reason.split(": ")[-1] for reason in reasons(found)] == [
        "Its years could not be read; the programs below it are left out.",
        "Its institution could not be read, so it is left out.",
        "It is neither a state, an institution above a city with years, nor a program.",
        "Its institution could not be read, so it is left out.",
        "It is neither a state, an institution above a city with years, nor a program.",
        "Its state could not be read, so it is left out.",
    ]


def test_a_stray_line_does_not_cost_the_programs_of_the_same_institution(results):
    found = results(
        f"{HEAD}Internal Medicine 9001140C0 5 5 6 6\nA stray line\nPsychiatry 9001400C0 3 3 3 3"
    )
    assert by_code(found).keys() == {"9001140C0", "9001400C0"}
    assert len(found.problems) == 1


def test_a_city_without_its_institution_is_not_given_to_the_one_before(results):
    found = results(
        f"{HEAD}Internal Medicine 9001140C0 5 5 6 6",
        "Selma 2026 2025\nPsychiatry 9002400C0 3 3 3 3",
    )
    assert list(by_code(found)) == ["9001140C0"]
    assert "No institution stands above this city" in reasons(found)[0]


def test_a_code_that_stands_twice_with_other_figures_is_reported(results):
    same = "Internal Medicine 9001140C0 5 5 6 6"
    found = results(f"{HEAD}{same}\n{same}\nInternal Medicine 9001140C0 5 5 6 5")
    assert [each.fills for each in found.programs] == [(Fill(2025, 6, 6), Fill(2026, 5, 5))]
    assert reasons(found) == [
        "page 1, line 6: “Internal Medicine 9001140C0 5 5 6 5”: "
        "Its code stands with other words or figures at page 1, line 4."
    ]


def test_7500_programs_are_read_and_none_is_lost(results):
    found = results(*made_up.many(7500, range(2015, 2027)))
    assert reasons(found) == []
    assert len(found.programs) == 7500
    assert sum(len(each.fills) for each in found.programs) == 7500 * 12


PARTS = ["ALABAMA", "Mobile", "Hospital", "2026", "2025", "9001140C0", "9002400P1", "5", "12*"]
PARTS += ["1,200", "--", "–", "Quota", "(Continued)"]
WORDS = st.sampled_from(PARTS)
TEXT = st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=30)


@given(st.lists(st.tuples(st.integers(1, 3), TEXT), max_size=30))
def test_whatever_stands_in_a_file_no_program_is_lost_without_a_word(lines):
    """Each line with a code is a program, or is reported; nothing makes the reader fail."""
    pages = sorted(lines, key=lambda each: each[0])
    found = [Line(page, at, text) for at, (page, text) in enumerate(pages, 1)]
    results = read(found)
    told = {each.line.number for each in results.problems}
    codes = {each.code for each in results.programs}
    for line in found:
        parts = wording.program(wording.squeezed(line.text))
        assert parts is None or parts[1] in codes or line.number in told
    for program in results.programs:
        assert program.state
        assert program.institution
        assert all(0 <= fill.filled <= fill.quota for fill in program.fills)
