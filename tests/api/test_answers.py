"""What every answer of the API has around it, whatever it is about."""

from itertools import islice

import pytest
from django.db import OperationalError
from django.test import Client

from residencies.models import Revision
from tests.api.asking import EXAMPLES, OPERATIONS, ROOT, answer, walk

pytestmark = pytest.mark.django_db
LISTS = [each.path for each in OPERATIONS if each.lists]
LIST = "/api/v1/specialties"
ADDRESSES = [*EXAMPLES, f"{ROOT}openapi.json"]


def is_problem(response, status):
    told = response.json()
    return (
        (response.status_code, told["status"]) == (status, status)
        and response["Content-Type"] == "application/problem+json"
        and bool(told["title"] and told["detail"])
    )


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_whole_in_parts_of_any_size(client, path):
    whole = list(islice(walk(client, f"{path}?limit=100"), 250))
    about = answer(client, path)["about"]
    assert about["count"] == len(whole) or len(whole) == 250
    part = answer(client, f"{path}?limit=7&offset=5")
    assert part["items"] == whole[5:12]
    assert answer(client, f"{path}?offset=90000")["items"] == []


def test_a_part_says_what_comes_before_and_after(client):
    about = answer(client, f"{LIST}?limit=10&offset=5&group=us_img")["about"]
    here = f"http://testserver{LIST}"
    assert about["next"] == f"{here}?limit=10&offset=15&group=us_img"
    assert about["previous"] == f"{here}?limit=10&offset=0&group=us_img"
    assert answer(client, f"{LIST}?offset=54")["about"]["next"] is None
    assert answer(client, LIST)["about"]["previous"] is None


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_that_has_not_changed_costs_one_query(client, address, django_assert_num_queries):
    first = client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content
    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-if-error=86400"


def test_an_answer_is_made_anew_after_an_edit(client):
    tag = client.get(LIST)["ETag"]
    Revision.bump()
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_anyone_may_read_it_from_anywhere_and_is_given_no_cookie(address):
    client = Client()
    client.cookies.load({"sessionid": "x" * 32, "answers": "y"})
    response = client.get(address, headers={"Origin": "https://other.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.has_header("Access-Control-Allow-Credentials")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response.content == Client().get(address).content


def test_only_the_api_is_open_to_pages_of_other_sites(client):
    for path in ["/specialties/", "/specialties.json", "/health/ready", "/no/such/page/"]:
        assert not client.get(path).has_header("Access-Control-Allow-Origin")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_head_is_answered_as_a_get_without_its_body(client, address):
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])


@pytest.mark.parametrize("address", EXAMPLES)
def test_without_the_database_it_answers_and_says_since_when(client, address, monkeypatch):
    before = answer(client, address)
    assert before["about"]["unconfirmed_since"] is None

    def refused(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(Revision, "current", refused)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", refused)
    response = client.get(address)
    after = response.json()
    assert after["about"].pop("unconfirmed_since")
    assert before["about"].pop("unconfirmed_since") is None
    assert (after, response["Cache-Control"]) == (before, "no-store")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_it_only_reads(method):
    response = Client(enforce_csrf_checks=True).generic(method, LIST)
    assert is_problem(response, 405)
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["nothing", "specialties/", "specialties/none", "specialties/%00"])
def test_what_has_no_address_is_a_problem_and_no_page(client, path):
    assert is_problem(client.get(ROOT + path), 404)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("band=open&utm_source=mail", ["utm_source"]),
        ("band=", ["band"]),
        ("band=open&band=none", ["band"]),
        ("score=301&limit=0&offset=-1", ["limit", "offset", "score"]),
        ("group=martian", ["group"]),
        ("sort=-", ["sort"]),
        ("q=%00", ["q"]),
    ],
)
def test_what_is_wrong_is_refused_by_its_name_and_never_left_out(client, query, named):
    response = client.get(f"{LIST}?{query}")
    assert is_problem(response, 422)
    errors = response.json()["errors"]
    assert sorted(each["parameter"] for each in errors) == named
    assert all(each["detail"] for each in errors)
    assert not response.has_header("ETag")


def test_a_mistake_of_ours_and_an_outage_are_problems_too(client, monkeypatch):
    client.raise_request_exception = False
    for error, status in [(OperationalError, 503), (ValueError, 500)]:

        def broken(*args, error=error):
            raise error

        monkeypatch.setattr("imgpath.api.specialties.explore", broken)
        response = client.get(LIST)
        assert is_problem(response, status)
        assert response.has_header("Retry-After") == (status == 503)
        assert response["Access-Control-Allow-Origin"] == "*"
    assert is_problem(client.get(LIST, headers={"Host": "other.example"}), 400)
