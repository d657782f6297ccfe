"""A form without a token: pages of this site can send it, pages of another cannot."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt

from imgpath.security import same_origin_post

SAME = {"Origin": "http://testserver"}
OTHER = {"Origin": "https://other.example"}


@same_origin_post
def view(request, name):
    """Say what was sent."""
    return HttpResponse(f"{name} {request.POST.get('add')}")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"} | SAME, 403),
        (SAME, 200),
        ({"Origin": "https://testserver"}, 200),
        ({"Origin": "http://testserver:8000"}, 403),
        ({"Origin": "http://evil.testserver"}, 403),
        (OTHER, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({}, 200),
    ],
)
def test_only_a_page_of_this_site_can_send_a_form(headers, status):
    response = view(RequestFactory().post("/", {"add": "x"}, headers=headers), "form")
    assert response.status_code == status
    assert (response.text == "form x") == (status == 200)


def test_a_link_from_another_site_still_leads_here():
    headers = {"Sec-Fetch-Site": "cross-site"} | OTHER
    assert view(RequestFactory().get("/", headers=headers), "page").status_code == 200


def test_the_guard_takes_the_place_of_the_token():
    assert view.csrf_exempt == csrf_exempt(lambda: None).csrf_exempt
    assert (view.__name__, view.__doc__) == ("view", "Say what was sent.")
