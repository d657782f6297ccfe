"""The pictures of shared links: what they say, how they look, and that none is ever outdated."""

import re
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as live
from django.core.management import call_command
from PIL import Image

from residencies import catalogue, drawing, pictures
from residencies.cards import Card, Line
from residencies.models import MatchResult, Revision
from tests import pseudo
from tests.residencies import naive

SIZE = (1200, 630)
PAGE = "/specialties/pathology/"


@pytest.fixture
def folder(settings, tmp_path):
    """An empty place for the pictures of one test."""
    settings.PICTURES_ROOT = tmp_path / "pictures"
    return settings.PICTURES_ROOT


@pytest.fixture
def quick(monkeypatch):
    """Draw once, and take that for each picture, where what is on it does not matter."""
    drawn = drawing.png(pictures.site())
    monkeypatch.setattr(drawing, "png", lambda card: drawn)


def draw():
    said = StringIO()
    call_command("draw_pictures", stdout=said)
    return said.getvalue()


def shown(client, path):
    """Return the address and the words of a page's picture."""
    html = client.get(path).text
    return [
        (re.findall(f'<meta property="og:image{name}" content="([^"]*)">', html) or [None])[0]
        for name in ("", ":alt")
    ]


def test_there_is_one_picture_for_each_specialty_and_one_for_the_site(folder, held):
    assert draw() == f"{len(held.entries) + 1} of {len(held.entries) + 1} pictures drawn.\n"
    cards = [pictures.site(), *map(pictures.of, held.entries.values())]
    assert {path.stem for path in folder.iterdir()} == {card.name for card in cards}
    for path in folder.iterdir():
        assert path.stat().st_size <= 60_000, path
        with Image.open(path) as image:
            assert (image.format, image.size) == ("PNG", SIZE)
            # Nothing runs into the margins: they have one colour.
            for left, right in [(0, drawing.LEFT - 2), (drawing.RIGHT + 2, SIZE[0])]:
                margin = image.convert("RGB").crop((left, 0, right, SIZE[1]))
                assert len(margin.getcolors()) == 1, path


def test_a_page_in_another_language_has_a_picture_in_that_language(folder, held, client, quick):
    with pseudo.language():
        draw()
        (address, alt), (english, told) = shown(client, f"/ar{PAGE}"), shown(client, PAGE)
        assert address != english
        assert pseudo.OPEN in alt
        assert pseudo.OPEN not in told
        assert client.get(address).status_code == client.get(english).status_code == 200


@pytest.mark.parametrize("slug", naive.specialties())
def test_a_picture_says_what_the_fixtures_hold(slug, held):
    card = pictures.of(held.entries[slug])
    assert card.title == naive.specialties()[slug]["name"]
    for group, line in zip(naive.GROUPS, card.lines, strict=False):
        found = naive.judged(slug, group)
        assert line.tag == found["band"]
        assert line.figure == (f"{100 * found['share']:.1f}%" if "share" in found else "")
        if "count" in found:
            assert line.counts == naive.places(found)
            others = found["reach"] - {found["band"]} if "reach" in found else set()
            assert set(re.findall("open|accessible|selective|rare", line.after.lower())) == others
        else:
            assert (line.counts, line.before, len(card.lines)) == ("", "", 1)


def test_too_few_positions_have_counts_and_no_share_and_no_bar(held):
    few = [slug for slug in held.entries if naive.judged(slug, "us_img")["band"] == "few"]
    assert few
    for slug in few:
        card = pictures.of(held.entries[slug])
        assert [line.label for line in card.lines] == ["Too few to say"] * 2
        assert [line.bar for line in card.lines] == [(), ()]
        assert card.key == ()
        assert "%" not in card.alt


def test_what_matches_elsewhere_has_no_figure(held):
    alt = pictures.of(held.entries["ophthalmology"]).alt
    assert alt == (
        "Ophthalmology. Ophthalmology fills its positions through the SF Match, not through NRMP's "
        "Match. Separate match."
    )


def test_a_picture_names_its_source_and_when_it_was_checked(held):
    for slug, entry in held.entries.items():
        year, found = naive.newest_split(slug)
        if found and slug not in naive.SEPARATE:
            source = found[0]["source"][0]
            (row,) = [each for each in naive.rows("sources") if each["slug"] == source]
            assert f"Source: {row['publisher']}, {row['published']}, checked " in (
                pictures.of(entry).source
            )


@pytest.mark.parametrize("slug", sorted(naive.ONE_YEAR))
def test_a_one_year_entry_says_that_it_leads_to_no_board(slug, held):
    assert pictures.of(held.entries[slug]).source.startswith("One-year positions, no board, filled")


def test_the_parts_of_a_bar_are_as_wide_as_the_shares(held):
    entry = held.entries["pathology"]
    image = Image.open(BytesIO(drawing.png(pictures.of(entry)))).convert("RGB")
    own = Image.new("RGB", (1, 1), drawing.PARTS[0]).getpixel((0, 0))
    bar = next(y for y in range(200, SIZE[1]) if image.getpixel((drawing.LEFT + 4, y)) == own) + 8
    wide = [image.getpixel((x, bar)) for x in range(SIZE[0])].count(own)
    share = naive.judged("pathology", "non_us_img")["share"]
    assert wide / (drawing.RIGHT - drawing.LEFT) == pytest.approx(share, abs=0.01)


def test_every_letter_that_is_drawn_is_in_the_typeface(held):
    letters = {letter for entry in held.entries.values() for letter in pictures.of(entry).alt}
    letters |= set(pictures.site().alt) | set("éñüçßøİ–’“”…×")
    for font in (drawing.face(40), drawing.face(40, bold=True)):
        unknown = bytes(font.getmask("\uffff"))
        assert [each for each in letters - {" "} if bytes(font.getmask(each)) == unknown] == []


def test_the_colours_are_those_of_the_stylesheet():
    css = (Path(live.BASE_DIR) / "static" / "css" / "site.css").read_text()
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+)", css))
    names = {"open": "good", "accessible": "fair", "selective": "warn", "rare": "bad"}
    told = [*drawing.PARTS, drawing.INK, drawing.MUTED, drawing.SURFACE, drawing.PAPER]
    assert [light[name] for name in ("p1", "p2", "p3", "ink", "mut", "surface", "bg")] == told
    for band, name in names.items():
        assert drawing.TAGS[band] == (light[name], light[f"{name}-bg"])


@pytest.mark.parametrize("letters", [12, 40, 70, 100])
def test_a_title_of_any_length_leaves_room_for_what_is_beneath(letters):
    title = ("Psychosomatic medicine and rehabilitation " * 3)[:letters].strip()
    sheet = drawing.Sheet()
    assert drawing.LEFT < drawing.title(sheet, title) <= 240


def test_the_same_card_is_the_same_bytes_under_the_same_name():
    card = Card("x", "A name", (Line("open", "Open"),))
    assert drawing.png(card) == drawing.png(card)
    assert card.name == Card("x", "A name", (Line("open", "Open"),)).name
    assert card.name != Card("x", "A name", (Line("rare", "Rare"),)).name


@pytest.mark.usefixtures("quick")
def test_what_is_drawn_already_is_left_alone(folder, held):
    draw()
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert draw() == f"0 of {len(held.entries) + 1} pictures drawn.\n"
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.usefixtures("quick")
def test_a_page_leads_to_its_picture_and_says_it_in_words(client, db, folder):
    draw()
    address, alt = shown(client, PAGE)
    assert re.fullmatch(r"http://testserver/pictures/pathology-[0-9a-f]{12}\.png", address)
    assert alt.startswith("Pathology. Non-US IMGs: Open, ")
    response = client.get(address.removeprefix("http://testserver"))
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" in response.headers["Cache-Control"]
    with Image.open(BytesIO(response.content)) as image:
        assert image.size == SIZE
    assert shown(client, f"{PAGE}?group=us_img&score=240")[0] == address


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("page", ["/", "/about/", "/specialties/internal-medicine/", "/no-page/"])
def test_a_page_without_a_picture_of_its_own_has_that_of_the_site(client, db, folder, page):
    draw()
    next(folder.glob(f"internal-medicine-{12 * '?'}.png")).unlink()
    address, alt = shown(client, page)
    assert address == f"http://testserver/pictures/{pictures.site().name}.png"
    assert alt.startswith("Which US residency is open to me?")
    assert client.get(f"/pictures/{pictures.site().name}.png").status_code == 200


def test_before_anything_is_drawn_a_page_tells_no_picture(client, db, folder):
    assert shown(client, PAGE) == [None, None]
    assert '<meta name="twitter:card" content="summary">' in client.get(PAGE).text


@pytest.mark.usefixtures("quick")
def test_an_outdated_picture_is_never_shown_and_goes_at_the_next_drawing(client, db, folder):
    draw()
    outdated, _ = shown(client, PAGE)
    rows = MatchResult.objects.filter(specialty__slug="pathology", year=2026)
    for row in rows.exclude(us_img=0):
        row.us_img, row.non_us_img = row.us_img - 1, row.non_us_img + 1
        row.full_clean()
        row.save()
    Revision.bump()
    assert shown(client, PAGE)[0] == f"http://testserver/pictures/{pictures.site().name}.png"
    draw()
    assert shown(client, PAGE)[0] not in (outdated, None)
    assert client.get(outdated.removeprefix("http://testserver")).status_code == 404
    assert len(list(folder.glob("pathology-*"))) == 1


@pytest.mark.parametrize("name", ["nothing-000000000000", "..%2F..%2Fmanage", "../manage"])
def test_only_what_was_drawn_is_given(client, db, folder, name):
    assert client.get(f"/pictures/{name}.png").status_code == 404


def test_a_database_without_content_still_gets_the_picture_of_the_site(folder, monkeypatch):
    monkeypatch.setattr(catalogue, "current", lambda: SimpleNamespace(entries={}))
    assert draw() == "1 of 1 pictures drawn.\n"


def test_the_site_runs_without_loading_what_draws():
    program = (
        "import django, sys; django.setup(); import imgpath.urls; sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=live.BASE_DIR).returncode == 0
