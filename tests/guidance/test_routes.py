"""Routes: every path of answers has an address, and ends in an outcome with its sources."""

import pytest
import yaml

from guidance import catalogue
from guidance.models import Outcome, Route, RouteAnswer, RouteQuestion
from imgpath.content.fixtures import FOLDER
from imgpath.content.yaml_text import LOADER
from residencies.models import Revision
from tests.residencies.markup import by_id, section, text, tree, unlinked


def shipped(model):
    rows = yaml.load((FOLDER / "guidance/routes.yaml").read_text("utf-8"), LOADER)
    return [row["fields"] for row in rows if row["model"] == f"guidance.{model}"]


def walk(question):
    """Yield every path from a question of the fixture on: its answers and its outcome."""
    for answer in shipped("routeanswer"):
        if answer["question"] == [question]:
            if "outcome" in answer:
                yield [answer["slug"]], answer["outcome"][0]
            else:
                for path, outcome in walk(answer["leads_to"][0]):
                    yield [answer["slug"], *path], outcome


def paths():
    for route in shipped("route"):
        questions = [each for each in shipped("routequestion") if each["route"] == [route["slug"]]]
        first = min(questions, key=lambda each: each["number"])
        for path, outcome in walk(first["slug"]):
            yield route["slug"], path, outcome


PATHS = list(paths())
TITLES = {
    row["fields"]["slug"]: row["fields"]["title"]
    for row in yaml.load((FOLDER / "guidance/outcomes.yaml").read_text("utf-8"), LOADER)
}
WITH_OUTCOMES = pytest.mark.parametrize("slug", TITLES)


def heading(page):
    (found,) = page.findall(".//h1")
    return text(found)


def test_the_site_holds_the_paths_of_the_fixtures_and_no_other(db):
    held = catalogue.current().routes
    found = [
        (slug, path, item.row.slug) for slug, route in held.items() for path, item in route.paths()
    ]
    assert sorted(found) == sorted(PATHS)
    assert len(found) > 20
    assert {outcome for _, _, outcome in found} == TITLES.keys()


@pytest.mark.parametrize(
    ("route", "path", "outcome"), PATHS, ids=["/".join([r, *p]) for r, p, _ in PATHS]
)
def test_following_the_links_of_a_path_ends_in_its_outcome(client, db, route, path, outcome):
    address, asked = f"/routes/{route}/", []
    for slug in path:
        page = tree(client.get(address).text)
        asked.append(heading(page))
        address += f"{slug}/"
        links = [link.get("href") for link in page.findall(".//ul[@class='choices']//a")]
        assert address in links
        assert len(links) == len(set(links)) >= 2
    page = tree(unlinked(client.get(address).text))
    assert heading(page) == TITLES[outcome]
    answers = section(page, "answers").findall("./dl/div")
    assert [text(each.find("./dt")) for each in answers] == asked
    changed = [each.find("./dd/a").get("href") for each in answers]
    assert changed[0] == f"/routes/{route}/"
    assert changed[1:] == ["/".join(["/routes", route, *path[:n], ""]) for n in range(1, len(path))]


@WITH_OUTCOMES
def test_an_outcome_says_what_it_rests_on_and_when_it_is_looked_at_again(client, db, slug):
    page = tree(client.get(f"/outcomes/{slug}/").text)
    words = text(by_id(page, "main"))
    assert "As of " in words
    assert "next review " in words
    assert section(page, "first-step").findall(".//div/*")
    known = section(page, "known").findall(".//li")
    assert known
    assert all(any("/sources/" in link.get("href") for link in each.iter("a")) for each in known)


def test_now_or_wait_names_the_two_facts_that_would_turn_the_answer(db):
    route = catalogue.current().routes["apply-now-or-wait"]
    for _, item in route.paths():
        assert "wo facts" in item.row.turns, item.row.slug


def test_what_next_after_no_match_looks_twelve_months_ahead(db):
    route = catalogue.current().routes["not-matched"]
    for path, item in route.paths():
        parts = ["First weeks", "Spring", "Summer", "Early autumn", "Winter"]
        assert path == ["match-week"] or all(each in item.row.first_step for each in parts)


@pytest.mark.parametrize(
    "address",
    [
        "/routes/no-such-route/",
        "/routes/visa/no-such-answer/",
        "/routes/visa/citizen/more/",
        "/routes/visa/nothing//",
        "/outcomes/no-such-outcome/",
    ],
)
def test_an_answer_that_is_none_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_an_outcome_has_one_address_of_its_own_however_it_was_reached(client, db):
    for address in ["/outcomes/j-1-route/", "/routes/visa/nothing/j-1/"]:
        assert '<link rel="canonical" href="http://testserver/outcomes/j-1-route/">' in (
            client.get(address).text
        )


@pytest.mark.parametrize("address", ["/routes/", "/routes/visa/nothing/", "/routes/visa/citizen/"])
def test_a_route_asks_only_for_the_revision_and_keeps_nothing(
    client, db, address, django_assert_num_queries
):
    client.get(address)
    with django_assert_num_queries(1):
        response = client.get(address)
    assert not response.cookies


def broken_by_a_draft():
    Outcome.objects.filter(slug="j-1-route").update(status="draft")


def broken_by_a_circle():
    RouteAnswer.objects.filter(question__slug="visa-step-3", slug="no").update(
        leads_to=RouteQuestion.objects.get(slug="visa-status"), outcome=None
    )


def broken_by_a_single_answer():
    RouteAnswer.objects.filter(question__slug="visa-step-3", slug="no").delete()


def broken_by_having_no_question():
    RouteAnswer.objects.filter(question__route__slug="visa").delete()
    RouteQuestion.objects.filter(route__slug="visa").delete()


@pytest.mark.parametrize(
    "change",
    [
        broken_by_a_draft,
        broken_by_a_circle,
        broken_by_a_single_answer,
        broken_by_having_no_question,
    ],
)
def test_a_route_that_is_not_whole_is_not_shown(client, db, change):
    change()
    Revision.bump()
    assert client.get("/routes/visa/").status_code == 404
    assert "/routes/visa/" not in client.get("/routes/").text
    assert client.get("/routes/which-group/").status_code == 200


def test_without_any_route_the_page_says_so(client, db):
    Route.objects.update(status="draft")
    Revision.bump()
    assert "No questions are ready now." in client.get("/routes/").text
