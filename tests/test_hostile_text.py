"""Whatever a text holds, a page shows it as text: in every field of every row at once."""

import pytest
from django.db import DatabaseError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.urls import reverse

from imgpath.content.schema import schemas
from residencies.models import Revision
from tests.pages import PAGES

HOSTILE = "\"'><b id=hostile>"
RAW = "<b id=hostile"
LONGEST = 3_000


def texts(each):
    """Return the fields of a model that hold free text, and enough of it."""
    return [
        column.field
        for column in each.columns.values()
        if isinstance(column.field, models.CharField | models.TextField)
        and not isinstance(column.field, models.SlugField | models.URLField)
        and not column.field.choices
        and not column.field.unique
        and (column.field.max_length or LONGEST) > len(HOSTILE)
    ]


def spoil(model, field):
    """Put hostile text into a field of every row that may have it; return whether any has."""
    longest = (field.max_length or LONGEST) - len(HOSTILE)
    value = Concat(Left(F(field.name), longest), Value(HOSTILE))
    rows = model.objects.exclude(**{field.name: ""})
    try:
        with transaction.atomic():
            return bool(rows.update(**{field.name: value}))
    except DatabaseError:  # a constraint knows what the field holds
        return False


@pytest.fixture
def spoiled(db):
    """Hostile text in all content; how many fields took it, and how many did not."""
    taken = [
        (spoil(each.model, field), f"{each.label}.{field.name}")
        for each in schemas()
        for field in texts(each)
    ]
    Revision.bump()
    return taken


def test_no_page_lets_a_text_out_of_its_place(client, spoiled):
    refused = [name for took, name in spoiled if not took]
    assert len(refused) < len(spoiled) / 4, refused
    shown = 0
    for path in PAGES:
        html = client.get(path).text
        assert RAW not in html, path
        shown += "id=hostile" in html
    assert shown > len(PAGES) / 2


def test_no_page_of_the_admin_lets_a_text_out_of_its_place(admin_client, spoiled):
    for each in schemas():
        row = each.model.objects.first()
        kind = f"admin:{each.label.replace('.', '_')}"
        paths = [reverse(f"{kind}_changelist"), reverse(f"{kind}_add")]
        if row:
            paths += [reverse(f"{kind}_{page}", args=[row.pk]) for page in ("change", "history")]
        for path in paths:
            response = admin_client.get(path)
            assert response.status_code in {200, 302, 403}, path
            assert RAW not in response.text, path
    assert RAW not in admin_client.get(reverse("admin:index")).text
