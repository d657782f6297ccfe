"""The glossary: what each term means, where it stands, and that its words are plain."""

import re

import pytest
import yaml

from guidance import catalogue
from guidance.models import GlossaryTerm, Status
from imgpath.content.fixtures import FOLDER
from imgpath.content.yaml_text import LOADER
from residencies.models import Revision
from tests.guidance.test_content_style import NAMES, ROWS, smog
from tests.residencies.markup import by_id, text, tree

PAGE = "/glossary/"
SHIPPED = [
    row["fields"]
    for row in yaml.load((FOLDER / "guidance/glossary.yaml").read_text("utf-8"), LOADER)
]


def plain(markdown):
    """Return the words of a definition, without the addresses of its links."""
    return " ".join(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", markdown).split())


def entries(page):
    return {each.find("./h3").get("id"): each for each in page.findall(".//ul[@class='told']/li")}


def test_every_term_stands_under_its_letter_with_what_it_means(client, db):
    page = tree(client.get(PAGE).text)
    shown = entries(page)
    assert shown.keys() == {row["slug"] for row in SHIPPED}
    for row in SHIPPED:
        entry = shown[row["slug"]]
        assert text(entry.find("./h3")) == f"{row['name']} {row.get('full_form', '')}".strip()
        assert plain(row["definition"]) in text(entry)
        section = by_id(page, f"letter-{row['name'][0].lower()}")
        assert text(section) == row["name"][0].upper()
    letters = [each.get("href") for each in page.findall(".//nav[@aria-label='Letters']//a")]
    assert letters == sorted({f"#letter-{row['name'][0].lower()}" for row in SHIPPED})


def test_terms_stand_in_the_order_of_the_alphabet_whatever_their_capitals(client, db):
    shown = [each.find("./h3").text for each in entries(tree(client.get(PAGE).text)).values()]
    assert shown == sorted(shown, key=str.casefold)


def test_a_term_that_begins_with_a_digit_has_a_place(client, db):
    GlossaryTerm.objects.filter(slug="soap").update(name="212(e)")
    Revision.bump()
    page = tree(client.get(PAGE).text)
    assert text(by_id(page, "letter-0-9")) == "0-9"
    assert "212(e)" in text(by_id(page, "soap"))


def test_a_draft_is_not_explained_and_with_none_the_page_says_so(client, db):
    GlossaryTerm.objects.filter(slug="soap").update(status=Status.DRAFT)
    Revision.bump()
    assert 'id="soap"' not in client.get(PAGE).text
    assert "soap" not in catalogue.current().terms
    GlossaryTerm.objects.update(status=Status.DRAFT)
    Revision.bump()
    assert "No term is explained here now." in client.get(PAGE).text


def test_a_term_past_its_review_date_says_so(client, db):
    assert "Past its review date" not in client.get(PAGE).text
    GlossaryTerm.objects.filter(slug="img").update(review_by="2020-01-01")
    Revision.bump()
    assert "Past its review date" in text(entries(tree(client.get(PAGE).text))["img"])


def test_a_source_leads_to_the_terms_that_rest_on_it(client, db, django_assert_num_queries):
    term = GlossaryTerm.objects.get(slug="img")
    source = next(iter(catalogue.current().evidence.sources.values()))
    term.sources.add(source)
    Revision.bump()
    links = {each.get("href") for each in entries(tree(client.get(PAGE).text))["img"].iter("a")}
    assert source.get_absolute_url() in links
    assert f'href="{term.get_absolute_url()}"' in client.get(source.get_absolute_url()).text
    with django_assert_num_queries(1):
        client.get(PAGE)


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: row["slug"])
def test_a_definition_is_short_and_holds_no_figure(row):
    words = plain(row["definition"])
    assert 8 <= len(words.split()) <= 60
    assert re.findall(r"\S*\d\S*", NAMES.sub("", words)) == []


def test_the_definitions_read_easily_together():
    assert smog("\n\n".join(plain(row["definition"]) for row in SHIPPED)) <= 12


def test_a_spelling_leads_to_one_term_only():
    spellings = [each for row in SHIPPED for each in row.get("linked", "").splitlines()]
    assert sorted(spellings) == sorted(set(spellings))


def test_an_editor_is_told_when_a_spelling_leads_elsewhere_already(admin_client, db):
    term = GlossaryTerm.objects.get(slug="soap")
    address = f"/admin/guidance/glossaryterm/{term.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    answer = admin_client.post(address, sent | {"linked": "SOAP\nERAS", "sources": []})
    assert "“ERAS” already leads to “ERAS”." in answer.text


# What looks like an abbreviation and is no term of the trade, or explains itself where it stands.
KNOWN = {
    *("US", "UK", "ET", "PM", "PhD"),
    *("CT", "MRI", "PET", "ENT"),  # the reader is a doctor
    *("FR", "HB", "SB", "TAC"),  # in the names of laws
    "CAS",  # in the name of a service: SF Match CAS
}
ABBREVIATION = re.compile(
    r"(?<![\w/.@-])(?:[A-Z]{1,3}-\d+[A-Z]?|[A-Z][A-Za-z]*[A-Z][A-Za-z]*?)(?=s?\b)"
)
# Names that sources give, and what only editors read.
NO_PROSE = re.compile(r"_url$|^(?:slug|synonyms|nrmp_name|short_name|board|law|official_name)$")


def sentences():
    """Yield what readers read of each row that ships, without the addresses of its links."""
    for path, row in ROWS:
        if path.suffix == ".yaml" and row["model"] != "guidance.glossaryterm":
            for name, value in row["fields"].items():
                if isinstance(value, str) and not NO_PROSE.search(name):
                    yield f"{path.stem} {row['fields'].get('slug', '')}", plain(value)


def test_every_abbreviation_that_the_content_uses_is_in_the_glossary():
    told = " ".join(
        " ".join([row["name"], row.get("linked", ""), row.get("synonyms", "")]) for row in SHIPPED
    )
    explained = {*ABBREVIATION.findall(told), *KNOWN}
    unknown = {
        (abbreviation, where)
        for where, words in sentences()
        for abbreviation in ABBREVIATION.findall(words)
        if abbreviation not in explained
    }
    assert unknown == set()
    assert "USCIS" in explained - KNOWN


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask the IMGs of HHS.", ["IMG", "HHS"]),
        ("On a J-1 or an H-1B, with a DS-2019.", ["J-1", "H-1B", "DS-2019"]),
        ("MyERAS, ResidencyCAS and NRMP's Match", ["MyERAS", "ResidencyCAS", "NRMP"]),
        ("A letter from Texas. I agree.", []),
    ],
)
def test_the_check_finds_abbreviations(words, found):
    assert ABBREVIATION.findall(words) == found
