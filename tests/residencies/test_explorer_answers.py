"""Search, reasons, chips, and what the explorer offers when nothing is left."""

import re

import pytest

from residencies.explorer import meets
from tests.residencies import naive
from tests.residencies.markup import by_id, left_out, listed, text, tree

ANESTHESIA = {
    "anesthesiology",
    "emergency-medicine-anesthesiology",
    "internal-medicine-anesthesiology",
    "pediatrics-anesthesiology",
}
OB_GYN = {"obstetrics-and-gynecology", "obstetrics-gynecology-preliminary"}
OFFERS = ".//div[@class='empty']/ul[@class='chips screen']/li/a"


@pytest.fixture
def ask(client, db):
    """Return the page at an address, or for a query string."""

    def _ask(query):
        address = query if query.startswith("/") else f"/specialties/?{query}"
        return tree(client.get(address).text)

    return _ask


def links(page, path):
    return {text(link): link.get("href") for link in page.findall(path)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("anesthesia", ANESTHESIA),
        ("ob gyn", OB_GYN),
        ("obgyn", OB_GYN),
        ("OB/GYN", OB_GYN),
        ("ob-gyn", OB_GYN),
        ("gyn ob", OB_GYN),
        ("anaesthesia", ANESTHESIA),
        ("ANAESTHESIA", ANESTHESIA),
        ("anésthesio", ANESTHESIA),
        ("ENT", {"otolaryngology"}),
        ("medpeds", {"internal-medicine-pediatrics"}),
        ("pathol", {"pathology"}),
        ("  pathology ", {"pathology"}),
        ("orthopedic", {"orthopaedic-surgery"}),
        ("prelim surgery", {"surgery-preliminary"}),
    ],
)
def test_a_name_is_found_however_it_is_typed(ask, typed, found):
    page = ask(f"q={typed}".replace(" ", "+"))
    assert set(listed(page)) == found


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("GS", "general-surgery"),
        ("med peds", "internal-medicine-pediatrics"),
        ("IM", "internal-medicine"),
        ("FM", "family-medicine"),
        ("rads", "diagnostic-radiology"),
        ("PM%26R", "physical-medicine-and-rehabilitation"),
    ],
)
def test_an_abbreviation_finds_what_it_stands_for(ask, typed, wanted):
    assert wanted in listed(ask(f"q={typed}"))


def test_every_name_and_synonym_finds_its_specialty(held):
    for slug, facts in naive.specialties().items():
        for name in [facts["name"], facts["nrmp_name"], *facts["synonyms"].splitlines()]:
            for typed in [name, name.upper(), name.replace("-", " "), name[: len(name) // 2 + 1]]:
                assert meets(held.rows[slug, "us_img"], typed), typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dermatolgy", "Dermatology"), ("pediatrcs", "Pediatrics"), ("Nuerology", "Neurology")],
)
def test_a_misspelt_name_gets_a_suggestion_that_finds_it(ask, typed, meant):
    page = ask(f"q={typed}&group=us_img")
    assert listed(page) == {}
    (address,) = [
        link.get("href")
        for link in page.findall(".//div[@class='empty']//a")
        if text(link) == meant and "q=" in link.get("href")
    ]
    there = ask(address)
    assert meant.lower() in listed(there)
    assert "US-citizen IMGs first" in text(by_id(there, "count"))


def test_another_field_is_not_taken_for_a_misspelt_specialty(ask):
    assert "Did you mean" not in text(ask("q=cardiology"))


def test_a_fellowship_leads_to_the_specialties_it_comes_after(ask):
    page = ask("q=Cardiology&group=us_img&score=241")
    assert listed(page) == {}
    (empty,) = page.findall(".//div[@class='empty']")
    assert "That is a fellowship. It comes after residency in:" in text(empty)
    first = empty.find("./ul[@class='nearest']")
    told = {text(each.find("a")): text(each.find("small")) for each in first}
    assert told["Internal medicine"] == "Cardiovascular disease (cardiology)"
    assert told["Pediatrics"] == "Pediatric cardiology"
    kept = "/specialties/internal-medicine/?group=us_img&score=241"
    assert kept in {each.find("a").get("href") for each in first}


@pytest.mark.parametrize(
    "query", ["q=xyzxyz", "q=pathology&band=rare&kind=surgical", "q=-&years=9"]
)
def test_what_is_no_fellowship_is_not_called_one(ask, query):
    assert "fellowship" not in text(by_id(ask(query), "results"))


def test_nothing_is_suggested_when_the_name_is_known_but_filtered_out(ask):
    page = ask("q=dermatology&band=open")
    assert listed(page) == {}
    assert "Did you mean" not in text(page)
    assert "Did you mean" not in text(ask("q=xyzxyz"))


@pytest.mark.parametrize(
    "query",
    [
        "band=open&kind=surgical&visa=h1b",
        "band=rare&years=3",
        "q=xyzxyz",
        "q=dermatology&band=open&group=us_img",
        "band=rare&years=3&score=300&place=below",
    ],
)
def test_an_empty_answer_offers_removals_that_bring_back_what_they_say(ask, query):
    page = ask(query)
    assert listed(page) == {}
    offers = links(page, OFFERS)
    numbers = [int(re.search(r": (\d+) more$", label)[1]) for label in offers]
    assert numbers == sorted(numbers, reverse=True)
    for number, address in zip(numbers, offers.values(), strict=True):
        assert len(listed(ask(address))) == number > 0
    assert len(listed(ask(links(page, ".//div[@class='empty']/p/a")["Clear all filters"]))) == 55


def test_an_empty_answer_names_every_filter_that_alone_stands_in_the_way(ask):
    offers = links(ask("band=rare&years=3"), OFFERS)
    assert {label.split(":")[0] for label in offers} == {"How open it is", "Training length"}


def test_an_empty_answer_shows_the_three_nearest_and_what_each_lacks(ask):
    page = ask("band=open&kind=surgical&visa=h1b")
    items = page.findall(".//ul[@class='nearest']/li")
    lacks = {text(item.find("a")): text(item.find("small")) for item in items}
    assert lacks == {
        "Internal medicine": "kind of work: primary care",
        "General surgery": "how open it is: selective",
        "Surgery, preliminary year": "visa figures: not published",
    }


@pytest.mark.parametrize(
    "query", ["band=open", "q=surgery&years=5", "score=236&place=inside&kind=primary_care", "q=zzz"]
)
@pytest.mark.parametrize("group", naive.GROUPS)
def test_what_is_left_out_is_named_with_a_rule_for_each_filter_it_fails(ask, query, group):
    page, reasons = ask(f"{query}&group={group}"), left_out(ask(f"{query}&group={group}"))
    names = {facts["name"] for facts in naive.specialties().values()}
    shown = {naive.specialties()[slug]["name"] for slug in listed(page)}
    assert reasons.keys() | shown == names
    assert not reasons.keys() & shown
    assert all(reasons.values())
    assert f"{len(reasons)} left out, and why" in text(page)


def test_a_rule_says_what_the_specialty_has_instead(ask):
    reasons = left_out(ask("band=open&kind=surgical&q=neurol&score=300&place=inside"))
    assert reasons["Neurology"] == "kind of work: none of these; your score: above the middle half"
    assert reasons["Urology"] == (
        "its names do not match “neurol”; how open it is: separate match; your score: not published"
    )


def test_what_is_left_out_and_what_is_near_stay_with_the_group(ask):
    page = ask("q=zzz&group=us_img")
    path = [".//details[@class='left-out']/ul/li/a", ".//ul[@class='nearest']/li/a"]
    for address in [href for each in path for href in links(page, each).values()]:
        assert address.endswith("/?group=us_img")


def test_a_chip_removes_its_filter_and_nothing_else(ask):
    query = "q=medicine&score=240&place=below&place=inside&band=open&band=accessible&years=3"
    chips = links(ask(query), ".//ul[@id='chips']/li/a")
    assert chips == {
        "Remove filter: Name: medicine": chips["Remove filter: Name: medicine"],
        "Remove filter: How open it is: Open": "/specialties/?q=medicine&score=240&place=inside"
        "&place=below&band=accessible&years=3#count",
        "Remove filter: How open it is: Accessible": "/specialties/?q=medicine&score=240"
        "&place=inside&place=below&band=open&years=3#count",
        "Remove filter: Training length: 3 years": "/specialties/?q=medicine&score=240"
        "&place=inside&place=below&band=open&band=accessible#count",
        "Remove filter: Step 2 CK: 240": "/specialties/?q=medicine&band=open&band=accessible"
        "&years=3#count",
        "Remove filter: Score: inside the middle half": "/specialties/?q=medicine&score=240"
        "&place=below&band=open&band=accessible&years=3#count",
        "Remove filter: Score: below the middle half": "/specialties/?q=medicine&score=240"
        "&place=inside&band=open&band=accessible&years=3#count",
        "Clear all": "/specialties/#count",
    }


def test_a_chip_that_is_the_last_of_its_filter_leaves_no_trace(ask):
    chips = links(ask("band=open&group=us_img"), ".//ul[@id='chips']/li/a")
    assert chips["Remove filter: How open it is: Open"] == "/specialties/?group=us_img#count"
    assert chips["Clear all"] == "/specialties/?group=us_img#count"
