"""All subjects together: research tables in, fixture files out."""

from residencies import models

from . import cohorts, lines, match, national, prose, reviews, terms
from .research import Research
from .tables import Refused

SUBJECTS = {
    "match_results": (models.MatchResult, match.results),
    "match_rates": (models.MatchRate, national.match_rates),
    "position_totals": (models.PositionTotal, national.position_totals),
    "state_results": (models.StateResult, national.state_results),
    "cohorts": (models.CohortStatistic, cohorts.statistics),
    "preferred_match_rates": (models.PreferredMatchRate, cohorts.preferred_match_rates),
    "visa_facts": (models.VisaFact, terms.visa_facts),
    "signals": (models.SignalAllocation, terms.signals),
}


def build(folder, output, *, checked_on, skip_unknown=False):
    """Read every table, then write every fixture; return the texts by file name, and the notices.

    Nothing is written until all is known to be right: a refusal leaves the fixtures as they were.
    """
    research = Research(folder, checked_on)
    pairs = {name: list(rows(research)) for name, (_, rows) in SUBJECTS.items()}
    known = prose.specialty_slugs(output / "specialties.yaml")
    for name in pairs:
        pairs[name] = _of_known_specialties(research, pairs[name], known, skip_unknown)
    _use_what_remains(research, pairs, output.parent)
    texts = {
        f"{name}.jsonl": lines.text(model, pairs[name]) for name, (model, _) in SUBJECTS.items()
    }
    texts["sources.jsonl"] = lines.text(
        models.Source, research.sources.rows(reviews.due(pairs, research.sources))
    )
    output.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (output / name).write_text(text, encoding="utf-8", newline="\n")
    return texts, research.notices


def _of_known_specialties(research, pairs, known, skip_unknown):
    """Drop or refuse rows of a specialty that specialties.yaml does not define."""
    if known is None:
        return pairs
    missing = {v["specialty"] for _, v in pairs if "specialty" in v} - known
    if missing and not skip_unknown:
        raise Refused(f"specialties.yaml does not define {', '.join(sorted(missing))}.")
    kept = []
    for row, values in pairs:
        if values.get("specialty") in missing:
            research.leave_out(row, f"specialties.yaml does not define {values['specialty']}")
        else:
            kept.append((row, values))
    return kept


def _use_what_remains(research, pairs, fixtures):
    """Keep the sources that a written row or the prose names, and refuse a dangling name."""
    sources = research.sources
    sources.used = set()
    for rows in pairs.values():
        for _, values in rows:
            sources.used |= {values["source"], *values.get("also_in", [])}
    dangling = []
    for file, name, slug in prose.source_references(fixtures):
        if slug not in sources.known:
            dangling.append(f"{file}, {name}: there is no source “{slug}”")
            continue
        sources.used.add(slug)
    if dangling:
        raise Refused("\n".join(dangling))
