"""The page of a reader's specialties: reasons with sources, what is left out, what would change."""

import re
from html import unescape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance import profile
from guidance.profile import EMPTY, Citizenship, Profile
from tests.guidance.profiles import GRID, SOME
from tests.residencies.markup import tree
from tests.test_me import ANSWERS, HTMX, MEANT, SENT, answering, beside, kept

LIST = "/me/specialties/"
PROMISES = re.compile(r"\b(chances?|probab\w+|likely|guarantee\w*|odds|percent)\b", re.IGNORECASE)


def words(element):
    return " ".join("".join(element.itertext()).split())


def page_of(reader):
    """Return the page of one reader as a tree, and the part with the list."""
    html = answering(reader).get(LIST).text
    (shown,) = tree(html).findall(".//*[@id='fit']")
    return html, shown


def test_a_specialty_says_what_speaks_for_and_against_it(client, db):
    client.post(ANSWERS, SENT)
    _, shown = page_of(MEANT)
    reasons = [words(each) for each in shown.findall(".//ul[@class='reasons']/li")]
    assert any(each.startswith("For: Open.") for each in reasons)
    assert any("the middle half of those who matched" in each for each in reasons)
    assert any("Took J-1: seen in" in each for each in reasons)
    assert any(each.startswith("Not known: No visa figure is published") for each in reasons)
    headings = [words(each) for each in shown.findall(".//h2")]
    assert headings[0] == "You chose"
    assert "What would change this list" in headings


def test_nothing_is_promised_and_no_chance_is_told(db):
    for reader in [EMPTY, MEANT, *SOME[::401]]:
        _, shown = page_of(reader)
        for part in shown.findall(".//ul[@class='findings']"):
            part.clear()
        assert not PROMISES.search(words(shown)), reader


def test_without_answers_both_groups_are_told_and_what_to_answer(client, db):
    html = client.get(LIST).text
    assert "for either group of IMGs: you have answered nothing yet" in html
    assert "Non-US IMGs:</b>" in html
    assert "US-citizen IMGs:</b>" in html
    assert "Your Step 2 CK score: it is set against" in html
    scored = answering(Profile(score=240)).get(LIST).text
    assert "</a>. <b>US-citizen IMGs:</b>" in scored
    assert "</a><b>" not in scored
    answered = answering(Profile(citizenship=Citizenship.US, score=240)).get(LIST).text
    assert "The list says more with these answers" not in answered
    assert "Non-US IMGs:</b>" not in answered


def test_what_is_left_out_names_its_rule_and_leads_to_its_page(db):
    _, shown = page_of(Profile(citizenship=Citizenship.OTHER))
    (section,) = shown.findall(".//section[@aria-labelledby='left-out']")
    for each in section.findall("./ul/li"):
        assert each.find("./h3/a").get("href").startswith("/specialties/")
        assert words(each.find("./p")) in {
            "One year only: it leads to no board by itself.",
            "Rare for your group, over the whole range of its share.",
        }


def test_changed_answers_are_swapped_in_and_a_reload_shows_the_same(client, db):
    fragment = client.post(LIST, SENT, headers=HTMX).text
    assert "<html" not in fragment
    shown = fragment[: fragment.index('<p id="count"')].strip()
    assert shown in client.get(LIST).text
    assert kept(client) == MEANT
    wrong = client.post(LIST, SENT | {"score": "many"}, headers=HTMX).text
    assert beside(wrong, "score") == "Type it in digits, for example 241."


def test_without_a_script_the_form_beside_the_list_works_too(client, db):
    response = client.post(LIST, SENT)
    assert (response.status_code, response.headers["Location"]) == (303, LIST)
    assert kept(client) == MEANT


def test_the_list_asks_only_for_the_revision(client, db, django_assert_num_queries):
    client.post(ANSWERS, SENT)
    client.get(LIST)
    with django_assert_num_queries(1):
        client.get(LIST)


def test_nobody_is_served_the_list_of_another(db):
    chose = answering(Profile(specialties=("pathology",))).get(LIST).text
    other = answering(Profile(specialties=("neurology",))).get(LIST).text
    assert "You chose" in unescape(chose)
    assert chose != other
    assert "You chose" not in answering(EMPTY).get(LIST).text


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reader=st.sampled_from(GRID), score=st.none() | st.integers(1, 300))
def test_any_reader_gets_a_list(db, reader, score):
    reader = profile.load(profile.dump(reader) | {"score": score})
    assert answering(reader).get(LIST).status_code == 200
