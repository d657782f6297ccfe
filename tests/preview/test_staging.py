"""The HTML of a preview, checked on small pieces of it."""

import pytest

from imgpath.preview.staging import address, staged


@pytest.mark.parametrize(
    ("public", "previewed"),
    [
        ("/", "/admin/preview/"),
        ("/strategies/?q=a#b", "/admin/preview/strategies/?q=a#b"),
        ("/me/plan/#dates", "/admin/preview/me/plan/?score=241#dates"),
        ("/me/?stage=old", "/admin/preview/me/?score=241"),
        *[
            (each, each)
            for each in [
                "#main",
                "?page=2",
                "//other.example/",
                "https://other.example/",
                "mailto:a@example.org",
                "/static/css/site.css",
                "/specialties.csv",
                "/shortlist/",
                "/me/share/",
                "/report/?page=/places/",
                "/admin/guidance/",
            ]
        ],
    ],
)
def test_the_address_of_a_page_is_that_of_its_preview_and_others_stay(public, previewed):
    assert address(public, "score=241") == previewed


def test_a_link_is_marked_with_what_it_leads_to():
    html = '<a class="x" href="/strategies/a/">Do <b>it</b></a> <a href="/strategies/b/">B</a>'
    assert staged(html, "/", {"/strategies/a/": "In review"}) == (
        '<a class="x" href="/admin/preview/strategies/a/">Do <b>it</b> '
        '<span class="tag">In review</span> </a> <a href="/admin/preview/strategies/b/">B</a>'
    )


def test_an_entry_within_a_page_is_marked_at_its_heading_on_that_page_alone():
    html, drafts = '<h2 id="a">A</h2><h2 id="b">B</h2>', {"/x/#a": "Not published"}
    assert staged(html, "/x/", drafts).startswith('<h2 id="a"> <span class="tag">Not published<')
    assert staged(html, "/y/", drafts) == html


def test_ampersands_in_addresses_stay_escaped():
    html = '<a href="/specialties/?a=1&amp;b=%22">S</a>'
    assert 'href="/admin/preview/specialties/?a=1&amp;b=%22"' in staged(html, "/", {})


def test_forms_ask_for_pages_of_the_preview_and_what_is_sent_elsewhere_is_left_alone():
    asks = '<form method="get" action="/specialties/" data-hx-get="/specialties/" class="x">'
    assert staged(asks, "/", {}) == (
        '<form method="get" action="/admin/preview/specialties/" class="x">'
    )
    sends = '<form id="keep" method="post" action="/shortlist/">'
    assert staged(sends, "/", {}) == sends
    bare = '<form autocomplete="off">'
    assert staged(bare, "/", {}) == bare


@pytest.mark.parametrize(
    ("sent", "asked"), [("/me/", "/me/advice/"), ("/me/specialties/", "/me/specialties/")]
)
def test_answers_go_into_the_query_of_the_preview(sent, asked):
    html = staged(f'<form method="post" action="{sent}">', "/", {})
    assert html == f'<form method="get" action="/admin/preview{asked}">'
