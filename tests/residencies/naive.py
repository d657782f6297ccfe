"""The measure worked out a second time: from the fixture files, with no code of the site."""

import json
from functools import cache
from pathlib import Path
from statistics import NormalDist

import yaml

FOLDER = Path(__file__).parents[2] / "fixtures" / "residencies"
YEARS = range(2018, 2027)
GROUPS = ["non_us_img", "us_img"]
ONE_YEAR = {
    "medicine-preliminary",
    "surgery-preliminary",
    "pediatrics-preliminary",
    "obstetrics-gynecology-preliminary",
    "transitional-year",
}
SEPARATE = {"ophthalmology", "urology"}
Z = NormalDist().inv_cdf(0.975)


@cache
def rows(name):
    text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line)["fields"] for line in text.splitlines()]


@cache
def specialties():
    text = (FOLDER / "specialties.yaml").read_text(encoding="utf-8")
    return {row["fields"]["slug"]: row["fields"] for row in yaml.load(text, yaml.CSafeLoader)}


def findings():
    text = (FOLDER / "findings_evidence.yaml").read_text(encoding="utf-8")
    return [row["fields"] for row in yaml.load(text, yaml.CSafeLoader)]


def of(slug, name="match_results"):
    return [row for row in rows(name) if row["specialty"] == [slug] and row["grade"] != "D"]


def has_split(row):
    return None not in (row["filled"], row["us_img"], row["non_us_img"])


def training(slug, year):
    """Return the rows that count in one year: no roll-up, no R positions, no mixture."""
    left_out = {"physician", "pgy1-total"} | (set() if slug in ONE_YEAR else {"preliminary"})
    return [row for row in of(slug) if row["year"] == year and row["track"] not in left_out]


def newest_split(slug):
    """Return the newest year in which every row that counts has its split, and those rows."""
    for year in range(2026, 2017, -1):
        found = training(slug, year)
        if found and all(has_split(row) for row in found):
            return year, found
    return None, []


def total(found, column):
    return sum(row[column] for row in found)


@cache
def national(year):
    """Return (filled, {group: filled by it}) of all specialties, or None where one is unknown."""
    parts = []
    for slug in specialties().keys() - ONE_YEAR:
        found = training(slug, year)
        if not all(has_split(row) for row in found):
            advanced = [row for row in found if row["track"] == "advanced"]
            whole = [r for r in of(slug) if (r["year"], r["track"]) == (year, "pgy1-total")]
            if not whole:
                return None
            found = whole + advanced
        parts += found
    return total(parts, "filled"), {group: total(parts, group) for group in GROUPS}


def average(year, group):
    filled, by = national(year)
    return by[group] / filled


def solved(count, n):
    """Return the two shares at which the score test just rejects, found by halving."""

    def excess(share):
        return n * (count / n - share) ** 2 - Z**2 * share * (1 - share)

    ends = []
    for outside in (0.0, 1.0):
        inside = count / n
        for _ in range(200):
            middle = (outside + inside) / 2
            outside, inside = (middle, inside) if excess(middle) > 0 else (outside, middle)
        ends.append(inside)
    return ends


def band(openness):
    if openness >= 1:
        return "open"
    if openness >= 0.5:
        return "accessible"
    return "selective" if openness >= 0.15 else "rare"


def times(openness):
    """Return openness as pages show it: little must not read as nothing."""
    return f"{openness:.1f}" if openness >= 0.1 else f"{openness:.2f}"


def reach(low, high):
    """Return every band that openness from ``low`` to ``high`` touches."""
    return {band(low), band(high)} | {band(cut) for cut in (0.15, 0.5, 1) if low <= cut <= high}


@cache
def judged(slug, group):
    """Return what the measure says of a specialty: year, counts, share, openness, bands."""
    if slug in SEPARATE:
        return {"band": "separate"}
    year, found = newest_split(slug)
    if not found:
        return {"band": "unknown"}
    filled, count = total(found, "filled"), total(found, group)
    derived = any(row["derivation"] for row in found)
    answer = {"band": "few", "year": year, "filled": filled, "count": count, "derived": derived}
    if filled < 30:
        return answer
    low, high = solved(count, filled)
    mean = average(year, group)
    return answer | {
        "band": band(count / filled / mean),
        "reach": reach(low / mean, high / mean),
        "share": count / filled,
        "openness": count / filled / mean,
        "low": low,
        "high": high,
    }


def places(judged):
    """Return the positions that a group filled as pages show them, marked if worked out."""
    told = f"{judged['count']:,} of {judged['filled']:,} in {judged['year']}"
    return f"{told}, partly worked out" if judged["derived"] else told


def share_by_year(slug):
    """Return {year: (filled, {group: filled by it})} where every row that counts has its split."""
    found = {year: training(slug, year) for year in YEARS}
    return {
        year: (total(parts, "filled"), {group: total(parts, group) for group in GROUPS})
        for year, parts in found.items()
        if parts and all(has_split(row) for row in parts)
    }


def change(slug, group):
    """Return the change in share since the year before the newest split, in percentage points."""
    years = share_by_year(slug)
    newest = max(years, default=0)
    if newest - 1 not in years or min(years[newest][0], years[newest - 1][0]) < 30:
        return None
    now, then = (100 * years[year][1][group] / years[year][0] for year in (newest, newest - 1))
    return now - then


def of_newest_year(slug, column):
    """Return the sum of a column over the newest year with any row, None where one is unknown."""
    found = training(slug, max((row["year"] for row in of(slug)), default=0))
    values = [
        row["offered"] - row["filled"]
        if column == "unfilled" and row["filled"] is not None
        else row.get(column)
        for row in found
    ]
    return sum(values) if values and None not in values else None


@cache
def scores(slug, group, matched=True):
    """Return (lower quartile, median, upper quartile) of Step 2 CK, or None where untold."""
    found = [
        row
        for row in of(slug, "cohorts")
        if (row["measure"], row["group"], row["matched"]) == ("step2-ck", group, matched)
    ]
    row = max(found, key=lambda row: row["edition"], default=None)
    told = row and not row["suppressed"] and row["median"] is not None and row["n"] >= 10
    return (row["q1"], row["median"], row["q3"]) if told else None


def ranked_first(slug, group):
    """Return the newest row of those who ranked a specialty first, or None."""
    found = (row for row in of(slug, "preferred_match_rates") if row["group"] == group)
    return max(found, key=lambda row: row["year"], default=None)


def match_rate(slug, group):
    row = ranked_first(slug, group)
    return row["matched"] / row["applicants"] if row and row["applicants"] >= 10 else None


def keys(slug, group):
    """Return what each order of the explorer sorts by."""
    found = judged(slug, group)
    known = scores(slug, group)
    return {
        "openness": found.get("openness"),
        "share": found.get("share"),
        "places": found.get("count"),
        "matched": match_rate(slug, group),
        "score": known and known[1],
        "offered": of_newest_year(slug, "offered"),
        "unfilled": of_newest_year(slug, "unfilled"),
        "change": change(slug, group),
        "years": specialties()[slug]["years_min"],
        "name": specialties()[slug]["name"].casefold(),
    }


def options(slug, group):
    """Return the options that a specialty has of each facet."""
    facts = specialties()[slug]
    low, high = facts["years_min"], facts["years_max"]
    years = {str(min(each, 7)) for each in range(low, (high or low) + 1)} if low else {"unknown"}
    visas = {r["measure"] for r in of(slug, "visa_facts") if float(r["percent"])} & {"j1", "h1b"}
    kinds = ["primary_care", "surgical", "hospital_based", "combined"]
    return {
        "band": {judged(slug, group)["band"]},
        "years": years,
        "entry": {each for each in ["categorical", "advanced", "preliminary"] if facts[each]},
        "kind": {each for each in kinds if facts[each]},
        "visa": visas or {"unknown"},
        "service": {facts["application_service"]},
    }


def place(slug, group, score):
    known = scores(slug, group)
    if not known:
        return "unknown"
    low, _, high = known
    return "below" if score < low else "above" if score > high else "inside"
