"""What nginx keeps of the site, for how long, and what it never keeps."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from imgpath import caching
from tests.databases import on_one_database
from tests.deploy.backend import SHARED, Answer
from tests.deploy.machine import ROOT, cached, wait_for

pytestmark = on_one_database


def time_is_up():
    """Wait until what was kept just now, with s-maxage=1, is no longer fresh: seconds are whole."""
    time.sleep(int(time.time()) + 2.05 - time.time())


def test_a_page_is_asked_for_once_and_then_only_whether_it_still_holds(proxy, backend):
    backend.answers["/held/?a=1"] = Answer(headers={"Cache-Control": SHARED, "ETag": 'W/"first"'})
    told = [cached(proxy.ask("/held/?a=1")) for _ in range(3)]
    time_is_up()
    told.append(cached(proxy.ask("/held/?a=1")))
    assert told == ["MISS", "HIT", "HIT", "REVALIDATED"]
    assert [each.headers["If-None-Match"] for each in backend.asked] == [None, 'W/"first"']
    assert cached(proxy.ask("/held/?a=2")) == "MISS"
    reader = proxy.ask("/held/?a=1", If_None_Match='W/"first"')
    assert (reader.status, reader.body) == (304, b"")


def test_an_edit_is_seen_by_the_first_who_asks_after_the_time_is_up(proxy, backend):
    backend.answers["/edited/"] = Answer("before", headers={"Cache-Control": SHARED, "ETag": '"1"'})
    proxy.ask("/edited/")
    backend.answers["/edited/"] = Answer("after", headers={"Cache-Control": SHARED, "ETag": '"2"'})
    assert proxy.ask("/edited/").body == b"before"
    time_is_up()
    assert proxy.ask("/edited/").body == b"after"


def test_a_page_and_its_part_never_mix(proxy, backend):
    backend.answers["/both/"] = Answer("the page")
    assert proxy.ask("/both/").body == b"the page"
    backend.answers["/both/"] = Answer("a part", headers={"Cache-Control": "no-store"})
    part = proxy.ask("/both/", HX_Request="true")
    assert (part.body, cached(part)) == (b"a part", "BYPASS")
    assert proxy.ask("/both/").body == b"the page"
    backend.answers["/both/"] = Answer("a part that says it may be kept")
    proxy.ask("/both/", HX_Request="true")
    assert proxy.ask("/both/").body == b"the page"
    assert proxy.ask("/both/", HX_Request="").body == b"the page"


@pytest.mark.parametrize("place", ["admin", "staff", "me", "shortlist", "report", "health"])
def test_pages_of_one_person_are_never_kept_and_get_their_cookie(proxy, backend, place):
    for visitor in ("a=1", "b=2"):
        assert cached(proxy.ask(f"/{place}/", Cookie=visitor)) is None
        assert cached(proxy.ask(f"/%{ord(place[0]):x}{place[1:]}/", Cookie=visitor)) is None
    assert [each.headers["Cookie"] for each in backend.asked] == ["a=1", "a=1", "b=2", "b=2"]


@pytest.mark.parametrize("language", ["ar", "pt-br", "zh-hans"])
def test_pages_of_one_person_are_never_kept_in_any_language(proxy, backend, language):
    for place in ("me", "shortlist", "report"):
        assert cached(proxy.ask(f"/{language}/{place}/", Cookie="a=1")) is None
    assert [each.headers["Cookie"] for each in backend.asked] == ["a=1"] * 3


def test_the_cache_knows_the_same_pages_of_one_person_as_the_site():
    shipped = (ROOT / "deploy/nginx/imgpath.conf").read_text()
    names = "|".join(place.strip("/") for place in caching.OWN if place.endswith("/"))
    assert f'?/({names})/" 1;' in shipped


def test_what_everyone_gets_is_asked_for_without_cookies(proxy, backend):
    proxy.ask("/cookies/", Cookie="imgpath_list=a.b; __Host-sessionid=secret")
    assert backend.asked[0].headers["Cookie"] is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": SHARED, "Set-Cookie": "a=1"},
        {"Cache-Control": SHARED, "Vary": "HX-Request, Cookie"},
        {"Cache-Control": "private, max-age=60"},
        {"Cache-Control": "no-store"},
        {},
    ],
)
def test_what_may_not_be_kept_is_not(proxy, backend, headers):
    path = f"/not-kept/?{headers}".replace(" ", "")
    backend.answers[path] = Answer(headers=headers)
    assert [cached(proxy.ask(path)) for _ in range(2)] == ["MISS", "MISS"]


def test_the_last_good_page_stands_in_for_an_error(proxy, backend):
    statuses = [500, 502, 503, 504]
    for status in statuses:
        proxy.ask(f"/broken/?{status}")
        backend.answers[f"/broken/?{status}"] = Answer("broken", status, {})
    time_is_up()
    for status in statuses:
        answer = proxy.ask(f"/broken/?{status}")
        assert (answer.status, answer.body, cached(answer)) == (200, b"a page", "STALE")


def test_the_last_good_pages_are_shown_while_the_site_is_down(proxy, backend):
    proxy.ask("/down/")
    backend.server.shutdown()
    backend.server.server_close()
    time_is_up()
    answer = proxy.ask("/down/")
    assert (answer.status, answer.body, cached(answer)) == (200, b"a page", "STALE")
    unseen = proxy.ask("/never-seen/")
    assert unseen.status == 503
    assert b"This page cannot be shown right now" in unseen.body
    assert unseen.headers["Retry-After"] == "10"
    assert unseen.headers["Cache-Control"] == "no-store"


def test_of_many_who_ask_for_a_new_page_at_once_one_reaches_the_site(proxy, backend):
    with backend.holding() as busy, ThreadPoolExecutor(8) as crowd:
        backend.answers["/crowd/"] = Answer(waits=busy)
        answers = [crowd.submit(proxy.ask, "/crowd/") for _ in range(8)]
        time.sleep(0.3)
        busy.set()
        assert [answer.result().body for answer in answers] == [b"a page"] * 8
    assert backend.count("/crowd/") == 1


def test_too_many_at_once_get_the_cache_or_a_503_and_editors_get_in(proxy, backend):
    proxy.ask("/popular/")
    time_is_up()
    with backend.holding() as busy, ThreadPoolExecutor(76) as crowd:
        asked = []
        for number in range(76):
            path, source = f"/slow/?{number}", f"127.0.0.{number % 2 + 2}"
            backend.answers[path] = Answer(waits=busy)
            asked.append(crowd.submit(proxy.ask, path, source=source))
        wait_for(lambda: len(backend.asked) == 65)  # 64, and the page above
        wait_for(lambda: sum(answer.done() for answer in asked) == 12)
        popular = proxy.ask("/popular/")
        assert (popular.status, cached(popular)) == (200, "STALE")
        assert proxy.ask("/admin/").status == 200
        busy.set()
        answers = [answer.result() for answer in asked]
    assert sorted(answer.status for answer in answers) == [200] * 64 + [503] * 12
    assert {answer.headers["Retry-After"] for answer in answers} == {None, "10"}


def test_a_site_with_no_place_left_is_still_found_alive(proxy, backend):
    with backend.holding() as busy, ThreadPoolExecutor(33) as crowd:
        backend.answers["/me/"] = Answer(waits=busy)
        asked = [crowd.submit(proxy.ask, "/me/") for _ in range(33)]
        wait_for(lambda: any(answer.done() for answer in asked))
        assert proxy.ask("/admin/").status == 503
        assert proxy.ask("/health/live").status == 200
        busy.set()
        assert sorted(answer.result().status for answer in asked) == [200] * 32 + [503]
