"""What must stand on the page of each source, read from the fixture files a second time."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from statistics import NormalDist

import yaml

from tests.residencies.naive import rows, specialties

FOLDER = Path(__file__).parents[3] / "fixtures"
TRACKS = {
    "pgy1": "PGY-1",
    "pgy1-total": "PGY-1, all kinds together",
    "categorical": "PGY-1 categorical",
    "primary-care": "PGY-1 primary care",
    "categorical-primary": "PGY-1 categorical and primary care",
    "preliminary": "PGY-1 preliminary",
    "advanced": "PGY-2 advanced",
    "physician": "PGY-2 for physicians with earlier US training (R)",
}
GROUPS = {"us_img": "US-citizen IMGs", "non_us_img": "non-US IMGs"}
RESULT = ["offered", "filled", "us_md_senior", "us_do_senior", "us_graduate", "us_img"]
RESULT += ["non_us_img", "programs", "unfilled_programs"]
STATE = ["offered", "filled", "pgy1_offered", "pgy1_filled"]
STATE += ["us_img", "non_us_img", "pgy1_us_img", "pgy1_non_us_img"]
SHARES = {"phd", "other-degree"}
OTHERS = {
    "us_md_senior": "US MD seniors",
    "us_do_senior": "US DO seniors",
    "us_md_graduate": "Earlier US MD graduates",
    "us_do_graduate": "Earlier US DO graduates",
    "other": "Others (Canada, Fifth Pathway)",
    "all": "All applicants",
}
MEASURES = {
    "step2-ck": "Step 2 CK score",
    "contiguous-ranks": "Contiguous ranks",
    "distinct-specialties": "Distinct specialties ranked",
    "research": "Research experiences",
    "abstracts": "Abstracts",
    "presentations": "Presentations",
    "publications": "Publications",
    "work": "Work experiences",
    "volunteer": "Volunteer experiences",
    "phd": "Has a PhD",
    "other-degree": "Has another graduate degree",
}
TOTALS = {
    "offered": "Positions offered",
    "filled": "Positions filled",
    "unfilled": "Positions unfilled",
    "pgy1-offered": "PGY-1 positions offered",
    "pgy1-filled": "PGY-1 positions filled",
    "soap-offered": "Positions offered in SOAP",
    "soap-filled": "Positions filled in SOAP",
    "soap-start": "Positions unfilled when SOAP started",
    "registered": "Registered applicants",
    "programs": "Programs",
}
VISAS = {
    "j1": "Took J-1",
    "h1b": "Sponsored H-1B",
    "j1-only": "Took J-1 and no other visa, of those that took J-1",
}


@cache
def findings():
    files = sorted((FOLDER / "residencies").glob("findings_*.yaml"))
    return [
        row["fields"]
        for file in files
        for row in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    ]


@cache
def grades():
    return {row["slug"]: row["grade"] for row in rows("sources")}


def figure(value):
    return "Not published" if value is None else f"{value:,}"


def figures(row, names):
    return [figure(row[name]) for name in names]


def short(count, n):
    """Return a share as the small-number rule lets it be told."""
    if n < 10:
        return "Too few to say"
    if n < 30:
        return f"{count} of {n}"
    if n >= 100:
        return f"{round(100 * count / n)} of 100"
    z, p = NormalDist().inv_cdf(0.975), count / n
    middle, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    ends = [(middle + side * half) / (1 + z * z / n) for side in (-1, 1)]
    low, high = (5 * round(20 * min(1, max(0, each))) for each in ends)
    return f"{low} to {high} of 100"


def untold(row):
    if row["suppressed"]:
        return "Withheld by the source"
    return "Too few to say" if row["n"] and row["n"] < 10 else "Not published"


def cohort(row):
    known = figures(row, ["total", "n"])
    if row["measure"] in SHARES:
        if row["percent"] is None or row["suppressed"]:
            return [*known, untold(row)]
        return [*known, short(round(row["percent"] * row["n"] / 100), row["n"])]
    if row["median"] is None or row["suppressed"] or row["n"] < 10:
        return [*known, untold(row)]
    return [*known, f"{row['median']:g}", f"{row['q1']:g} to {row['q3']:g}", f"{row['mean']:g}"]


def signal(row):
    kinds = ["No such kind" if row[name] is None else str(row[name]) for name in ["gold", "silver"]]
    return [figure(row["total"]), *kinds]


def percent(row):
    return figure(row["percent"]) if row["percent"] is None else f"{row['percent']}%"


def preferred(row):
    told = short(row["matched"], row["applicants"])
    matched = figure(row["matched"]) if row["applicants"] >= 10 else told
    return [*figures(row, ["applicants", "applicants_all_groups"]), matched, told]


def name_of(row):
    return specialties()[row["specialty"][0]]["name"]


def years_match(row):
    return f"{row['year']} Match"


def basis(row):
    pairs = ", without couples, first rank list only" if row["basis"] == "no-couples" else ""
    return f"{years_match(row)}{pairs}"


def cohort_name(row):
    outcome = "matched" if row["matched"] else "not matched"
    return f"{MEASURES[row['measure']]}: {GROUPS[row['group']]}, {outcome}, {row['edition']}"


def group_name(row):
    name = GROUPS.get(row["group"], OTHERS.get(row["group"]))
    return name[0].upper() + name[1:]


# Of each file: the table it stands in, under which place and name there, and what the figures are.
FILES = {
    "match_results": lambda row: (
        "results",
        name_of(row),
        f"{row['year']}, {TRACKS[row['track']]}",
        figures(row, RESULT),
    ),
    "preferred_match_rates": lambda row: (
        "preferred",
        name_of(row),
        f"{group_name(row)}, {row['year']}",
        preferred(row),
    ),
    "cohorts": lambda row: (
        "degrees" if row["measure"] in SHARES else "scores",
        name_of(row),
        cohort_name(row),
        cohort(row),
    ),
    "match_rates": lambda row: (
        "rates",
        basis(row),
        group_name(row),
        [*figures(row, ["active", "matched"]), percent(row)],
    ),
    "position_totals": lambda row: (
        "totals",
        years_match(row),
        TOTALS[row["measure"]],
        figures(row, ["value"]),
    ),
    "state_results": lambda row: ("states", years_match(row), row["state"], figures(row, STATE)),
    "visa_facts": lambda row: (
        "visas",
        name_of(row),
        f"{VISAS[row['measure']]}, {row['year']}",
        [*figures(row, ["programs_seen", "programs"]), percent(row)],
    ),
    "signals": lambda row: ("signals", name_of(row), f"{row['season']} Match", signal(row)),
}


@cache
def expected():
    """Return what each source has: {source: Counter of (table, place, name, figures, grade)}."""
    found = defaultdict(Counter)
    for file, told in FILES.items():
        for row in rows(file):
            source = row["source"][0]
            grade = row.get("grade", grades()[source])
            if grade != "D":
                table, place, name, values = told(row)
                found[source][table, place, name, " ".join(values), grade] += 1
    return found


@cache
def stated():
    """Return the findings that each source has, with those that are in it too."""
    found = defaultdict(Counter)
    for row in findings():
        also = [name for (name,) in row.get("also_in", []) if grades()[name] != "D"]
        for source in [row["source"][0], *also] if row["grade"] != "D" else []:
            found[source][row["slug"]] += 1
    return found


@cache
def agreeing():
    """Return how many results of other sources each source has too."""
    also = [name for row in rows("match_results") for (name,) in row["also_in"]]
    return Counter(name for name in also if grades()[name] != "D")
