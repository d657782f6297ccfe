"""The season as it ships, for readers of every kind on any day, against the fixtures themselves."""

import re
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guidance import plan_page, season, tailoring
from guidance.calendar import State
from guidance.profile import EMPTY, Citizenship, Profile
from imgpath.content.fixtures import FOLDER
from imgpath.content.yaml_text import LOADER
from tests.guidance.profiles import SOME
from tests.guidance.test_content_style import NAMES

TODAY = date(2026, 11, 25)
ROWS = {
    row["fields"]["slug"]: row["fields"]
    for row in yaml.load((FOLDER / "guidance/season_events.yaml").read_text(), LOADER)
}
END = max(row["last_day"] for row in ROWS.values() if "last_day" in row)
VISA = Profile(citizenship=Citizenship.OTHER, needs_visa=True, passed_step3=False)
SERVICES = {  # as the specialties ship
    "internal-medicine": {"eras"},
    "dermatology": {"eras"},
    "general-surgery": {"eras"},
    "emergency-medicine": {"residencycas"},
    "urology": {"eras", "aua"},
    "ophthalmology": {"sf_match"},
}

days = st.integers(0, 500).map(lambda number: date(2026, 4, 1) + timedelta(days=number))
readers = st.sampled_from(SOME)


def by_state(planned):
    """Return the slugs of the dates of each state."""
    return {state: [each.event.key for each in planned.dates.of(state)] for state in State}


def naive_state(row, today):
    if "first_day" not in row:
        return State.UNKNOWN
    if row["last_day"] < today:
        return State.PAST
    return State.NOW if row["first_day"] <= today else State.NEXT


def test_every_date_that_ships_is_told_where_its_days_say(held):
    for number in range(0, 500, 3):
        today = date(2026, 4, 1) + timedelta(days=number)
        found = by_state(season.plan(held, VISA, today))
        assert sorted(sum(found.values(), [])) == sorted(ROWS)
        for state in State:
            for slug in found[state]:
                assert naive_state(ROWS[slug], today) is state


@pytest.mark.parametrize("slug", SERVICES)
def test_the_dates_of_other_services_are_left_out_with_a_reason(held, slug):
    planned = season.plan(held, Profile(needs_visa=True, specialties=(slug,)), TODAY)
    uses = held.uses[slug].services | {"ecfmg", "nrmp", "programs"}
    assert SERVICES[slug] <= uses
    expected = {key for key, row in ROWS.items() if row["service"] not in uses}
    assert set(by_state(planned)[State.LEFT_OUT]) == expected
    assert all(each.reasons for each in planned.dates.of(State.LEFT_OUT))


def test_what_only_some_need_is_told_to_them_with_the_answer_that_brought_it(held):
    slug = "visa-papers-2027"
    for reader, told in [(VISA, True), (EMPTY, False), (Profile(needs_visa=False), False)]:
        planned = season.plan(held, reader, TODAY)
        (dated,) = [each for each in planned.dates.dates if each.event.key == slug]
        assert (dated.state is not State.LEFT_OUT) == told
        assert ("You said that you need a visa." in dated.reasons) == told


@given(readers, days)
def test_any_reader_on_any_day_has_every_date_in_words_with_its_source(held, reader, today):
    told = plan_page.context(held, reader, today)
    coming = [each for _, month in told["months"] for each in month]
    listed = [*told["now"], *coming, *told["unknown"], *told["past"]]
    assert len(listed) == told["dates"] == len(ROWS) - len(told["left_out"])
    for each in [*listed, *told["left_out"]]:
        assert each.row.word in {"Reported", "Expected", "Not known", "Published"}
        assert each.when
        assert each.row.basis
        assert each.row.source.publisher
        assert each.row.as_of
        assert (each.when == "Day not known") == (each.row.word == "Not known")
    assert all(each.row.first_day for each in [*told["now"], *coming, *told["past"]])
    assert told["over"] == (today > END)
    assert bool(told["next"]) == bool(coming)


@given(readers, days)
def test_the_checklist_is_the_advice_of_the_reader_each_with_its_reasons(held, reader, today):
    planned = season.plan(held, reader, today)
    advised = tailoring.advise(held.rules, reader, today)["strategies"]
    assert {each.task.key for each in planned.todos} == {each.item.key for each in advised}
    assert len(planned.todos) == len(advised)
    assert planned.reasons == {each.item.key: list(each.reasons) for each in advised}


@given(readers, days)
def test_a_task_is_due_on_the_next_day_that_names_it(held, reader, today):
    planned = season.plan(held, reader, today)
    left_out = {each.event.key for each in planned.dates.of(State.LEFT_OUT)}
    for todo in planned.todos:
        slug = todo.task.key.split("/")[1]
        ahead = []
        for key, row in ROWS.items():
            known = "first_day" in row and not row.get("whole_months") and key not in left_out
            if known and [slug] in row.get("strategies", []) and row["last_day"] >= today:
                ahead.append(row["first_day"] if row["first_day"] > today else row["last_day"])
        assert todo.task.due == min(ahead, default=None)


@given(readers, days)
def test_the_file_has_the_days_to_come_and_nothing_else(held, reader, today):
    planned = season.plan(held, reader, today)
    left_out = {each.event.key for each in planned.dates.of(State.LEFT_OUT)}
    expected = {
        key
        for key, row in ROWS.items()
        if row.get("last_day", date.min) >= today
        and not row.get("whole_months")
        and key not in left_out
    }
    assert {each.event.key for each in planned.in_file} == expected


def test_after_the_end_of_the_season_the_page_says_so_and_gives_no_file(held):
    planned = season.plan(held, EMPTY, END)
    assert not planned.dates.over
    told = plan_page.context(held, EMPTY, END + timedelta(days=1))
    assert told["over"]
    assert (told["now"], told["next"], told["months"], told["in_file"]) == ([], [], [], 0)
    assert told["past"]
    assert told["unknown"]
    assert told["turns"]


def test_a_reader_who_waits_is_not_told_what_to_do_about_days_behind_them(held):
    applied = plan_page.context(held, Profile(stage="applied"), TODAY)
    before = plan_page.context(held, Profile(stage="before-applying"), TODAY)
    found = [
        next(each for each in told["past"] if each.row.slug == "eras-submit-2027")
        for told in [applied, before]
    ]
    assert (found[0].still, found[0].dated.behind) == ("", True)
    assert (found[1].still, found[1].dated.behind) == (found[1].row.afterwards, False)
    assert before["late"]
    assert not applied["late"]


def test_a_date_behind_a_source_that_readers_cannot_open_is_only_reported_or_expected(held):
    for row in held.rows.values():
        if row.source.grade in "CD" or not row.source.url:
            assert row.word != "Published"


def test_every_date_says_what_to_do_in_plain_words(held):
    for row in held.rows.values():
        for text in filter(None, [row.action, row.afterwards]):
            assert not re.findall(r"\d", NAMES.sub("", text))
            assert text.endswith(".")
            assert "!" not in text
            assert max(len(part.split()) for part in text.split(". ")) <= 25
        if row.last_day and row.part != "after":
            assert row.afterwards, f"{row.slug} says nothing of what can be done when it has passed"
