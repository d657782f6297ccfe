"""State licenses: what was read, how far it can be trusted; what was not read is never none."""

import re

import pytest
import yaml

from guidance import catalogue
from guidance.models import AlternativeLicense, StateBoard
from imgpath.content.fixtures import FOLDER
from imgpath.content.yaml_text import LOADER
from residencies.models import Revision
from tests.residencies.markup import by_id, section, text, tree

LIST = "/states/"


def shipped(name):
    rows = yaml.load((FOLDER / f"guidance/{name}.yaml").read_text("utf-8"), LOADER)
    return [row["fields"] for row in rows]


BOARDS = {row["slug"]: row for row in shipped("state_boards")}
LICENSES = shipped("alternative_licenses")
EACH = pytest.mark.parametrize("code", BOARDS)


@pytest.fixture
def look(client, db):
    def _look(address):
        response = client.get(address)
        assert response.status_code == 200
        return tree(response.text)

    return _look


def facts(element):
    found = element.findall(".//dl[@class='facts']/*")
    return {text(a): text(b) for a, b in zip(found[::2], found[1::2], strict=True)}


def test_every_state_and_district_has_a_row():
    assert len(BOARDS) == 53
    assert {"dc", "pr", "vi"} <= BOARDS.keys()


@EACH
def test_a_state_tells_what_the_fixture_holds_and_says_what_was_not_read(look, code):
    row, rules = BOARDS[code], facts(section(look(f"/states/{code}/"), "rules"))
    assert rules["Years of training"].startswith(row["years"])
    attempts = rules["Attempts at the Steps"]
    for name, missing in [
        ("attempts", "Not in the newer list"),
        ("attempts_before", "Not in the table of 2017"),
    ]:
        assert (row[name] or missing) in attempts
        assert (missing in attempts) == (not row[name])
    assert rules["First to last Step"].startswith(row["time_limit"] or "Not read")
    assert row["differs"] in rules["Do sources agree"]


@EACH
def test_a_state_names_the_list_and_the_table_that_its_limits_come_from(code):
    row, named = BOARDS[code], {slug for (slug,) in BOARDS[code]["sources"]}
    assert not row["attempts"] or "rules-medpro-attempts" in named
    if row["attempts_before"] or row["time_limit"]:
        assert "rules-medlicense-tbl" in named


@EACH
def test_the_official_page_comes_first_and_an_unsure_row_says_to_check_with_the_board(look, code):
    row, main = BOARDS[code], by_id(look(f"/states/{code}/"), "main")
    links = [each.get("href") for each in main.iter("a")]
    assert links[1] == row["official_url"]
    assert ("Check with the board before you rely on it." in text(main)) == (
        row["sureness"] == "low"
    )


@EACH
def test_every_rule_and_license_of_a_state_names_its_sources_and_dates(look, code):
    page = look(f"/states/{code}/")
    cited = {each.get("href") for each in page.iter("a")}
    here = [each for each in LICENSES if each["board"] == [code]]
    for row in [BOARDS[code], *here]:
        assert {f"/sources/{slug}/" for (slug,) in row["sources"]} <= cited
    without = section(page, "without")
    shown = without.findall("./ul/li")
    assert {each.get("id") for each in shown} == {row["slug"] for row in here}
    for each in shown:
        assert "As of " in text(each)
        assert "next review " in text(each)
    assert ("None was seen" in text(without)) == (not here)


def test_what_may_be_open_with_step_2_ck_alone_stands_first(look):
    may = {row["slug"] for row in LICENSES if row["open_to"] == "may"}
    shown = section(look(LIST), "may").findall("./ul/li")
    assert len(shown) == len(may) >= 3
    for row in (row for row in LICENSES if row["open_to"] == "may"):
        assert any(row["condition"] in text(each) for each in shown)


def test_a_license_for_doctors_trained_abroad_is_never_said_to_be_open_to_a_graduate():
    for row in LICENSES:
        assert row["kind"] == "graduate" or row["open_to"] != "may", row["slug"]
        assert row["kind"] == "graduate" or "residency" not in row["condition"]


def test_the_list_says_where_sources_disagree_and_how_sure_each_row_is(look):
    rows = {text(row[0]): [text(each) for each in row[1:]] for row in look(LIST).iter("tr")}
    for row in BOARDS.values():
        years, without = rows[row["name"]]
        number = sum(each["board"] == [row["slug"]] for each in LICENSES)
        assert years.startswith(row["years"])
        assert ("Sources disagree" in years) == (row["agreement"] == "differ")
        assert without == (str(number) if number else "–")
        assert ("Check with the board" in years) == (row["sureness"] == "low")


def test_what_the_tables_disagree_on_is_told_for_the_known_conflicts(look):
    for code, both in [
        ("tx", ["two", "three"]),
        ("mi", ["two", "three"]),
        ("az", ["three", "one"]),
    ]:
        told = facts(section(look(f"/states/{code}/"), "rules"))["Do sources agree"]
        assert told.startswith("Sources disagree")
        assert all(re.search(rf"\b{each}\b", told) for each in both)


def test_a_state_that_is_none_is_not_found(client, db):
    assert client.get("/states/zz/").status_code == 404


@pytest.mark.parametrize("address", [LIST, "/states/tx/"])
def test_states_ask_only_for_the_revision(client, db, address, django_assert_num_queries):
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_reading_takes_as_many_queries_for_one_state_as_for_all(db, django_assert_num_queries):
    AlternativeLicense.objects.exclude(board__slug="tx").delete()
    StateBoard.objects.exclude(slug="tx").delete()
    with django_assert_num_queries(4):
        catalogue.boards.read({})


def test_without_any_state_the_page_leads_to_the_boards(client, db):
    AlternativeLicense.objects.all().delete()
    StateBoard.objects.all().delete()
    Revision.bump()
    assert "No state is told here now." in client.get(LIST).text
