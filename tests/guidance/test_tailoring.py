"""What readers of every kind are told: enough, without a contradiction, and each with a reason."""

from collections import Counter
from datetime import date

import pytest
import yaml

from guidance import tailoring
from guidance.models import Opposition, Strategy
from guidance.profile import EMPTY, Profile
from imgpath.content.fixtures import FOLDER
from imgpath.content.yaml_text import LOADER
from residencies.models import Revision
from tests.guidance.profiles import SOME

TODAY = date(2026, 11, 25)
FILES = {
    "challenges": ["challenges"],
    "strategies": ["strategies"],
    "questions": ["questions_chances", "questions_rules"],
    "pathways": ["pathways"],
    "notices": ["notices"],
}


def shipped(*names):
    """Return the fields of every published row in the fixture files, by slug."""
    files = [yaml.load((FOLDER / f"guidance/{name}.yaml").read_text(), LOADER) for name in names]
    rows = {row["fields"]["slug"]: row["fields"] for file in files for row in file}
    return {slug: row for slug, row in rows.items() if row.get("status", "published") != "draft"}


def naive_holds(row, reader):
    """Work out from a row of the fixtures, in its own way, whether a reader is meant."""
    years = None if reader.graduated is None else TODAY.year - reader.graduated
    answers = {
        "group": reader.group,
        "needs_visa": reader.visa,
        "failed_an_exam": reader.failed_an_exam,
        "has_research": reader.has_research,
        "passed_step3": reader.passed_step3,
        "stage": reader.stage,
        "us_experience": reader.us_experience,
    }
    numbers = {
        "score": reader.score,
        "years_since_graduation": years,
        "us_experience_months": reader.us_months,
    }
    for name, wanted in row.items():
        if name in answers and wanted not in (None, "") and answers[name] != wanted:
            return False
        if name.endswith(("_min", "_max")) and wanted is not None:
            number = numbers[name[:-4]]
            if number is None:
                return False
            if (number < wanted) if name.endswith("_min") else (number > wanted):
                return False
        where = {slug for (slug,) in wanted or []} if name == "specialties" else set()
        if where and not where & set(reader.specialties):
            return False
    return True


@pytest.fixture(scope="module")
def rules(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return tailoring.read()


@pytest.fixture(scope="module")
def told(rules):
    """What each of some 2,250 readers is told: the keys of each kind, in order."""
    return [(reader, tailoring.advise(rules, reader, TODAY)) for reader in SOME]


def test_there_are_readers_of_more_than_two_thousand_kinds():
    assert len(set(SOME)) >= 2_000


def test_every_reader_is_told_at_least_three_of_each(told):
    for reader, found in told:
        for kind in ("challenges", "strategies", "questions"):
            assert len(found[kind]) >= 3, (reader, kind)


def test_no_item_is_written_that_no_reader_ever_sees(told, rules):
    seen = {each.item.key for _, found in told for kind in found.values() for each in kind}
    assert seen == {item.key for items in rules.items.values() for item in items}


def test_nobody_is_advised_two_things_that_contradict_each_other(told, rules):
    assert rules.opposed
    met = Counter()
    for reader, found in told:
        keys = {each.item.key for each in found["strategies"]}
        for pair in rules.opposed:
            assert not pair <= keys, reader
            met.update(pair & keys)
    assert set(met) == set().union(*rules.opposed)


def test_every_reader_is_told_what_a_second_reading_of_the_fixtures_says(told):
    audiences = shipped("audiences")
    rows = {kind: shipped(*files) for kind, files in FILES.items()}
    for reader, found in told:
        met = {slug for slug, row in audiences.items() if naive_holds(row, reader)}
        for kind, items in rows.items():
            expected = set()
            for slug, row in items.items():
                wanted = {name for (name,) in row.get("audiences") or []}
                never = {name for (name,) in row.get("not_for") or []}
                where = {name for (name,) in row.get("specialties") or []}
                elsewhere = where and reader.specialties and not where & set(reader.specialties)
                if (wanted & met if wanted else not elsewhere) and not never & met:
                    expected.add(f"{kind}/{slug}")
            keys = [each.item.key for each in found[kind]]
            assert len(keys) == len(set(keys))
            if kind == "strategies":
                assert set(keys) <= expected
                assert len(expected) - len(keys) <= 1, reader
            else:
                assert set(keys) == expected, (reader, kind)


def test_each_reason_is_an_answer_that_the_reader_gave(told, rules):
    audiences = {row["because"]: row for row in shipped("audiences").values()}
    for reader, found in told[::7]:
        for each in (each for kind in found.values() for each in kind):
            for reason in each.reasons:
                if reason in audiences:
                    assert naive_holds(audiences[reason], reader), (reader, reason)
                else:
                    assert reason.startswith("It matters most in "), reason
        assert reader or not any(each.reasons for kind in found.values() for each in kind)


def test_the_order_goes_by_points_and_then_by_what_comes_sooner(told):
    for _, found in told[::7]:
        for kind in found.values():
            order = [(-each.points, each.wait) for each in kind]
            assert order == sorted(order)


def test_what_an_editor_declares_is_heeded_after_the_next_revision(db):
    reader = Profile(needs_visa=True)
    before = [
        each.item.key for each in tailoring.advise(tailoring.read(), reader, TODAY)["strategies"]
    ]
    slugs = [key.split("/")[1] for key in before[:2]]
    first, second = (Strategy.objects.get(slug=slug) for slug in slugs)
    Opposition.objects.create(first=second, second=first, why="A test says so.")
    Revision.bump()
    after = [
        each.item.key for each in tailoring.advise(tailoring.current(), reader, TODAY)["strategies"]
    ]
    assert after == [key for key in before if key != before[1]]


def test_someone_who_answered_nothing_is_told_what_is_for_everyone(rules):
    found = tailoring.advise(rules, EMPTY, TODAY)
    assert all(not each.reasons for kind in found.values() for each in kind)
