"""No page in another language has a word that neither a translator nor an editor could reach.

The pages are those of the pseudo-language, in which every message stands in brackets.
"""

import pytest

from tests.bracketed import unreachable
from tests.databases import on_one_database
from tests.pages import MISSING, OWN, PAGES
from tests.pseudo import CLOSE, OPEN
from tests.test_me import SENT

pytestmark = [pytest.mark.django_db, on_one_database]


@pytest.mark.parametrize("address", [address for address in PAGES if address != MISSING])
def test_every_word_of_a_page_is_a_message_or_content(arabic, address):
    assert unreachable(arabic.get(f"/ar{address}", follow=True).text) == []


@pytest.mark.parametrize("address", sorted(OWN))
def test_every_word_for_one_reader_is_a_message_or_content(arabic, address):
    arabic.post("/ar/me/", SENT)
    assert unreachable(arabic.get(f"/ar{address}").text) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{OPEN}Words of a message{CLOSE}</p>", []),
        (f"<p>{OPEN}Words <b>in bold</b> too{CLOSE} and outside</p>", ["and outside"]),
        ('<img alt="A picture of nothing">', ["A picture of nothing"]),
        ('<p lang="en">Words in English<br> say so</p><p>These do not', ["These do not"]),
        ("<p>Pathology, 2026</p><code>no_word</code>", []),
    ],
)
def test_the_check_of_pages_finds_words(db, html, found):
    assert unreachable(html) == found
