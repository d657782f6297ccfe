"""What is empty in an address, and what others added to it, leads to the address without it."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "here"),
    [
        ("/specialties/?q=&score=&sort=", "/specialties/"),
        ("/specialties/?utm_source=mail&band=open", "/specialties/?band=open"),
        ("/specialties/?band=rare&q=&band=open&fbclid=x", "/specialties/?band=rare&band=open"),
        ("/compare/?score=&s=pathology&s=urology", "/compare/?s=pathology&s=urology"),
        ("/landscape/?kind=", "/landscape/"),
        ("/places/?group=us_img&fbclid=x", "/places/?group=us_img"),
        ("/costs/?s1=&n1=&ranks=", "/costs/"),
        ("/?utm_source=mail", "/"),
    ],
)
def test_an_address_with_noise_leads_to_the_one_without(client, asked, here):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, here)
    assert client.get(here).status_code == 200


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
def test_one_step_leads_to_a_page_from_anywhere(client, path, query):
    asked = QueryDict(mutable=True)
    for name, value in query:
        asked.appendlist(name, value)
    response = client.get(f"{path}?{asked.urlencode()}")
    if response.status_code == 302:
        response = client.get(response["Location"])
    assert response.status_code == 200
