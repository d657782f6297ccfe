"""What readers are told of the shipped specialties, against the fixtures read a second time."""

from html import unescape

import pytest

from guidance import fit, fitting, what_if
from guidance.fit import About, Level
from guidance.fit_words import FITS, STANDINGS
from guidance.profile import EMPTY, Citizenship, Profile
from residencies.models.cohorts import ImgGroup
from tests.guidance.profiles import SOME
from tests.residencies import naive

READER = Profile(citizenship=Citizenship.OTHER, needs_visa=True, score=241, passed_step3=True)


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return fitting.read()


def expected(slug, reader):
    """Work out the level of openness and of the score from the fixture files."""
    groups = [reader.group] if reader.group else naive.GROUPS
    bands = {"open": "for", "accessible": "mixed", "selective": "against", "rare": "against"}
    openness = {bands.get(naive.judged(slug, group)["band"], "unknown") for group in groups}
    places = set()
    for group in groups:
        found = naive.scores(slug, group)
        if reader.score is None or found is None:
            places.add("unknown")
        else:
            low, _, high = found
            above, below = reader.score > high, reader.score < low
            places.add("for" if above else "against" if below else "mixed")
    return [each.pop() if len(each) == 1 else "unknown" for each in (openness, places)]


def test_each_specialty_is_judged_by_what_the_fixtures_hold(known):
    for reader in SOME[::97]:
        judged = fit.evaluate(reader, known.facts.values())
        assert set(judged) == set(naive.specialties())
        for slug, each in judged.items():
            openness, score = expected(slug, reader)
            levels = {reason.about: reason.level for reason in each.reasons}
            assert levels[About.OPENNESS] == openness, (slug, reader)
            assert levels.get(About.SCORE, "unknown") == score, (slug, reader)
            visas = {row["measure"] for row in naive.of(slug, "visa_facts") if row["percent"]}
            if reader.visa:
                took = Level.MIXED if visas & {"j1"} else Level.UNKNOWN
                assert levels[About.VISA] is took, slug


def test_a_rule_leaves_out_one_year_entries_and_what_is_surely_rare(known):
    for group, citizenship in [("non_us_img", Citizenship.OTHER), ("us_img", Citizenship.US)]:
        judged = fit.evaluate(Profile(citizenship=citizenship), known.facts.values())
        rare = {
            slug
            for slug in naive.specialties()
            if naive.judged(slug, group).get("reach") == {"rare"}
        }
        left = {slug for slug, each in judged.items() if not each.listed}
        assert left == naive.ONE_YEAR | rare


def test_every_specialty_stands_in_one_place_of_the_page(known):
    for reader in [EMPTY, READER, *SOME[::211]]:
        told = fitting.context(known, reader)
        places = [told["chosen"], *(each[-1] for each in told["fits"]), told["left_out"]]
        slugs = [each.judged.key for place in places for each in place]
        assert sorted(slugs) == sorted(naive.specialties())
        assert told["total"] == len(slugs)
        chosen = {each.judged.key for each in told["chosen"]}
        assert chosen == set(reader.specialties)


def test_the_more_open_stand_first(known):
    for _, _, _, told in fitting.context(known, READER)["fits"]:
        values = [each.row.keys["openness"] for each in told]
        listed = [value for value in values if value is not None]
        assert listed == sorted(listed, reverse=True)
        assert values[: len(listed)] == listed


def test_a_change_tells_the_difference_of_two_lists(known):
    facts = list(known.facts.values())
    names = {entry.name: slug for slug, entry in known.guidance.evidence.entries.items()}
    for reader in (EMPTY, READER):
        told = fitting.context(known, reader)["changes"]
        tried = what_if.others(reader)
        assert [each[0] for each in told] == [fitting.IFS[answer] for answer in tried]
        before = fit.evaluate(reader, facts)
        for (_, *moves), other in zip(told, tried.values(), strict=True):
            after = fit.evaluate(other, facts)
            moved = {
                slug
                for slug in before
                if what_if.standing(before[slug]) is not what_if.standing(after[slug])
            }
            links = [each.link for way in moves for each in way]
            assert {names[link.split(">")[1].split("<")[0]] for link in links} == moved
            assert len(links) == len(moved)


def test_figures_are_printed_as_the_explorer_prints_them(known):
    for slug, entry in known.guidance.evidence.entries.items():
        for group in ImgGroup:
            citizenship = Citizenship.US if group == ImgGroup.US_IMG else Citizenship.OTHER
            judged = fit.judge(Profile(citizenship=citizenship, score=241), known.facts[slug])
            told = [fitting.reason(known, slug, each) for each in judged.reasons[:2]]
            openness, score = map(unescape, told)
            standing, row = entry.standings[group], known.guidance.evidence.rows[slug, group]
            html = unescape(row.head + row.tail)
            if standing.judgement.counts:
                for figure in filter(None, [standing.share_text, standing.counts_text]):
                    assert figure in openness
                    assert figure in html
            assert standing.why in openness
            assert standing.why in html
            if standing.step2 and standing.step2.tellable:
                assert standing.step2.middle_text in score
                assert standing.step2.middle_text in html


def test_what_moves_no_specialty_is_said_with_its_findings(known):
    reader = next(each for each in SOME if len(fit.once(each)) == 4)
    told = fitting.context(known, reader)["once"]
    assert len(told) == 4
    for html in told:
        assert "/challenges/" in html
        assert "/sources/" in html
    assert "no published table of match rates by year of graduation" in told[1]


def test_a_fit_is_called_in_a_sentence_as_on_its_own():
    assert set(STANDINGS) == set(what_if.Standing)
    for level, (heading, _) in FITS.items():
        assert str(STANDINGS[what_if.Standing(level)]) == heading[0].lower() + heading[1:]
