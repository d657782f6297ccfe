"""National figures: match rates by applicant group, totals of positions, results by state."""

import re

GROUPS = {
    "US MD senior": "us_md_senior",
    "US DO senior": "us_do_senior",
    "US MD graduate": "us_md_graduate",
    "US DO graduate": "us_do_graduate",
    "US IMG": "us_img",
    "Non-US IMG": "non_us_img",
    "Other (Fifth Pathway, Canadian)": "other",
    "All applicants": "all",
}
BASES = {
    "all active applicants, PGY-1": "all-active",
    "excludes couples, primary rank lists only": "no-couples",
}
MEASURES = {
    "total positions offered": "offered",
    "total positions filled": "filled",
    "total positions unfilled": "unfilled",
    "PGY-1 positions offered": "pgy1-offered",
    "PGY-1 positions filled": "pgy1-filled",
    "positions offered in SOAP": "soap-offered",
    "positions filled in SOAP": "soap-filled",
    "positions unfilled at start of SOAP": "soap-start",
    "registered applicants": "registered",
    "programs (certified)": "programs",
}

# What a reader needs of the tables' remarks, in our words: the first that fits.
RATE_NOTES = [
    (r"not recomputable", "The count of active applicants was not seen, so we could not check it."),
    (r"^active = ", "Active applicants are the next year's count less the change NRMP published."),
    (r"rate derived", "The percent is worked out by us from the two counts."),
    (r"annual report .*prints", "NRMP's annual report gives a percent that differs by 0.1."),
    (r"matched verified in", "The number matched is also in NRMP's table; the rest is not."),
]
TOTAL_NOTES = [
    (r"^derived", "Offered less filled, worked out by us."),
    (r"plus published change", "Worked out by us from the next year's count and its change."),
    (r"says over", "Another report gives only a round number."),
    (r"prints", "One copy misprints it; this is offered less filled."),
]


def match_rates(research):
    """Yield each group's rate; a count that only an unnamed source gives is left unknown."""
    studies = dict(counted_by_a_study(research))
    for row in research.read("match/match_overall.csv"):
        note = row["note"]
        if "unverified" in note.lower():
            research.leave_out(row, "marked as unverified")
            continue
        active, matched = row.count("active"), row.count("matched")
        percent, wording = row.measure("match_rate"), first(RATE_NOTES, note)
        source, _ = research.sources.choose(row, "match", sources_of_the_rate(row))
        if source is None:
            research.leave_out(row, "active applicants and rate, which rest on grade D alone")
            active = percent = None
            wording = ""
            source, _ = research.sources.choose(row, "match")
        group, basis = row.pick("applicant_type", GROUPS), row.pick("basis", BASES)
        known = studies.get((row["year"], group, basis, percent))
        if active is None and known:
            (active, source), wording = known, OF_A_STUDY
        check_rate(row, active, matched, percent)
        fields = {
            "year": row.count("year"),
            "group": group,
            "basis": basis,
            "active": active,
            "matched": matched,
            "percent": None if percent is None else f"{percent:.1f}",
            "grade": research.sources.grade(source),
            "note": wording,
            "source": source,
        }
        yield row, fields


OF_A_STUDY = "Active applicants and rate are those of the study; the number matched is NRMP's."


def counted_by_a_study(research):
    """Yield the active applicants, and their source, where a sound one gives the rate as well."""
    for row in research.read("outcomes/img_match_rate_overview.csv"):
        active, percent = row.count("active_applicants"), row.measure("match_rate_pct")
        source, _ = research.sources.choose(row, "outcomes")
        if active is not None and source:
            key = row["match_year"], row["applicant_type"], "all-active", percent
            yield key, (active, source)


# Copies of tables of positions: they tell how many matched, never of how many.
POSITIONS_ONLY = {"S06", "S07", "S08"}


def sources_of_the_rate(row):
    """Return the ids that give the rate or the active applicants, where others do not."""
    if not row["active"] and not row["match_rate"]:
        return row.source_ids
    rate, matched = set(), set()
    for clause in re.split(r"[;,]\s", row["note"]):
        ids = re.findall(r"S\d+", clause)
        if re.match(r"(rate|active) ", clause):
            rate.update(ids)
        elif clause.startswith("matched "):
            matched.update(ids)
    matched |= POSITIONS_ONLY
    ids = [one for one in row.source_ids if (one in rate if rate else one not in matched)]
    return ids or row.source_ids


def check_rate(row, active, matched, percent):
    """Refuse a percent that its counts do not give."""
    if None in (active, matched):
        return
    if matched > active:
        raise row.refused(f"{matched} matched of only {active} active applicants")
    if percent is not None and abs(100 * matched / active - percent) > 0.06:
        raise row.refused(f"{matched} of {active} is not {percent} percent")


def position_totals(research):
    """Yield each national total that is not marked as unverified."""
    rows = research.read("match/match_positions.csv")
    known = {(row["year"], row["metric"]): row.count("value") for row in rows}
    for row in rows:
        if "unverified" in row["note"].lower():
            research.leave_out(row, "marked as unverified")
            continue
        measure = row.pick("metric", MEASURES)
        if measure == "unfilled":
            offered, filled = (
                known.get((row["year"], f"total positions {kind}"))
                for kind in ("offered", "filled")
            )
            if None in (offered, filled):
                raise row.refused("the positions offered and filled of that year are missing")
            if offered - filled != row.known_count("value"):
                raise row.refused(f"{offered} offered less {filled} filled is not {row['value']}")
        source, _ = research.sources.choose(row, "match")
        if source is None:
            research.leave_out(row, "rests on grade D alone")
            continue
        fields = {
            "year": row.count("year"),
            "measure": measure,
            "value": row.count("value"),
            "grade": research.sources.grade(source),
            "note": first(TOTAL_NOTES, row["note"]),
            "source": source,
        }
        yield row, fields


STATE_COUNTS = [
    *("offered", "filled", "us_img", "non_us_img"),
    *("pgy1_offered", "pgy1_filled", "pgy1_us_img", "pgy1_non_us_img"),
]


def state_results(research):
    """Yield each state, after checking that the states add up to the country."""
    rows = research.read("match/match_img_by_state.csv")
    for total in research.read("match/match_positions.csv"):
        kind, _, column = total["metric"].partition(" positions ")
        column = f"pgy1_{column}" if kind == "PGY-1" else column
        states = [row for row in rows if row["year"] == total["year"]]
        if not states or column not in STATE_COUNTS:
            continue
        counted = sum(state.known_count(column) for state in states)
        if counted != total.known_count("value"):
            raise total.refused(f"the states add up to {counted}, not to {total['value']}")
    for row in rows:
        counts = {column: row.known_count(column) for column in STATE_COUNTS}
        for start in ("", "pgy1_"):
            imgs = counts[f"{start}us_img"] + counts[f"{start}non_us_img"]
            if not imgs <= counts[f"{start}filled"] <= counts[f"{start}offered"]:
                raise row.refused("IMGs fit within filled, and filled within offered")
        source, _ = research.sources.choose(row, "match")
        if source is None:
            research.leave_out(row, "rests on grade D alone")
            continue
        yield row, {"year": row.count("year"), "state": row["state"], **counts, "source": source}


def first(notes, remark):
    """Return the sentence of the first pattern that the remark fits, or ""."""
    return next((words for pattern, words in notes if re.search(pattern, remark)), "")
