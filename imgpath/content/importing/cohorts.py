"""Charting Outcomes: what those who matched and those who did not looked like."""

OUTCOMES = {"matched": True, "not_matched": False}
GROUPS = {"non_us_img", "us_img"}

# Our name for each measure, and how the table's columns for it begin.
MEASURES = {
    "step2-ck": "step2ck",
    "contiguous-ranks": "contiguous_ranks",
    "distinct-specialties": "distinct_specialties",
    "research": "research_experiences",
    "abstracts": "abstracts",
    "presentations": "presentations",
    "publications": "publications",
    "work": "work_experiences",
    "volunteer": "volunteer_experiences",
}
PERCENTS = {"phd": "pct_phd", "other-degree": "pct_other_grad_degree"}
FIGURES = {
    "mean": "mean",
    "sd": "sd",
    "q1": "q1",
    "median": "median",
    "q3": "q3",
    "minimum": "min",
    "maximum": "max",
}


def statistics(research):
    """Yield one row a cohort and measure.

    A cohort that the source withheld keeps its two counts and gets every measure, each marked as
    withheld and empty: a page can then say so wherever it would have shown a figure.
    """
    for row in research.read("outcomes/charting_outcomes.csv"):
        if reason := reason_to_leave_out(row):
            research.leave_out(row, reason)
            continue
        check(row)
        source, _ = research.sources.choose(row, "outcomes")
        if source is None:
            research.leave_out(row, "rests on grade D alone")
            continue
        cohort = {
            "specialty": research.names.slug(row, row["specialty"]),
            "edition": row.count("edition_year"),
            "group": row["img_type"],
            "matched": row.pick("outcome", OUTCOMES),
            "total": row.count("n_all_ranked_first"),
            "n": row.count("n_sample"),
            "suppressed": is_suppressed(row),
            "grade": row["confidence"],
            "source": source,
        }
        for measure, column in MEASURES.items():
            figures = {ours: row.measure(f"{column}_{end}") for ours, end in FIGURES.items()}
            yield row, cohort | {"measure": measure} | figures
        for measure, column in PERCENTS.items():
            yield row, cohort | {"measure": measure, "percent": row.measure(column)}


def reason_to_leave_out(row):
    """Return why a line is not evidence about one specialty and one group of IMGs, or ""."""
    if row["confidence"] == "D":
        return "unverified (grade D)"
    if row["img_type"] not in GROUPS:
        return "a comparison group, not IMGs"
    if row["specialty"] == "All specialties":
        return "medians of all specialties together hide how they differ"
    if "old score scale" in row["note"]:
        return "scores on the old scale are not comparable with today's"
    return ""


def is_suppressed(row):
    return row["suppressed"] == "1"


def check(row):
    """Refuse quartiles out of order, a sample above its cohort, and figures of a withheld one."""
    total, sample = row.count("n_all_ranked_first"), row.count("n_sample")
    if None not in (total, sample) and sample > total:
        raise row.refused(f"a sample of {sample} from a cohort of {total}")
    for column in MEASURES.values():
        figures = [row.measure(f"{column}_{end}") for end in ("min", "q1", "median", "q3", "max")]
        known = [figure for figure in figures if figure is not None]
        if known != sorted(known):
            raise row.refused(f"the quartiles of “{column}” are not in order")
        if known and is_suppressed(row):
            raise row.refused(f"the cohort is withheld, and yet “{column}” has figures")


def preferred_match_rates(research):
    """Yield each specialty's rate; two tables and the cohorts must give the same counts."""
    slug = research.names.slug
    second = {}
    for row in research.read("outcomes/match_rate_preferred_specialty.csv"):
        if row["specialty"] != "All specialties":
            second[slug(row, row["specialty"]), row["match_year"]] = row
    cohorts = {
        (slug(row, row["specialty"]), row["edition_year"], row["outcome"]): row
        for row in research.read("outcomes/charting_outcomes.csv")
        if row["img_type"] == "non_us_img" and not reason_to_leave_out(row)
    }
    for row in research.read("match/match_2026_non_us_img_preferred_specialty.csv"):
        key = slug(row, row["specialty"]), row["year"]
        if key not in second:
            raise row.refused(f"the outcomes tables have no rate for “{row['specialty']}”")
        yield row, preferred(research, row, second[key], key, cohorts)


def preferred(research, row, twin, key, cohorts):
    """Return the fields of one rate."""
    applicants = row.known_count("non_us_img_total")
    matched = row.known_count("non_us_img_matched_to_preferred")
    counts = {
        "img_ranking_first": applicants,
        "img_matched": matched,
        "img_not_matched": row.known_count("non_us_img_not_matched_to_preferred"),
        "all_applicants_ranking_first": row.count("applicants_all_types_preferring"),
    }
    if counts["img_matched"] + counts["img_not_matched"] != applicants:
        raise row.refused("those matched and those not matched do not add up to all")
    for column, count in counts.items():
        if twin.count(column) != count:
            raise row.refused(f"{count} here, and {twin[column]} in {twin.file}, line {twin.line}")
    for outcome, column in [("matched", "img_matched"), ("not_matched", "img_not_matched")]:
        cohort = cohorts.get((*key, outcome))
        if cohort and cohort.count("n_all_ranked_first") != counts[column]:
            raise cohort.refused(
                f"a cohort of {cohort['n_all_ranked_first']}, not {counts[column]}"
            )
    source, _ = research.sources.choose(twin, "outcomes")
    if source is None:
        raise twin.refused("no source of this row can be opened or looked up")
    return {
        "specialty": key[0],
        "year": row.count("year"),
        "group": "non_us_img",
        "applicants": applicants,
        "matched": matched,
        "applicants_all_groups": counts["all_applicants_ranking_first"],
        "grade": twin["confidence"],
        "source": source,
    }
