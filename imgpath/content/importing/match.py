"""Match results: positions by specialty, year and track, and who filled them."""

from collections import defaultdict

from . import derivations

TABLE = "match/match_by_specialty.csv"
TOTALS = "match/match_positions.csv"

TRACKS = {
    "PGY-1": "pgy1",
    "PGY-1 all (categorical+preliminary)": "pgy1-total",
    "PGY-1 all (categorical+primary+preliminary)": "pgy1-total",
    "PGY-1 categorical": "categorical",
    "PGY-1 primary care": "primary-care",
    "PGY-1 categorical+primary care": "categorical-primary",
    "PGY-1 preliminary": "preliminary",
    "PGY-2 advanced": "advanced",
    "Physician-only (R)": "physician",
}
LATER_THAN_PGY1 = {"advanced", "physician"}

# Our name for each applicant group, and the table's.
GROUPS = {
    "us_md_senior": "us_md_senior",
    "us_do_senior": "us_do_senior",
    "us_graduate": "us_grad/other",
    "us_img": "us_img",
    "non_us_img": "non_us_img",
}
SPLIT = ["us_graduate", "us_img", "non_us_img"]


def results(research):
    """Yield every row of the table, after checking each, the roll-ups and the national sums."""
    rows = research.read(TABLE)
    for row in rows:
        check(row)
    check_rollups(rows)
    check_national_sums(rows, research.read(TOTALS))
    for row in rows:
        yield row, values(research, row)


def values(research, row):
    """Return the fields of one result."""
    track = row.pick("track", TRACKS)
    source, also_in = research.sources.choose(row, "match")
    if source is None:
        raise row.refused("no source of this row can be opened or looked up")
    groups = {ours: row.count(theirs) for ours, theirs in GROUPS.items()}
    split = derivations.split_source(row["check"])
    derivation = derivations.sentence(row["check"])
    if split and not research.sources.is_sound(row, "match", split):
        research.leave_out(row, f"the split by group, which only {split} gives (grade D)")
        groups |= dict.fromkeys(SPLIT)
        derivation = ""
    return {
        "specialty": research.names.entry(row, row["specialty"], track == "preliminary"),
        "year": row.known_count("year"),
        "track": track,
        "offered": row.count("offered"),
        "filled": row.count("filled"),
        **groups,
        "programs": row.count("programs"),
        "unfilled_programs": row.count("unfilled_programs"),
        "part_of_total": is_part(row),
        "grade": grade(row),
        "derivation": derivation,
        "source": source,
        "also_in": also_in,
    }


def grade(row):
    """Return the product's grade; the table's own D means worked out by us, which is C here."""
    letter = row["confidence"][:1]
    if letter not in set("ABCD"):
        raise row.refused(f"“{row['confidence']}” is no confidence code")
    return "C" if letter == "D" else letter


def is_part(row):
    return row["rollup"].startswith("part")


def is_total(row):
    return row["rollup"].startswith("total")


def check(row):
    """Refuse a row whose own figures contradict each other."""
    offered, filled = row.known_count("offered"), row.count("filled")
    if filled is not None and filled > offered:
        raise row.refused(f"{filled} positions filled, but only {offered} offered")
    unfilled = row.count("unfilled_positions")
    if None not in (filled, unfilled) and offered - filled != unfilled:
        raise row.refused(f"{offered} offered less {filled} filled is not {unfilled} unfilled")
    groups = [row.count(column) for column in GROUPS.values()]
    if None not in groups and sum(groups) != filled:
        raise row.refused(f"the applicant groups add up to {sum(groups)}, not to {filled} filled")
    parts = [row.count(column) for column in ("us_md_grad", "us_do_grad", "other")]
    whole = row.count("us_grad/other")
    if None not in (*parts, whole) and sum(parts) != whole:
        raise row.refused(f"graduates and others add up to {sum(parts)}, not to {whole}")


def check_rollups(rows):
    """Refuse a total that its parts do not add up to, and parts without a total."""
    totals, parts = {}, defaultdict(list)
    for row in rows:
        key = row["specialty"], row["year"]
        if is_total(row):
            totals[key] = row
        elif is_part(row):
            parts[key].append(row)
    for key, members in parts.items():
        if key not in totals:
            raise members[0].refused("this is part of a total, and the total is not in the table")
        for column in ["offered", "filled", *GROUPS.values()]:
            counts = [member.count(column) for member in members]
            total = totals[key].count(column)
            if None not in counts and sum(counts) != total:
                raise totals[key].refused(
                    f"“{column}” is {total}, and its parts give {sum(counts)}"
                )


def check_national_sums(rows, totals):
    """Refuse a year whose positions, each counted once, are not the published national total."""
    once = [row for row in rows if not is_part(row)]
    for total in totals:
        kind, _, column = total["metric"].partition(" positions ")
        if kind not in {"total", "PGY-1"} or column not in {"offered", "filled"}:
            continue
        counted = sum(
            row.known_count(column)
            for row in once
            if row["year"] == total["year"]
            and (kind == "total" or row.pick("track", TRACKS) not in LATER_THAN_PGY1)
        )
        if counted != total.count("value"):
            raise total.refused(
                f"{total['metric']} in {total['year']} is {total['value']}, "
                f"and the specialties add up to {counted}"
            )
