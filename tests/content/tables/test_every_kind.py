"""Each kind of yearly figures goes from its template to the pages, and back."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from imgpath.content import live
from imgpath.content.tables.kinds import kinds
from imgpath.content.tables.making import last_year
from imgpath.content.tables.reading import read
from residencies.models import Specialty
from tests.content.tables.files import at, csv_file, named, xlsx_file

KINDS = kinds().values()
REMARKS = {"source", "grade", "reported", "also_in", "derivation", "note"}


def template(client, kind, suffix, **query):
    address = reverse("admin:content_tableimport_template", args=[kind.slug, suffix], query=query)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return answer.content


def filled(kind):
    """Return the rows of the last year as an editor would write those of the next."""
    names, year = kind.names(), last_year(kind)
    rows = [row.values for row in live.states(kind.schema).values()]
    return [
        [
            heading.show((row | {kind.year: year + 1})[heading.name], names)
            for heading in kind.headings
        ]
        for row in rows
        if row[kind.year] == year
    ]


def figures(kind, year):
    """Return the figures of a year, without what is said of them."""
    return {
        tuple(row.values[name] for name in kind.key if name != kind.year): {
            name: value
            for name, value in row.values.items()
            if name not in REMARKS and name != kind.year
        }
        for row in live.states(kind.schema).values()
        if row.values[kind.year] == year
    }


def test_every_kind_of_yearly_figures_has_one():
    assert sorted(kind.slug for kind in KINDS) == [
        "cohortstatistic",
        "matchrate",
        "matchresult",
        "positiontotal",
        "preferredmatchrate",
        "signalallocation",
        "stateresult",
        "visafact",
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
@pytest.mark.parametrize("file", [csv_file, xlsx_file])
def test_a_whole_year_is_imported_as_it_was_typed_and_taken_back(
    admin_client, upload, press, kind, file
):
    titles = [each.title for each in kind.headings]
    year, rows = last_year(kind), filled(kind)
    before = live.states(kind.schema)
    table = upload(admin_client, file([titles, *rows]), kind=kind.slug)
    press(admin_client, table, "_import", accepted="on")
    table.refresh_from_db()
    assert (table.made, table.changed) == (len(rows), 0)
    assert figures(kind, year + 1) == figures(kind, year)
    press(admin_client, table, "_undo")
    assert live.states(kind.schema) == before


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_template_with_last_years_rows_is_read_back_and_holds_no_figure(
    admin_client, upload, kind, suffix
):
    content = template(admin_client, kind, suffix, rows="last")
    table = upload(admin_client, named(f"t.{suffix}", content), kind=kind.slug)
    page = admin_client.get(at(table))
    rows = kind.model.objects.filter(**{kind.year: last_year(kind)}).count()
    assert page.context["judgement"].counts == {"blank": rows}
    assert f"{rows} without a figure, 0 refused." in page.text
    assert "There is nothing to import" in page.text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_an_empty_template_has_the_headings_alone_and_says_what_they_take(admin_client, kind):
    titles = [each.title for each in kind.headings]
    text = template(admin_client, kind, "csv").decode("utf-8-sig")
    assert list(csv.reader(text.splitlines())) == [titles]
    book = load_workbook(io.BytesIO(template(admin_client, kind, "xlsx")))
    table, explained, _ = book.worksheets
    assert [list(row) for row in table.values] == [titles]
    rows = list(explained.values)[1:]
    assert [row[0] for row in rows] == titles
    for heading, (_, needed, words) in zip(kind.headings, rows, strict=True):
        assert (needed == "always") == (heading.name in kind.needed)
        assert (heading.help or "") in words


def test_a_template_offers_the_names_of_the_specialties(admin_client):
    content = template(admin_client, kinds()["residencies.matchresult"], "xlsx")
    book = load_workbook(io.BytesIO(content))
    offered = [cell.value for cell in book["Names"]["A"] if cell.value][1:]
    assert offered == sorted(Specialty.objects.values_list("name", flat=True))
    first = book.worksheets[0].data_validations.dataValidation[0]
    assert (str(first.sqref), first.formula1) == (
        "A2:A5000",
        f"Names!$A$2:$A${len(offered) + 1}",
    )


def test_any_name_of_a_specialty_is_understood(admin_client):
    kind = kinds()["residencies.matchresult"]
    names = kind.names()
    heading = kind.headings[0]
    for each in Specialty.objects.all():
        called = [each.slug, each.name, each.nrmp_name, each.short_name]
        for text in [*called, *each.synonyms.splitlines(), each.name.upper()]:
            assert heading.read(text, names) == each.slug


def test_a_name_that_two_specialties_have_is_not_guessed(db):
    one, two = Specialty.objects.all()[:2]
    Specialty.objects.filter(pk=one.pk).update(synonyms="Twin name")
    Specialty.objects.filter(pk=two.pk).update(synonyms="twin  NAME")
    kind = kinds()["residencies.matchresult"]
    with pytest.raises(ValueError, match="not known here"):
        kind.headings[0].read("Twin name", kind.names())


def test_a_template_is_not_there_for_other_kinds_or_files(admin_client):
    for path in ["challenge.xlsx", "matchresult.pdf"]:
        assert admin_client.get(f"/admin/content/tableimport/template/{path}").status_code == 403


def test_lists_and_the_first_page_lead_to_the_import(admin_client):
    add = reverse("admin:content_tableimport_add")
    assert f'href="{add}"' in admin_client.get("/admin/").text
    for kind in KINDS:
        list_ = admin_client.get(reverse(f"admin:residencies_{kind.slug}_changelist")).text
        assert f'href="{add}?kind={kind.label}"' in list_
        page = admin_client.get(add, {"kind": kind.label})
        assert page.context["adminform"].form.initial["kind"] == kind.label
        assert [each for each, _ in page.context["offered"]] == [kind]
    assert f"{add}?kind" not in admin_client.get("/admin/residencies/source/").text


def test_reading_does_not_take_a_second_sheet_for_the_table(admin_client):
    content = template(admin_client, kinds()["residencies.stateresult"], "xlsx", rows="last")
    assert len(read(content).rows) == 52
