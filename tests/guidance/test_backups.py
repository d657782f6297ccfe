"""The page of a specialty's backups: what it tells of each pair, and to whom."""

import brotli
import pytest
from django.core.exceptions import ValidationError

from guidance import backup_page, catalogue
from guidance.ledger import entries
from guidance.models import BackupPair, Status
from residencies.models import Revision, Specialty
from tests.guidance.backup_pairs import FIRSTS, KEYS, edit, looked_at, shown, told
from tests.residencies import naive
from tests.residencies.markup import section, text

GROUPS = pytest.mark.parametrize("group", naive.GROUPS)


def test_a_pair_goes_one_way_between_two_specialties_that_are_shown():
    facts = naive.specialties()
    for first, second in KEYS:
        assert first != second
        assert facts[first]["published"]
        assert facts[second]["published"]
        assert (second, first) not in KEYS


@pytest.mark.parametrize(("first", "second"), KEYS)
def test_a_backup_adds_something_for_one_group_at_least(first, second):
    def measures(slug, group):
        judged = naive.judged(slug, group)
        rate = naive.match_rate(slug, group)
        return judged.get("openness"), judged.get("count"), rate

    found = [
        mine is None or (yours is not None and yours > mine)
        for group in naive.GROUPS
        for mine, yours in zip(measures(first, group), measures(second, group), strict=True)
        if mine is not None or first in naive.SEPARATE
    ]
    assert any(found)


@GROUPS
@pytest.mark.parametrize("first", FIRSTS)
def test_a_page_tells_of_every_pair_with_its_reasons_and_its_warning(client, db, first, group):
    page = looked_at(client, first, group=group)
    assert sorted(shown(page)) == sorted(second for each, second in KEYS if each == first)
    for second in shown(page):
        part = section(page, second)
        reasons = told(part)
        assert list(reasons)[:4] == [
            "Shared letters",
            "Extra cost",
            "Added reach",
            "Risk of looking unfocused",
        ]
        assert all(text(each) for each in reasons.values())
        assert text(part.find("./div[@class='note warn stack']"))
        assert text(part.find("./h2/span")).lower() in {
            naive.judged(second, group)["band"],
            "too few to say",
            "separate match",
        }


@pytest.mark.parametrize("slug", naive.specialties())
def test_every_specialty_has_a_page_of_backups_in_its_budget(client, db, slug):
    response = client.get(f"/specialties/{slug}/backup/?group=us_img&score=241")
    assert response.status_code == 200
    assert len(brotli.compress(response.content, quality=5)) <= 16_000
    assert f"/specialties/{slug}/backup/?score=241" in client.get(
        f"/specialties/{slug}/?score=241"
    ).text.replace("&amp;", "&")


def test_a_page_without_pairs_says_so_and_leads_on(client, db):
    BackupPair.objects.all().delete()
    Revision.bump()
    page = looked_at(client, "orthopaedic-surgery", group="us_img", score="241")
    assert "have not written about a backup for Orthopaedic surgery yet" in text(page)
    assert "/landscape/?group=us_img" in {link.get("href") for link in page.iter("a")}
    assert section(page, "neighbours") is not None
    assert shown(page) == []


def test_a_neighbour_found_by_rule_is_told_apart_and_is_no_pair(client, db):
    for first in FIRSTS:
        page = looked_at(client, first)
        found = page.findall(".//section[@aria-labelledby='neighbours']/ul/li/a")
        slugs = {link.get("href").split("/")[2] for link in found}
        assert not slugs & set(shown(page))
        assert bool(slugs) == ("A rule finds these" in text(page))


def test_who_the_reader_is_goes_along(client, db):
    page = looked_at(client, "orthopaedic-surgery", group="us_img", score="241")
    links = {link.get("href") for link in page.iter("a")}
    reader = "group=us_img&score=241"
    assert f"/specialties/orthopaedic-surgery/?{reader}" in links
    assert f"/specialties/general-surgery/?{reader}" in links
    assert f"/compare/?s=orthopaedic-surgery&s=general-surgery&{reader}" in links
    (ticked,) = [each for each in page.iter("input") if "checked" in each.attrib]
    assert ticked.get("value") == "us_img"
    (kept,) = [each for each in page.iter("input") if each.get("type") == "hidden"]
    assert (kept.get("name"), kept.get("value")) == ("score", "241")


def test_a_page_asks_only_for_the_revision(client, db, django_assert_num_queries):
    client.get("/specialties/general-surgery/backup/")
    with django_assert_num_queries(1):
        client.get("/specialties/general-surgery/backup/?group=us_img")


def test_a_draft_and_a_pair_with_a_hidden_specialty_are_not_shown(client, db):
    first, second = BackupPair.objects.filter(specialty__slug="orthopaedic-surgery")
    edit(first, status=Status.DRAFT)
    assert shown(looked_at(client, "orthopaedic-surgery")) == [second.backup.slug]
    edit(second.backup, published=False)
    assert shown(looked_at(client, "orthopaedic-surgery")) == []


def test_what_a_pair_rests_on_is_among_the_sources(db):
    held = catalogue.current()
    listed = {each.source for each in entries.current().listed}
    for pairs in held.backups.values():
        for pair in pairs:
            assert {*pair.figures, *pair.sources} <= listed
            assert {finding.source for finding in pair.findings} <= listed


def test_an_address_of_a_pair_leads_to_its_place_on_the_page(client, db):
    pair = BackupPair.objects.get(specialty__slug="urology")
    address, _, part = pair.get_absolute_url().partition("#")
    assert address == backup_page.url("urology", "non_us_img", None)
    assert f'id="{part}"' in client.get(address).text


def test_a_specialty_cannot_back_up_itself(db):
    one = Specialty.objects.first()
    with pytest.raises(ValidationError, match="cannot be its own backup"):
        BackupPair(specialty=one, backup=one).validate_constraints()


def test_an_unknown_specialty_has_no_backups(client, db):
    assert client.get("/specialties/no-such-specialty/backup/").status_code == 404
