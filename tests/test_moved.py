"""Old addresses lead to new ones, for good, and cost the database nothing."""

import pytest
from django.http import HttpResponse

from guidance.profile import Profile
from imgpath.content import renames
from imgpath.me import cookie

pytestmark = pytest.mark.django_db
NAMES = {
    "residencies.specialty": {"im": "internal-medicine", "nowhere": "gone"},
    "residencies.source": {"s1": "match-s01"},
    "guidance.challenge": {"visa": "visa-sponsorship"},
    "guidance.stateboard": {"texas": "tx"},
    "guidance.route": {"visas": "visa"},
    "guidance.audience": {"everybody": "everyone"},
}


@pytest.fixture(autouse=True)
def renamed(monkeypatch):
    monkeypatch.setattr(renames, "shipped", lambda: NAMES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/specialties/im/", "/specialties/internal-medicine/"),
        ("/specialties/im/?group=us_img", "/specialties/internal-medicine/?group=us_img"),
        ("/specialties/im/backup/", "/specialties/internal-medicine/backup/"),
        ("/specialties/im.csv", "/specialties/internal-medicine.csv"),
        ("/sources/s1/", "/sources/match-s01/"),
        ("/sources/s1.json", "/sources/match-s01.json"),
        ("/challenges/visa/", "/challenges/visa-sponsorship/"),
        ("/states/texas/", "/states/tx/"),
        ("/routes/visas/nothing/both/yes/", "/routes/visa/nothing/both/yes/"),
        ("/compare/?s=im&s=urology", "/compare/?s=internal-medicine&s=urology"),
        ("/costs/?s1=im&n1=60", "/costs/?s1=internal-medicine&n1=60"),
        ("/shortlist/?s=im&score=241", "/shortlist/?s=internal-medicine&score=241"),
    ],
)
def test_an_old_address_leads_to_the_page_under_its_new_name(
    client, old, new, django_assert_max_num_queries
):
    assert client.get(new).status_code == 200
    with django_assert_max_num_queries(1):
        response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)


@pytest.mark.parametrize(
    "path", ["/challenges/im/", "/specialties/none/", "/specialties/im-2/", "/no/im/", "/admin/im/"]
)
def test_an_address_that_was_never_of_a_renamed_row_leads_nowhere(client, path):
    assert client.get(path).status_code in {302, 404}
    assert "internal-medicine" not in client.get(path).get("Location", "")


def test_a_page_that_is_still_there_stays(client, monkeypatch):
    names = {"guidance.challenge": {"low-score": "visa-sponsorship"}}
    monkeypatch.setattr(renames, "shipped", lambda: names)
    assert client.get("/challenges/low-score/").status_code == 200


def test_a_kept_shortlist_holds_a_renamed_specialty(client):
    client.cookies["shortlist"] = "im.urology"
    response = client.get("/shortlist/")
    assert response["Location"] == "/shortlist/?s=internal-medicine&s=urology"


def test_kept_answers_hold_a_renamed_specialty(client):
    answers = Profile(score=241, specialties=("im", "urology"))
    client.cookies.update(cookie.keep(HttpResponse(), answers).cookies)
    page = " ".join(client.get("/me/").text.split())
    assert 'value="internal-medicine" checked' in page
