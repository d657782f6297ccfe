"""Bad input: any query string is a page, the field says what is wrong, the rest still filters."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from residencies.address import address
from residencies.explorer import ORDERS, Criteria
from residencies.facets import FACETS, PLACES
from residencies.forms import ExplorerForm
from tests.residencies import naive
from tests.residencies.markup import by_id, listed, text, tree

FIELDS = ["group", "q", "score", "place", "sort", *(facet.name for facet in FACETS)]
VALUES = [
    *(value for facet in FACETS for value in facet.options),
    *("non_us_img", "us_img", "241", "٢٤١", "-1", "1e9", "", " ", "-", "\0", "q", "%", "<b>"),
    *(PLACES | ORDERS),
    *(f"-{order}" for order in ORDERS),
]
HTMX = {"HX-Request": "true"}
NUMBER = "Type the score as a number, for example 241."
SCALE = "Step 2 CK scores are from 1 to 300."
PAIRS = st.lists(
    st.tuples(
        st.sampled_from(FIELDS) | st.text(max_size=8),
        st.sampled_from(VALUES) | st.text(max_size=70),
    ),
    max_size=8,
)


@pytest.fixture
def ask(client, db):
    """Return the answer to a query: the page, and the part that htmx gets must say the same."""

    def _ask(query, path="/specialties/", headers=None):
        text_of = query if isinstance(query, str) else urlencode(query, doseq=True)
        response = client.get(f"{path}?{text_of}", headers=headers, follow=True)
        assert response.status_code == 200
        return tree(response.text)

    return _ask


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        *((typed, NUMBER) for typed in ["two hundred", "24O", "24.5", "1e9", "NaN", "²⁴¹", "2 41"]),
        *((typed, NUMBER) for typed in ["9" * 10_000, "x" * 10_000, "<script>"]),
        *((typed, SCALE) for typed in ["0", "-5", "-241", "301", "1000000000", "٠"]),
    ],
)
@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_score_that_is_none_says_so_and_the_rest_still_filters(ask, typed, message, headers):
    page = ask({"score": typed, "kind": "surgical", "sort": "name"}, headers=headers)
    assert text(by_id(page, "error-score")) == message
    expected = {slug for slug, facts in naive.specialties().items() if facts["surgical"]}
    assert set(listed(page)) == expected
    assert all("You:" not in text(row) for row in listed(page).values())
    if headers is None:
        assert by_id(page, "score").get("value") == typed
        assert text(page.find(".//title")).startswith("Error: ")


@pytest.mark.parametrize(
    "typed", ["241", "241 ", "\t241", "241.0", "٢٤١", "۲۴۱", "२४१", "২৪১", "２４１", "+241"]
)
def test_a_score_is_read_in_the_digits_of_any_script(ask, typed):
    page = ask({"score": typed})
    assert text(by_id(page, "error-score")) == ""
    assert "Step 2 CK: 241" in text(by_id(page, "chips"))
    assert not text(page.find(".//title")).startswith("Error")
    specialty = ask({"score": typed}, "/specialties/pathology/")
    assert "Your 241 is inside the middle half of those who matched." in text(specialty)


@pytest.mark.parametrize("typed", ["x" * 61, "neuro" * 2000, "neuro\0logy"])
def test_a_name_that_cannot_be_one_says_so_and_hides_nothing(ask, typed):
    page = ask({"q": typed})
    assert text(by_id(page, "error-q")) in {
        "Type at most 60 characters.",
        "Null characters are not allowed.",
    }
    assert len(listed(page)) == 55


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
@pytest.mark.parametrize("junk", ["nonsense", "OPEN", "0", "\0", "' OR 1=1 --"])
def test_an_unknown_option_is_left_out_with_a_word_and_the_known_one_holds(ask, facet, junk):
    known = next(iter(facet.options))
    page = ask({facet.name: [junk, known]})
    said = f"“{facet.legend}” has no such option; it was left out."
    assert text(by_id(page, "errors")) == said
    assert listed(page).keys() == listed(ask({facet.name: known})).keys()
    alone = ask({facet.name: junk})
    assert text(by_id(alone, "errors")) == said
    assert len(listed(alone)) == 55


@pytest.mark.parametrize("headers", [None, HTMX])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("sort=fame", "There is no such order"),
        ("sort=--name", "There is no such order"),
        ("sort=%00", "There is no such order"),
        ("place=behind&score=240", "“Where your score stands” has no such option"),
        ("group=martian", "There is no such group"),
        ("group=%00", "There is no such group"),
    ],
)
def test_whatever_cannot_be_had_is_said_above_the_list(ask, query, said, headers):
    page = ask(f"{query}&band=open", headers=headers)
    assert said in text(by_id(page, "errors"))
    expected = {s for s in naive.specialties() if naive.judged(s, "non_us_img")["band"] == "open"}
    assert set(listed(page)) == expected


@pytest.mark.parametrize("path", ["/specialties/pathology/", "/method/", "/places/", "/landscape/"])
def test_an_unknown_group_is_answered_for_non_us_imgs(ask, path):
    assert text(by_id(ask("group=martian", path), "main")).count("martian") == 0
    assert text(ask("group=us_img", path)) != text(ask("group=martian", path))


def test_a_specialty_says_what_is_wrong_with_a_score(ask):
    page = ask({"score": "two hundred"}, "/specialties/pathology/")
    assert text(by_id(page, "error-score")) == NUMBER
    assert "is inside the middle half" not in text(page)
    assert "170 of 634" in text(page)


@pytest.mark.parametrize("query", ["band=", "q=&score=&sort=&group=", "place=&years=&visa="])
def test_an_empty_value_asks_for_nothing_and_is_no_mistake(ask, query):
    page = ask(query)
    assert text(by_id(page, "errors")) == text(by_id(page, "error-score")) == ""
    assert len(listed(page)) == 55


def test_of_a_repeated_single_answer_the_last_one_counts(ask):
    page = ask("score=abc&score=240&sort=share&sort=name&q=zzz&q=pathology")
    assert "Step 2 CK: 240" in text(by_id(page, "chips"))
    assert list(listed(page)) == ["pathology"]
    assert text(by_id(page, "error-score")) == ""


@pytest.mark.parametrize("field", FIELDS)
def test_ten_kilobytes_of_anything_is_a_page(ask, field):
    ask({field: "ü" * 10_000})
    ask({field: ["junk"] * 900})
    ask("&".join([f"{field}=open"] * 900))


@pytest.mark.parametrize("junk", ["&", "a&", "%", "%FF%FE=%ED%A0%80&", "=", "%00=%00&", "[]={}"])
@pytest.mark.parametrize(
    "path", ["/", "/specialties/", "/specialties/urology/", "/method/", "/places/"]
)
def test_a_query_string_that_is_none_is_a_page(client, db, path, junk):
    for query in [junk, junk * (10_000 // len(junk))]:
        assert client.get(f"{path}?{query}", follow=True).status_code == 200


@given(PAIRS)
def test_every_query_is_parsed_and_its_address_asks_for_the_same(pairs):
    query = QueryDict(urlencode(pairs))
    criteria = ExplorerForm(query).criteria
    again = ExplorerForm(QueryDict(address(criteria).partition("?")[2]))
    assert again.criteria == criteria
    assert again.errors == {}
    assert address(again.criteria) == address(criteria)


def test_asking_for_nothing_has_the_shortest_address():
    assert address(Criteria()) == address(ExplorerForm(QueryDict()).criteria) == "/specialties/"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ["/specialties/", "/", "/specialties/pathology/", "/method/", "/places/", "/landscape/"]
    ),
    st.sampled_from([{}, HTMX, HTMX | {"HX-Trigger-Name": "q", "HX-Current-URL": "://%"}]),
    PAIRS.map(urlencode) | st.text(st.characters(codec="ascii"), max_size=60),
)
def test_any_query_string_is_a_page(client, db, path, headers, query):
    response = client.get(path, query_params=None, QUERY_STRING=query, headers=headers)
    if response.status_code == 302:
        response = client.get(response["Location"])
    assert response.status_code == 200
    page = tree(response.text)
    if path == "/specialties/":
        shown, total = (int(word) for word in text(by_id(page, "count")).split()[:3:2])
        assert (shown, total) == (len(listed(page)), 55)
    assert ("<html" in response.text) == (path != "/specialties/" or not headers)
