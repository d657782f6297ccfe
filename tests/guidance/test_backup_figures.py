"""Every figure on the page of a specialty's backups, against the files it rests on."""

import pytest

from residencies.models import Finding, Grade
from tests.guidance.backup_pairs import FIRSTS, edit, looked_at, shown, told
from tests.residencies import naive
from tests.residencies.markup import section, text

SERVICES = {"eras": "ERAS", "residencycas": "ResidencyCAS", "sf_match": "SF Match CAS"}
WHO = {"us_img": "US-citizen IMGs", "non_us_img": "Non-US IMGs"}
GROUPS = pytest.mark.parametrize("group", naive.GROUPS)


def reach(part):
    """Return {row: (backup, first)} of a pair's table."""
    rows = part.findall(".//tbody/tr")
    return {text(row[0]): (text(row[1]), text(row[2])) for row in rows}


def rate_told(row):
    """Return how many matched of those who ranked it first, as so many people allow."""
    count, n = row["matched"], row["applicants"]
    low, high = (5 * round(20 * end) for end in naive.solved(count, n))
    if n >= 100:
        rate = f"{round(100 * count / n)} of 100"
    elif n >= 30:
        rate = f"{low} to {high} of 100"
    else:
        rate = f"{count} of {n}" if n >= 10 else "Too few to say"
    return f"{rate} {n:,} people in {row['year']}"


@GROUPS
@pytest.mark.parametrize("first", FIRSTS)
def test_what_a_backup_adds_is_what_the_files_hold(client, db, first, group):
    page = looked_at(client, first, group=group)
    for second in shown(page):
        rows = reach(section(page, second))
        for slug, column in [(second, 0), (first, 1)]:
            judged = naive.judged(slug, group)
            here = {label: cells[column] for label, cells in rows.items()}
            if "count" in judged:
                counts = naive.places(judged)
                assert here["Places filled by the group"] == counts
            if "openness" in judged:
                times = f"{naive.times(judged['openness'])} times the average share"
                assert times in here["How open it is"]
            unfilled = naive.of_newest_year(slug, "unfilled")
            begins = "Not published" if unfilled is None else f"{unfilled:,} of "
            assert here["Unfilled before SOAP"].startswith(begins)
            rates = [r for r in naive.of(slug, "preferred_match_rates") if r["group"] == group]
            newest = max(rates, key=lambda row: row["year"], default=None)
            matched = here["Matched, of those who ranked it first"]
            assert matched == (rate_told(newest) if newest else "Not published")
            visas = naive.of(slug, "visa_facts")
            assert ("Not published" in here["Visas seen"]) == (not visas)
            assert all(f"{float(row['percent']):.1f}%" in here["Visas seen"] for row in visas)


@pytest.mark.parametrize("first", FIRSTS)
def test_what_a_backup_costs_follows_from_the_training_of_both(client, db, first):
    page, facts = looked_at(client, first), naive.specialties()
    for second in shown(page):
        cost = text(told(section(page, second))["Extra cost"])
        mine, yours = facts[first], facts[second]
        services = [each["application_service"] for each in (mine, yours)]
        if "unknown" in services:
            assert "was not seen" in cost
        else:
            assert ("A second application" in cost) == (services[0] != services[1])
            assert SERVICES[services[1]] in cost
        assert ("A second match" in cost) == (mine["match_service"] != yours["match_service"])
        signals = max(naive.of(second, "signals"), key=lambda r: r["season"], default=None)
        if signals and signals["total"]:
            assert f"Signals of its own: {signals['total']}" in cost
            assert f"in the {signals['season']} Match" in cost
            assert ("check the official page" in cost) == signals["reported"]
        assert ("leads to no board" in cost) == yours["preliminary"]
        assert ("separate first year" in cost) == (yours["preliminary_year"] != "no")
        if yours["years_min"]:
            assert f"Training: {yours['years_min']}" in cost


@GROUPS
@pytest.mark.parametrize("first", naive.specialties())
def test_the_headline_tells_what_was_filled_here_and_in_the_most_open_backup(
    client, db, first, group
):
    page = looked_at(client, first, group=group)
    (found,) = page.findall(".//p[@class='finding']")
    own = naive.judged(first, group)
    if "count" in own:
        start = f"{WHO[group]} filled {own['count']:,} of {own['filled']:,} positions of "
        assert start in text(found)
    known = [(naive.judged(s, group), s) for s in shown(page) if s not in naive.ONE_YEAR]
    ranked = [(judged["openness"], judged) for judged, _ in known if "openness" in judged]
    if ranked:
        most = max(ranked, key=lambda each: each[0])[1]
        assert f"filled {most['count']:,} of {most['filled']:,} in {most['year']}." in text(found)


@GROUPS
@pytest.mark.parametrize("first", FIRSTS)
def test_only_a_range_that_lies_above_makes_a_backup_more_open(client, db, first, group):
    page = looked_at(client, first, group=group)
    (found,) = page.findall(".//p[@class='finding']")

    def ends(slug):
        judged = naive.judged(slug, group)
        if "openness" not in judged:
            return None
        filled, by = naive.national(judged["year"])
        return [judged[end] * filled / by[group] for end in ("low", "high")]

    full = [slug for slug in shown(page) if slug not in naive.ONE_YEAR]
    own, others = ends(first), [each for each in map(ends, full) if each]
    if own is None or not others:
        assert "by more than chance allows" not in text(found)
        return
    more = sum(low > own[1] for low, _ in others)
    many = f"{more or 'None'} of the {len(others)} {'are' if more > 1 else 'is'}"
    everyone = "Both that finish training are" if more == 2 else f"All {more} are"
    which = {
        len(others) == 1: "It is" if more else "It is not",
        len(others) > 1: everyone if more == len(others) else many,
    }[True]
    assert text(found).endswith(f"{which} more open to them by more than chance allows.")


@GROUPS
@pytest.mark.parametrize("first", naive.specialties())
def test_how_many_specialties_others_ranked_is_that_of_the_file(client, db, first, group):
    page = looked_at(client, first, group=group)
    rows = [
        row
        for row in naive.of(first, "cohorts")
        if (row["measure"], row["group"]) == ("distinct-specialties", group)
    ]
    parts = page.findall(".//section[@aria-labelledby='focus']//tbody/tr")
    assert len(parts) == len(rows)
    by_start = {text(part[0]).split()[0]: part for part in parts}
    for row in rows:
        part = by_start["Matched" if row["matched"] else "Did"]
        if row["n"] >= 10 and row["median"] is not None:
            middle = f"{float(row['median']):g} {float(row['q1']):g} to {float(row['q3']):g}"
            assert text(part[1]) == middle
        assert text(part[2]) == f"{row['n']:,}"


def test_a_fee_is_a_finding_and_what_is_only_reported_says_so(client, db):
    page = looked_at(client, "general-surgery")
    fees = section(page, "fees")
    (reported,) = Finding.objects.filter(slug="fee-nrmp-ranks")
    assert reported.statement in text(fees)
    assert "Reported, not seen on the official page." in text(fees)
    edit(reported, grade=Grade.D)
    assert reported.statement not in text(looked_at(client, "general-surgery"))
