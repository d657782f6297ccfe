"""The bill worked out a second time: from the fixture file, one program after another."""

from decimal import Decimal
from pathlib import Path

import yaml

from imgpath.content.yaml_text import LOADER
from tests.residencies.markup import section, text, tree

COSTS = "/costs/"
FIXTURE = Path(__file__).parents[2] / "fixtures" / "guidance" / "fees.yaml"
SHIPPED = [row["fields"] for row in yaml.load(FIXTURE.read_text(), LOADER)]
USUAL = {row["slug"] for row in SHIPPED if row.get("ticked")}


def prices(slug):
    return [row for row in SHIPPED if row["slug"] == slug]


def paid(slug, number=1):
    """Pay the shipped prices of one fee, one program or rank after another."""
    total = Decimal(0)
    for each in range(1, number + 1):
        reached = [row for row in prices(slug) if row["first"] <= each]
        if reached and (reached[-1]["unit"] != "list" or reached[-1]["first"] == each):
            total += Decimal(reached[-1]["amount"])
    return total


def dollars(amount):
    return f"${amount:,.0f}"


def look(client, **query):
    response = client.get(COSTS, query)
    assert response.status_code == 200
    return tree(response.text)


def amounts(page):
    return [text(row.find("td")) for row in section(page, "bill").findall(".//tbody/tr")]
