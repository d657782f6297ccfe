"""check_links: what is asked, what is kept of it, what cron is told, and what the admin shows."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from guidance.models import Challenge, Question
from imgpath.content.addresses import held
from imgpath.content.asking import Answer, Asker, State
from imgpath.content.checking import due
from imgpath.content.models import LinkCheck
from residencies.models import Finding, Revision, Source
from tests.residencies.markup import text, tree

ALIVE = Answer(State.OK, "", 200)
GONE = Answer(State.FAILED, "It answers with status 404.", 404)
SILENT = Answer(State.FAILED, "No site has this name.")
SHY = Answer(State.UNCLEAR, "It does not say.", 403)
MADE = "https://made.example/"


@pytest.fixture
def answers(monkeypatch):
    """Answer in place of all other sites: with 200 unless the test says otherwise by address."""
    found = {}
    monkeypatch.setattr(Asker, "ask", lambda self, address: found.get(address, ALIVE))
    return found


@pytest.fixture
def source(db):
    """A shipped source that leads to a site of the test."""
    found = Source.objects.get(slug="match-s01")
    found.url = MADE
    found.save()
    return found


def run(**options):
    """Run the command; return its exit status and all that it says."""
    said = []
    out = type("Out", (), {"write": lambda self, text: said.append(text)})()
    try:
        call_command("check_links", stdout=out, **options)
    except CommandError as error:
        return error.returncode, "\n".join([*said, str(error)])
    return 0, "\n".join(said)


def test_every_address_that_readers_are_led_to_is_found(db):
    item = Challenge.objects.get(slug="cost")
    item.body = (
        "[a](https://in-prose.example/a#part), <https://bare.example/>, [b](/method/#part), "
        "[c](mailto:a@b.example), [d](#part) and https://not-a-link.example/"
    )
    item.save()
    finding = Finding.objects.exclude(official_url="").first()
    copied = Source.objects.filter(read_at__startswith="http").first()
    found = held()
    assert found["https://in-prose.example/a"] == [item]
    assert found["https://bare.example/"] == [item]
    assert item in found["/method/"]
    assert finding in found[finding.official_url.split("#")[0]]
    assert copied in found[copied.read_at.split("#")[0]]
    assert len([each for each in found if each.startswith("http")]) > 350
    assert {each[:1] for each in found} == {"h", "/"}
    assert not any("#" in each or "not-a-link" in each for each in found)
    Challenge.objects.filter(slug="cost").update(status="draft")
    assert "https://in-prose.example/a" not in held()


def test_what_is_found_costs_a_query_for_each_kind(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        rows = held().values()
        assert all(str(row) for each in rows for row in each)


def test_those_that_waited_longest_come_first_and_no_site_twice_in_a_row(db):
    now = timezone.now()
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "/method/"]
    assert due(urls, now) == [urls[0], urls[2], urls[3], urls[1]]
    for address, days in zip(urls, [1, 5, 9, 0], strict=True):
        LinkCheck.objects.note(address, ALIVE, now - datetime.timedelta(days, 1))
    assert due(urls, now) == [urls[2], urls[1], urls[3], urls[0]]
    assert due(urls, now - datetime.timedelta(days=5)) == [urls[2], urls[1]]


def test_a_night_of_checks(answers, source):
    LinkCheck.objects.note("https://no-longer.example/", GONE, timezone.now())
    answers[MADE] = GONE
    status, said = run()
    assert status == 1
    assert f"  {MADE}\n    It answers with status 404. In: source {source}" in said
    number = len(held())
    counts = f"{number - 1} answer, 0 moved for good, 1 failed, 0 could not be told."
    assert f"Asked {number} of {number} addresses: {counts}" in said
    assert set(LinkCheck.objects.values_list("address", flat=True)) == set(held())


def test_a_link_fails_since_it_failed_first_until_it_answers(db):
    days = [timezone.now() + datetime.timedelta(days=number) for number in range(5)]
    since = []
    for day, answer in zip(days, [GONE, SHY, GONE, ALIVE, SHY], strict=True):
        LinkCheck.objects.note(MADE, answer, day)
        kept = LinkCheck.objects.get()
        assert (kept.state, kept.status) == (answer.state.value, answer.status)
        assert kept.checked_at == day
        since.append(kept.failing_since)
    assert since == [days[0], days[0], days[0], None, None]


def test_a_night_may_be_short(answers, db):
    assert run(limit=3)[1].startswith("Asked 3 of ")
    run(limit=4)
    assert LinkCheck.objects.count() == 7
    LinkCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=8))
    run(limit=3, older_than=7)
    assert LinkCheck.objects.filter(checked_at__gt=timezone.now() - datetime.timedelta(1)).count()
    run(older_than=7)
    assert LinkCheck.objects.count() == len(held())
    assert run(older_than=7)[1].startswith("Asked 0 of ")
    assert run(verbosity=0, older_than=7) == (0, "")
    for bad in ["-1", "x"]:
        with pytest.raises(CommandError, match="is not a whole number from 0 on"):
            call_command("check_links", "--limit", bad)


def test_a_machine_that_is_cut_off_keeps_nothing_of_other_sites(monkeypatch, db):
    monkeypatch.setattr(Asker, "ask", lambda self, address: SILENT)
    status, said = run()
    assert (status, said) == (2, "No site answered, so nothing was kept. Is this machine cut off?")
    assert not LinkCheck.objects.exclude(address__startswith="/").exists()
    # One that answers is enough: then those before it were really silent.
    last = [each for each in due(held(), timezone.now()) if each.startswith("https:")][-1]
    monkeypatch.setattr(Asker, "ask", lambda self, url: ALIVE if url == last else SILENT)
    assert run()[0] == 1
    assert LinkCheck.objects.filter(state="failed").count() > 300


def test_a_page_of_this_site_is_asked_for_too(answers, db):
    page = "/questions/j-1-or-h-1b/"
    Question.objects.filter(slug="j-1-or-h-1b").update(status="draft")
    Revision.bump()
    status, said = run()
    assert status == 1
    assert f"  {page}\n    Readers find no page there. In: outcome" in said
    pages = LinkCheck.objects.filter(address__startswith="/")
    assert pages.filter(state="ok").count() == pages.count() - 1 > 40


def test_a_link_that_fails_says_since_when(db):
    with pytest.raises(IntegrityError):
        LinkCheck.objects.create(address=MADE, state="failed", checked_at=timezone.now())


def test_the_admin_names_the_rows_that_hold_an_address(editor, source):
    LinkCheck.objects.note(MADE, GONE, timezone.now())
    LinkCheck.objects.note("https://no-longer.example/", GONE, timezone.now())
    page = reverse("admin:residencies_source_change", args=[source.pk])
    for address in [
        reverse("admin:content_linkcheck_changelist", query={"state__exact": "failed"}),
        reverse("admin:content_linkcheck_change", args=[LinkCheck.objects.get(address=MADE).pk]),
    ]:
        html = editor.get(address).text
        (link,) = tree(html).findall(f".//a[@href='{page}']")
        assert text(link).startswith("source: NRMP: 2026 NRMP Main Residency Match")
        assert ("goes with the next check" in html) == ("state" in address)


def test_links_that_failed_wait_for_an_editor_until_none_leads_there(editor, source):
    def waiting():
        return "Links of the content: 1</a>" in editor.get(reverse("admin:index")).text

    LinkCheck.objects.note("https://no-longer.example/", GONE, timezone.now())
    LinkCheck.objects.note(MADE, SHY, timezone.now())
    assert not waiting()
    LinkCheck.objects.note(MADE, GONE, timezone.now())
    assert waiting()
    Source.objects.filter(pk=source.pk).update(url="https://mended.example/")
    assert not waiting()
