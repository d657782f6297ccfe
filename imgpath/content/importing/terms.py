"""The terms of a season: visas that programs took, and signals that applicants may send."""

import re

VISA_NOTES = [
    (
        r"^our division",
        "The percent is ours, of all programs looked at; the paper gives that of those taking J-1.",
    ),
    (r"telephone survey", "Asked by telephone, years ago."),
    (r"university .* vs independent", "University programs did so more often than others."),
    (r"PD survey", "As program directors answered a survey."),
]


def visa_facts(research):
    """Yield each share of programs that took a visa, where it is known of how many."""
    for row in research.read("outcomes/visa_by_specialty.csv"):
        if row["specialty"] == "All specialties" or not (row["pct"] and row["denominator"]):
            research.leave_out(row, "not a share of the programs in one specialty")
            continue
        source, _ = research.sources.choose(row, "outcomes")
        if row["confidence"] == "D" or source is None:
            research.leave_out(row, "unverified (grade D)")
            continue
        percent, seen = row.measure("pct"), row.count("denominator")
        programs = row.count("numerator_or_value")
        if programs is not None and abs(100 * programs / seen - percent) > 0.06:
            raise row.refused(f"{programs} of {seen} is not {percent} percent")
        notes = (words for found, words in VISA_NOTES if re.search(found, row["note"]))
        fields = {
            "specialty": research.names.slug(row, row["specialty"]),
            "year": row.count("year"),
            "measure": visa_measure(row),
            "percent": f"{percent:.1f}",
            "programs": programs,
            "programs_seen": seen,
            "note": next(notes, ""),
            "grade": row["confidence"],
            "source": source,
        }
        yield row, fields


def visa_measure(row):
    """Return which of our three measures a line is."""
    text = row["measure"]
    for words, measure in [("J-1 only", "j1-only"), ("sponsoring H-1B", "h1b"), ("H-1B", "h1b")]:
        if words in text:
            return measure
    if "J-1" in text:
        return "j1"
    raise row.refused(f"“{text}” is no measure of visas that we know")


# Which sources speak of a season, best first; a line names those of all its seasons together.
SEASONS = {
    2025: ["aamc_signal2025"],
    2026: ["aaim_signal26", "umd_signals2526", "ama_signals2026"],
}

# Where the official figure stands, by the service that takes the applications.
ERAS = "https://students-residents.aamc.org/"
OFFICIAL = {
    "ResidencyCAS": "https://help.liaisonedu.com/ResidencyCAS_Applicant_Help_Center",
    "SF Match": "https://sfmatch.org/",
}

# Lines of the newest list that hold two specialties, and the one that each is about.
JOINT_NAMES = {"Diagnostic Radiology and Interventional Radiology": "Diagnostic Radiology"}

SIGNAL_NOTES = [
    (r"^conflict: .* says (\d+)", "Sources disagree: another page says {}. Ask the programs."),
    (r"^2025 list: Child Neurology and NDD", "One line for child neurology and NDD together."),
    (
        r"shares the signal|covers categorical and preliminary",
        "One signal covers categorical and preliminary positions at the same institution.",
    ),
    (r"do not signal home", "In 2025, not for programs where one is at home or rotated."),
    (
        r"joint Child Neurology/NDD entry says (\d+)",
        "A joint line with NDD in the same list says {}.",
    ),
    (
        r"separate single-level entry",
        "A line of its own, apart from the one it shares with diagnostic radiology.",
    ),
]
SHARED_LINE = "One line of the list holds diagnostic and interventional radiology together."


def signals(research):
    """Yield the signals of every season, one row a specialty and season."""
    services = {}
    for row in research.read("rules/signals_by_specialty.csv"):
        slugs = research.names.slugs(row, row["specialty"])
        services |= dict.fromkeys(slugs, row["application_service_2026"])
        for season in SEASONS:
            yield from past_season(research, row, slugs, season)
    for row in research.read("specialties/updates.csv"):
        if row["topic"].startswith("signals_"):
            yield from announced_season(research, row, services)


def past_season(research, row, slugs, season):
    """Yield what one line says of one season: nothing where it gives no total."""
    total = row[f"signals_{season}_total"]
    if not re.fullmatch(r"[0-9]+", total):
        return
    gold, silver = (row.count(f"signals_{season}_{tier}") for tier in ("gold", "silver"))
    if None not in (gold, silver) and gold + silver != int(total):
        raise row.refused(f"{gold} gold and {silver} silver signals are not {total}")
    ids = [one for one in SEASONS[season] if one in row.source_ids]
    source, _ = research.sources.choose(row, "rules", ids) if ids else (None, [])
    if source is None:
        research.leave_out(row, f"no source that speaks of {season}")
        return
    note = signal_note(row["note"], season)
    reported = research.sources.grade(source) == "C"
    for slug in slugs:
        fields = {
            "specialty": slug,
            "season": season,
            "gold": gold,
            "silver": silver,
            "total": int(total),
            "reported": reported,
            "official_url": OFFICIAL.get(row["application_service_2026"], ERAS),
            "note": SHARED_LINE if len(slugs) > 1 else note,
            "grade": research.sources.grade(source),
            "source": source,
        }
        yield row, fields


def signal_note(remark, season):
    """Return the sentence for a remark, if it speaks of this season."""
    named = re.search(r"\b(20\d\d) (list|rule)|for (20\d\d)$", remark)
    if named and int(named[1] or named[3]) != season:
        return ""
    if remark.startswith("conflict") and str(season) not in remark:
        return ""
    for pattern, words in SIGNAL_NOTES:
        if found := re.search(pattern, remark):
            return words.format(*found.groups())
    return ""


def announced_season(research, row, services):
    """Yield the newest season from one sentence; what conflicts or means another service is not."""
    topic = re.fullmatch(r"signals_(\d{4}): (.+)", row["topic"])
    if not topic:
        raise row.refused(f"“{row['topic']}” names no season and specialty")
    season, name = topic.groups()
    said = re.search(r"season: (?:(\d+) gold \+ (\d+) silver|(\d+)|(none))([ .].*)", row["fact"])
    if row["confidence"] == "conflict":
        research.leave_out(row, "sources conflict on it")
        return
    if not said:
        raise row.refused("no number of signals can be read from the sentence")
    gold, silver, single, none, rest = said.groups()
    if none and rest.startswith(" in ERAS"):
        research.leave_out(row, "none in ERAS, and it applies through another service")
        return
    slug = research.names.slug(row, JOINT_NAMES.get(name, name))
    source, _ = research.sources.choose(row, "specialties", row.source_ids[:1])
    if source is None:
        research.leave_out(row, "rests on grade D alone")
        return
    fields = {
        "specialty": slug,
        "season": int(season),
        "gold": int(gold) if gold else None,
        "silver": int(silver) if silver else None,
        "total": int(gold) + int(silver) if gold else int(single or 0),
        "reported": True,
        "official_url": OFFICIAL.get(services.get(slug), ERAS),
        "note": SHARED_LINE if name in JOINT_NAMES else signal_note(rest, int(season)),
        "grade": "C",
        "source": source,
    }
    yield row, fields
