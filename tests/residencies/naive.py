"""The measure worked out a second time: from the fixture files, with no code of the site."""

import json
from functools import cache
from pathlib import Path
from statistics import NormalDist

import yaml

FOLDER = Path(__file__).parents[2] / "fixtures" / "residencies"
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
    return {row["fields"]["slug"]: row["fields"] for row in yaml.safe_load(text)}


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


def reach(low, high):
    """Return every band that openness from ``low`` to ``high`` touches."""
    return {band(low), band(high)} | {band(cut) for cut in (0.15, 0.5, 1) if low <= cut <= high}


def judged(slug, group):
    """Return what the measure says of a specialty: year, counts, share, openness, bands."""
    if slug in SEPARATE:
        return {"band": "separate"}
    year, found = newest_split(slug)
    if not found:
        return {"band": "unknown"}
    filled, count = total(found, "filled"), total(found, group)
    answer = {"band": "few", "year": year, "filled": filled, "count": count}
    if filled < 30:
        return answer
    everywhere, by = national(year)
    average = by[group] / everywhere
    low, high = solved(count, filled)
    return answer | {
        "band": band(count / filled / average),
        "reach": reach(low / average, high / average),
        "share": count / filled,
        "openness": count / filled / average,
        "low": low,
        "high": high,
    }
