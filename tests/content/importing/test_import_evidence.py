import pytest
from django.core.management import CommandError

from tests.content.importing.made_up_research import edit, rows, run

RESULTS = "match/match_by_specialty.csv"


def test_a_second_run_writes_the_same_bytes(tables, output):
    run(tables, output)
    first = {path.name: path.read_bytes() for path in output.iterdir()}
    run(tables, output)
    assert {path.name: path.read_bytes() for path in output.iterdir()} == first
    assert len(first) == 9


@pytest.mark.parametrize(
    ("table", "old", "new", "refusal"),
    [
        (
            RESULTS,
            "12,11,5,3,",
            "12,11,5,4,",
            "line 5: the applicant groups add up to 12, not to 11",
        ),
        (RESULTS, "12,11,5,3,", "10,11,5,3,", "line 5: 11 positions filled, but only 10 offered"),
        (RESULTS, "1,1,1,S01;S02", "1,1,9,S01;S02", "line 5: 12 offered less 11 filled is not 9"),
        (RESULTS, "10,8,4,2,0", "11,8,4,2,0", "line 4: 11 offered less 8 filled is not 2"),
        (RESULTS, "20,20,6,4,2,3,5,0", "21,20,6,4,2,3,5,1", "line 2: “offered” is 30, and its"),
        (RESULTS, "12,11", "twelve,11", "line 5: “offered” is “twelve”, not a whole number"),
        (
            RESULTS,
            "4,12,11,5,3,1,1,1,1",
            "4,13,11,5,3,1,1,1,2",
            "match_positions.csv, line 2: total",
        ),
        (
            RESULTS,
            "S01;S02,by",
            "S01;S99,by",
            "line 5: the source “S99” is not in match/sources.csv",
        ),
        (RESULTS, "Medicine,PGY-2 advanced", "Medicine,PGY-9", "line 6: “track” is “PGY-9”"),
        (RESULTS, "2,3,2,,,,,,1", "2,3,,,,,,,1", "line 6: “filled” is missing"),
        ("match/match_img_by_state.csv", "Southland,25,22", "Southland,25,", "“filled” is missing"),
        ("match/match_img_by_state.csv", "Southland,25", "Southland,24", "states add up to 49"),
        (
            "match/match_overall.csv",
            "12,6,50.0",
            "12,6,60.0",
            "line 2: 6 of 12 is not 60.0 percent",
        ),
        (
            "match/match_positions.csv",
            "unfilled,4",
            "unfilled,5",
            "line 4: 50 offered less 46 filled",
        ),
        ("outcomes/visa_by_specialty.csv", "75.0,3,4", "75.0,2,4", "line 2: 2 of 4 is not 75.0"),
        (
            "outcomes/match_rate_preferred_specialty.csv",
            "12,8",
            "13,7",
            "line 2: 12 here, and 13 in",
        ),
        (
            "rules/sources.csv",
            "made-up,Signals,AAMC,2024,primary,,2031",
            "x,,,,,,soon",
            "line 2: the",
        ),
        ("specialties/updates.csv", "3 gold + 12 silver", "many", "line 2: no number of signals"),
        (
            "specialties/updates.csv",
            "signals_2027: Internal",
            "signals_Internal",
            "names no season",
        ),
        ("rules/signals_by_specialty.csv", "1,2,3", "1,2,4", "line 2: 1 gold and 2 silver"),
        (
            "rules/signals_by_specialty.csv",
            "Sea and Sky",
            "Mud",
            "“Mud Medicine” is not in crosswalk",
        ),
    ],
)
def test_what_does_not_add_up_stops_with_file_line_and_reason(
    tables, output, table, old, new, refusal
):
    run(tables, output)
    before = {path.name: path.read_bytes() for path in output.iterdir()}
    edit(tables, table, old, new)
    with pytest.raises(CommandError) as stopped:
        run(tables, output)
    assert refusal in str(stopped.value)
    assert str(stopped.value).startswith(("match/", "outcomes/", "rules/", "specialties/"))
    assert {path.name: path.read_bytes() for path in output.iterdir()} == before


def test_a_cohort_with_quartiles_out_of_order_or_figures_it_withholds_is_refused(tables, output):
    path = tables / "outcomes/charting_outcomes.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[0] + lines[1].replace("4,5,6,1,9", "4,7,6,1,9", 1))
    with pytest.raises(CommandError, match="line 2: the quartiles of “step2ck” are not in order"):
        run(tables, output)
    path.write_text(lines[0] + lines[1].replace(",0,S01,", ",1,S01,"))
    with pytest.raises(CommandError, match="line 2: the cohort is withheld, and yet “step2ck” has"):
        run(tables, output)


def test_a_table_that_is_missing_short_of_a_column_or_not_text_is_named(tables, output):
    path = tables / "match" / "match_overall.csv"
    table = path.read_text()
    path.write_text(table.replace("basis", "ground", 1))
    with pytest.raises(CommandError, match="match_overall.csv, line 2: there is no column “basis”"):
        run(tables, output)
    path.write_bytes(table.encode("utf-16"))
    with pytest.raises(CommandError, match="match_overall.csv: this is not UTF-8 text"):
        run(tables, output)
    path.unlink()
    with pytest.raises(CommandError, match="match_overall.csv: no such file"):
        run(tables, output)


def test_a_line_given_twice_is_refused(tables, output):
    path = tables / "rules/signals_by_specialty.csv"
    path.write_text(path.read_text() + "Dive Medicine,,,3,,,,ERAS,aamc_signal2025,\n")
    with pytest.raises(CommandError, match="line 5: underwater-medicine 2025 is in line 2 already"):
        run(tables, output)


def test_a_source_that_only_the_prose_names_is_written_too(tables, output):
    prose = output.parent / "guidance" / "strategies.yaml"
    prose.parent.mkdir()
    prose.write_text(
        "- model: guidance.strategy\n"
        "  fields:\n    slug: wait\n    sources: [[rules-only-in-prose], [match-s03]]\n"
    )
    run(tables, output)
    sources = {row["slug"]: row for row in rows(output, "sources")}
    assert (sources["rules-only-in-prose"]["grade"], sources["rules-only-in-prose"]["terms"]) == (
        "A",
        "open",
    )
    assert sources["match-s03"]["grade"] == "D"

    prose.write_text(prose.read_text().replace("only-in-prose", "nowhere"))
    with pytest.raises(
        CommandError, match="strategies.yaml, wait: there is no source “rules-nowher"
    ):
        run(tables, output)


def test_a_specialty_that_nobody_described_is_named_and_skipped_only_on_request(
    tables, output, capsys
):
    (output / "specialties.yaml").write_text(
        "".join(
            f"- model: residencies.specialty\n  fields:\n    slug: {slug}\n"
            for slug in ("internal-medicine", "medicine-preliminary", "underwater-medicine")
        )
    )
    with pytest.raises(CommandError, match="specialties.yaml does not define balloon-medicine"):
        run(tables, output)
    run(tables, output, skip_unknown=True, verbosity=1)
    assert "does not define balloon-medicine (line 7)" in capsys.readouterr().out
    assert ["balloon-medicine"] not in [row["specialty"] for row in rows(output, "match_results")]
