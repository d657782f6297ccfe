"""What the loader knows of each model: its key, which fields only move together, how it retires.

A merge unit is a field, or a group declared here. Groups keep a figure with its source, grade and
date, so that an editor's number never stands beside a citation that was shipped for another one,
and keep limits in pairs, so that a merge never makes a lower limit exceed the upper one.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shape:
    """How rows of one model are named, merged and retired."""

    key: tuple[str, ...] = ("slug",)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    whole: str = ""  # the name of the one unit that holds every field, where there is only one
    fewest: dict[str, int] = field(default_factory=dict)  # how many rows a relation names at least
    retired: tuple[str, object] | None = None  # field and value; None: an unedited row is deleted


_DRAFT = ("status", "draft")

# Parents before children: rows are written in this order and deleted in the opposite one.
SHAPES = {
    "residencies.source": Shape(
        groups={"reference": ("url", "citation", "read_at", "published", "checked_on", "grade")}
    ),
    "residencies.specialty": Shape(
        groups={
            "training": (
                "categorical",
                "advanced",
                "preliminary",
                "years_min",
                "years_max",
                "preliminary_year",
                "board",
                "grade",
                "sources",
                "as_of",
            ),
            "application": ("application_service", "application_note"),
            "waiver": ("waiver", "waiver_note"),
        },
        retired=("published", False),
    ),
    "residencies.matchresult": Shape(key=("specialty", "year", "track"), whole="figures"),
    "residencies.matchrate": Shape(key=("year", "group", "basis"), whole="figures"),
    "residencies.positiontotal": Shape(key=("year", "measure"), whole="figures"),
    "residencies.stateresult": Shape(key=("year", "state"), whole="figures"),
    "residencies.cohortstatistic": Shape(
        key=("specialty", "edition", "group", "matched", "measure"), whole="figures"
    ),
    "residencies.preferredmatchrate": Shape(key=("specialty", "year", "group"), whole="figures"),
    "residencies.visafact": Shape(key=("specialty", "year", "measure"), whole="figures"),
    "residencies.signalallocation": Shape(key=("specialty", "season"), whole="figures"),
    "residencies.finding": Shape(
        groups={
            "statement": (
                "statement",
                "caution",
                "as_of",
                "source",
                "grade",
                "reported",
                "official_url",
                "also_in",
            )
        }
    ),
    "residencies.contradiction": Shape(
        groups={"sides": ("differs", "reason", "shown", "findings")},
        fewest={"findings": 2},
        retired=("published", False),
    ),
    "residencies.correction": Shape(
        groups={
            "correction": ("made_on", "page", "row", "said", "says", "reason", "noticed", "source")
        },
        retired=("published", False),
    ),
    "residencies.translation": Shape(
        key=("language", "digest"), groups={"translation": ("english", "text")}
    ),
    "guidance.audience": Shape(
        groups={
            "score": ("score_min", "score_max"),
            "years_since_graduation": ("years_since_graduation_min", "years_since_graduation_max"),
            "us_experience_months": ("us_experience_months_min", "us_experience_months_max"),
        }
    ),
    "guidance.challenge": Shape(retired=_DRAFT),
    "guidance.strategy": Shape(retired=_DRAFT),
    "guidance.opposition": Shape(key=("first", "second")),
    "guidance.seasonevent": Shape(
        groups={
            "date": (
                "certainty",
                "reported",
                "first_day",
                "last_day",
                "whole_months",
                "time_of_day",
                "basis",
                "as_of",
                "review_by",
                "official_url",
                "grade",
                "source",
            )
        }
    ),
    "guidance.pathway": Shape(
        groups={"official": ("official_name", "official_url")}, retired=_DRAFT
    ),
    "guidance.question": Shape(retired=_DRAFT),
    "guidance.notice": Shape(
        groups={
            "policy": ("body", "lapses_on", "findings", "as_of", "review_by"),
            "official": ("official_name", "official_url"),
        },
        retired=_DRAFT,
    ),
    "guidance.outcome": Shape(
        groups={
            "advice": ("body", "first_step", "turns", "findings"),
            "official": ("official_name", "official_url"),
        },
        retired=_DRAFT,
    ),
    "guidance.route": Shape(retired=_DRAFT),
    "guidance.routequestion": Shape(groups={"place": ("route", "number")}),
    "guidance.routeanswer": Shape(
        key=("question", "slug"), groups={"target": ("leads_to", "outcome")}
    ),
    "guidance.stateboard": Shape(
        groups={
            "rules": (
                "years",
                "attempts",
                "attempts_before",
                "time_limit",
                "agreement",
                "differs",
                "sureness",
                "told_in",
                "sources",
                "as_of",
                "review_by",
            ),
            "official": ("official_name", "official_url"),
        },
        fewest={"sources": 1},
    ),
    "guidance.alternativelicense": Shape(
        groups={
            "terms": (
                "board",
                "kind",
                "law",
                "asks",
                "leads",
                "open_to",
                "condition",
                "since",
                "note",
                "sureness",
                "sources",
                "as_of",
                "review_by",
            )
        },
        fewest={"sources": 1},
    ),
    "guidance.glossaryterm": Shape(
        groups={"official": ("official_name", "official_url")}, retired=_DRAFT
    ),
    "guidance.backuppair": Shape(key=("specialty", "backup"), retired=_DRAFT),
    "guidance.fee": Shape(
        key=("slug", "first"),
        groups={
            "price": (
                "unit",
                "application_service",
                "match_service",
                "specialties",
                "season",
                "amount",
                "about",
                "disputed",
                "as_of",
                "reported",
                "official_url",
                "grade",
                "source",
                "finding",
            )
        },
    ),
}
