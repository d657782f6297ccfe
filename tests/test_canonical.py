"""Each page has one address; whoever asks for it in another way is led there once."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "here"),
    [
        ("/specialties/?q=&score=&sort=openness", "/specialties/"),
        ("/specialties/?utm_source=mail&band=open", "/specialties/?band=open"),
        ("/specialties/?band=rare&band=open&group=non_us_img", None),
        ("/specialties/?q=+surgery+", "/specialties/?q=surgery"),
        ("/compare/?score=&s=pathology&s=urology", "/compare/?s=pathology&s=urology"),
        ("/landscape/?kind=all", "/landscape/"),
        ("/places/?group=non_us_img&fbclid=x", None),
        ("/costs/?s1=&n1=&ranks=", "/costs/"),
    ],
)
def test_another_way_to_ask_for_a_page_leads_to_its_address(client, asked, here):
    response = client.get(asked)
    if response.status_code == 200:
        pytest.fail(f"{asked} has a page of its own")
    assert response.status_code == 302
    if here:
        assert response["Location"] == here
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/specialties/?score=many",
        "/specialties/?band=none",
        "/compare/?s=none&s=pathology",
        "/landscape/?group=martian",
        "/places/?year=1066",
        "/costs/?s1=pathology&n1=two+hundred",
    ],
)
def test_what_was_typed_wrong_stays_in_its_field(client, path):
    assert client.get(path).status_code == 200


def test_a_part_of_a_page_leads_nowhere(client):
    headers = {"HX-Request": "true"}
    assert client.get("/specialties/?q=&band=open", headers=headers).status_code == 200


def test_the_first_page_stays_whatever_others_add_to_its_address(client):
    assert client.get("/?utm_source=mail").status_code == 200


NAMES = [
    "q",
    "band",
    "group",
    "score",
    "sort",
    "s",
    "kind",
    "year",
    "s1",
    "n1",
    "ranks",
    "pay",
    "x",
]
VALUES = ["", "open", "rare", "us_img", "both", "241", " 241", "-name", "pathology", "urology"]
VALUES += ["surgical", "2025", "60", "٢٤١", "many", "on", "1"]
queries = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=6)


@pytest.mark.parametrize(
    "path", ["/specialties/", "/compare/", "/landscape/", "/places/", "/costs/"]
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries)
def test_one_step_leads_to_the_address_of_any_page(client, path, query):
    asked = QueryDict(mutable=True)
    for name, value in query:
        asked.appendlist(name, value)
    response = client.get(f"{path}?{asked.urlencode()}")
    if response.status_code == 302:
        response = client.get(response["Location"])
    assert response.status_code == 200
