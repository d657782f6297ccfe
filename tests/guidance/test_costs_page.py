"""The page of costs: what is typed, what changes, prices side by side, and published ranks."""

import brotli
import pytest

from tests.guidance.cost_figures import COSTS, SHIPPED, USUAL, amounts, dollars, look, paid
from tests.residencies import naive
from tests.residencies.markup import by_id, section, swapped, text, tree, written

HTMX = {"HX-Request": "true"}
JUNK = [
    "s1=%00&n1=%00&ranks=%FF",
    "n1=" + "9" * 5_000,
    "s1=pathology&s1=neurology&n1=1&n1=2",
    "pay=oet&pay=none&pay=&own=perhaps",
    "s5=pathology&n9=3&&&=;%",
    "n1=1e3&n2=٣.٥&n3=0x10&n4=-",
]


def message(page, name):
    return text(by_id(page, f"error-{name}"))


def test_numbers_in_any_script_and_with_spaces_are_understood(client, db):
    plain = look(client, s1="pathology", n1="1200")
    for typed in [" 1200 ", "1 200", "١٢٠٠", "۱۲۰۰", "१२००"]:
        assert amounts(look(client, s1="pathology", n1=typed)) == amounts(plain)


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ({"s1": "pathology", "n1": "two hundred"}, "n1", "Type the number in digits"),
        ({"s1": "pathology", "n1": "0"}, "n1", "from 1 to"),
        ({"s1": "pathology", "n1": "99999"}, "n1", "from 1 to"),
        ({"s1": "pathology"}, "n1", "Type how many programs"),
        ({"n2": "30"}, "s2", "Choose the specialty"),
        ({"s1": "astrology", "n1": "3"}, "s1", "Choose a specialty of this list"),
        ({"s1": "pathology", "n1": 2, "s3": "pathology", "n3": 5}, "s3", "chosen above"),
        ({"ranks": "-1"}, "ranks", "from 1 to"),
    ],
)
def test_bad_input_gets_a_message_beside_its_field_and_is_kept(client, db, typed, name, said):
    page = look(client, **typed)
    assert said in message(page, name)
    assert text(page.find(".//title")).startswith("Error: ")
    for field, value in typed.items():
        control = by_id(page, field)
        chosen = [each.get("value") for each in control.iter("option") if "selected" in each.attrib]
        if value != "astrology":
            assert str(value) in [control.get("value"), *chosen]


@pytest.mark.parametrize("query", JUNK)
def test_any_query_is_a_page(client, db, query):
    assert client.get(f"{COSTS}?{query}", follow=True).status_code == 200


def test_ticks_are_the_usual_ones_until_the_reader_sets_them(client, db):
    def ticked(page):
        boxes = [each for each in page.iter("input") if each.get("name") == "pay"]
        return {each.get("value") for each in boxes if "checked" in each.attrib}

    assert ticked(look(client)) == USUAL
    assert ticked(look(client, own=1)) == set()
    assert ticked(look(client, own=1, pay="oet")) == {"oet"}


def test_htmx_gets_the_part_that_changes_and_the_address_of_it(client, db):
    query = {"s1": "pathology", "n1": "1 20", "s2": "", "n2": "many", "ranks": "", "own": 1}
    query["pay"] = sorted(USUAL)
    before, after = client.get(COSTS).text, client.get(COSTS, query, follow=True)
    response = client.get(COSTS, query, headers=HTMX)
    assert "<html" not in response.text
    title, _, fragment = response.text.partition("</title>")  # htmx takes it out by itself
    assert "Error: What applying" in title
    page = swapped(before, fragment)
    for name in ["results", "count", "errors", "error-n2", "error-s2"]:
        assert written(by_id(page, name)) == written(by_id(tree(after.text), name))
    assert response.headers["HX-Push-Url"].startswith("/costs/?s1=pathology&n1=1+20&n2=many")
    assert "HX-Request" in response.headers["Vary"]
    again = client.get(response.headers["HX-Push-Url"])
    assert written(by_id(tree(again.text), "results")) == written(by_id(page, "results"))


def test_the_page_asks_only_for_the_revision_and_sets_no_cookie(
    client, db, django_assert_num_queries
):
    client.get(COSTS)
    with django_assert_num_queries(1):
        response = client.get(COSTS, {"s1": "pathology", "n1": 60, "ranks": 22})
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_page_and_its_answer_stay_light(client, db):
    query = {"s1": "pathology", "n1": 60, "s2": "emergency-medicine", "n2": 30, "ranks": 25}
    query |= {"s3": "urology", "n3": 9, "s4": "ophthalmology", "n4": 9, "own": 1}
    query["pay"] = [row["slug"] for row in SHIPPED]
    for headers, most in [({}, 12_000), (HTMX, 9_000)]:
        body = client.get(COSTS, query, headers=headers).content
        assert len(brotli.compress(body, quality=5)) <= most


@pytest.mark.parametrize("slug", ["internal-medicine", "emergency-medicine"])
def test_the_table_sets_the_same_numbers_side_by_side(client, db, slug):
    fee = "eras-programs" if slug == "internal-medicine" else "residencycas-programs"
    rows = section(look(client, s1=slug, n1=72), "numbers").findall(".//tbody/tr")
    assert [text(row[0]) for row in rows] == [
        f"{number}{' Yours' if number == 72 else ''}" for number in (30, 60, 72, 100, 150)
    ]
    for row, number in zip(rows, (30, 60, 72, 100, 150), strict=True):
        more = paid(fee, number + 1) - paid(fee, number)
        assert text(row[1]) == f"{dollars(paid(fee, number))} next {dollars(more)}"


def test_the_table_says_what_a_higher_number_does_not_mean(client, db):
    words = text(section(look(client), "numbers"))
    assert "It does not mean that your chance is higher" in words
    assert "gives a best number, so we give none" in words


def ranked(slug):
    rows = naive.of(slug, "cohorts")
    return {
        row["matched"]: row
        for row in rows
        if row["measure"] == "contiguous-ranks" and row["group"] == "non_us_img"
    }


@pytest.mark.parametrize("slug", ["internal-medicine", "pathology", "neurology"])
def test_the_picture_has_the_published_ranks_of_both_outcomes(client, db, slug):
    rows = ranked(slug)
    found = section(look(client, s1=slug), "long").findall(".//tbody/tr")[1:]
    assert len(found) == 2
    for row, matched in zip(found, [True, False], strict=True):
        each = rows[matched]
        assert text(row[0]) == f"{'Matched' if matched else 'Not matched'} {each['n']:,} people"
        assert text(row[2]) == f"{each['median']:g} {each['q1']:g} to {each['q3']:g}"
    words = text(section(look(client, s1=slug), "long"))
    assert f"ranked the specialty first, {each['edition']}." in words
    assert "these are ranks, not applications" in words


def test_us_citizen_imgs_are_told_that_nothing_recent_is_published(client, db):
    assert not [
        row
        for row in naive.rows("cohorts")
        if row["measure"] == "contiguous-ranks" and row["group"] == "us_img"
    ]
    for query in [{}, {"s1": "pathology"}]:
        words = text(section(look(client, group="us_img", **query), "long"))
        assert "For US-citizen IMGs this is not published for a recent Match" in words
        assert "That is not a zero" in words


def test_a_specialty_without_published_ranks_is_named(client, db):
    assert not ranked("urology")
    words = text(section(look(client, s1="urology", s2="pathology"), "long"))
    assert "this is not published in a recent Match of Urology. That is not a zero" in words


def test_a_page_about_a_specialty_and_its_backups_lead_here(client, db):
    html = client.get("/specialties/pathology/?group=us_img").text
    assert 'href="/costs/?s1=pathology&amp;group=us_img"' in html
    page = client.get("/specialties/general-surgery/backup/").text
    assert 'href="/costs/?s1=general-surgery&amp;s2=' in page
