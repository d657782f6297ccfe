"""The first page: what is open, where to begin, and what is new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guidance.models import Challenge, Status
from imgpath.content.history import recorded
from imgpath.content.models import ContentRevision
from residencies.models import Revision, Specialty
from tests.residencies import naive
from tests.residencies.markup import by_id, listed, section, text, tree

pytestmark = pytest.mark.django_db
BANDS = ["open", "accessible", "selective", "rare"]


def change(title):
    """Give a challenge another title, as an editor does; return the challenge."""
    row = Challenge.objects.filter(status=Status.PUBLISHED).first()
    with recorded(Challenge, via=ContentRevision.Via.ADMIN):
        row.title = title
        row.save()
        Revision.bump()
    return row


def news(client):
    return section(tree(client.get("/").text), "news")


@pytest.mark.parametrize("group", naive.GROUPS)
def test_each_band_lists_what_the_explorer_lists_for_it_in_the_same_order(client, group):
    page = tree(client.get("/", {"group": group}).text)
    years = set(Specialty.objects.filter(preliminary=True).values_list("slug", flat=True))
    for band in BANDS:
        explorer = tree(client.get("/specialties/", {"group": group, "band": band}).text)
        wanted = [slug for slug in listed(explorer) if slug not in years]
        (part,) = [
            each
            for each in page.findall(".//dl/div")
            if each.find(f".//*[@class='tag {band}']") is not None
        ]
        links = [each.get("href").split("/")[2] for each in part.iter("a")]
        assert links == wanted


@pytest.mark.parametrize("group", naive.GROUPS)
def test_every_specialty_that_ends_in_a_board_is_there_once(client, group):
    page = tree(client.get("/", {"group": group}).text)
    links = [each.get("href").split("/")[2] for each in section(page, "bands").findall(".//dd//a")]
    wanted = Specialty.objects.filter(preliminary=False).values_list("slug", flat=True)
    assert sorted(links) == sorted(wanted)


def test_the_five_steps_are_those_of_the_path(client):
    steps = section(tree(client.get("/").text), "path-in-brief").findall(".//li/a")
    path = tree(client.get("/path/").text)
    assert len(steps) == 5
    for link in steps:
        where = link.get("href").partition("#")[2]
        assert text(by_id(path, where).find("h2")) == text(link)


def test_three_kinds_of_reader_find_where_to_begin(client):
    begin = section(tree(client.get("/").text), "begin")
    assert len(begin.findall(".//h3")) == 3
    for link in begin.iter("a"):
        assert client.get(link.get("href")).status_code == 200


def test_the_form_asks_the_explorer(client):
    (form,) = [
        each
        for each in tree(client.get("/").text).iter("form")
        if each.get("class") == "asking screen"
    ]
    assert form.get("action") == "/specialties/"
    assert {each.get("name") for each in form.iter("input")} == {"group", "score"}


def test_a_group_that_is_none_gets_a_message(client):
    assert "There is no such group" in client.get("/?group=martian").text


def test_a_change_of_the_last_seven_days_is_told_with_its_page(client, monkeypatch):
    assert "Nothing in the last seven days." in text(news(client))
    row = change("Told anew")
    assert "Challenges, changed: Told anew" in text(news(client))
    assert row.get_absolute_url() in [each.get("href") for each in news(client).iter("a")]
    day = timezone.localdate()
    monkeypatch.setattr(timezone, "localdate", lambda at=None: day if at else day + timedelta(6))
    assert "Told anew" in text(news(client))
    monkeypatch.setattr(timezone, "localdate", lambda at=None: day if at else day + timedelta(7))
    assert "Told anew" not in text(news(client))


def test_of_many_changes_of_one_kind_three_are_named(client):
    for row in list(Challenge.objects.filter(status=Status.PUBLISHED))[:5]:
        with recorded(Challenge, via=ContentRevision.Via.ADMIN):
            row.title = f"{row.title}!"
            row.save()
    Revision.bump()
    assert "and 2 more" in text(news(client))


def test_without_content_the_page_says_so(client):
    Specialty.objects.update(published=False)
    Revision.bump()
    assert "No specialty is published yet." in text(section(tree(client.get("/").text), "bands"))
