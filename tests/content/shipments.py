"""Small shipments: fixture folders of a few rows, written by a test and loaded by the command."""

import json

from django.core.management import call_command
from django.forms.models import model_to_dict

from imgpath.content.fixtures import FIXTURES
from imgpath.content.models import ContentBase, ContentConflict
from imgpath.content.schema import schemas
from residencies.models import Revision

FILES = {
    "residencies.source": "residencies/sources.jsonl",
    "residencies.specialty": "residencies/specialties.yaml",
    "residencies.matchresult": "residencies/match_results.jsonl",
    "residencies.finding": "residencies/findings_evidence.yaml",
    "residencies.contradiction": "residencies/contradictions.yaml",
    "residencies.correction": "residencies/corrections.yaml",
    "guidance.audience": "guidance/audiences.yaml",
    "guidance.challenge": "guidance/challenges.yaml",
    "guidance.strategy": "guidance/strategies.yaml",
}
SAMPLES = {
    "residencies.source": {
        "slug": "match-s01",
        "publisher": "NRMP",
        "title": "Results and Data",
        "url": "https://example.org/results",
        "checked_on": "2026-11-22",
        "grade": "A",
    },
    "residencies.specialty": {
        "slug": "internal-medicine",
        "name": "Internal medicine",
        "nrmp_name": "Internal Medicine",
        "short_name": "Internal med.",
        "what_it_is": "The care of adults.",
        "preliminary_year": "no",
        "match_service": "nrmp",
        "application_service": "eras",
        "sources": [["match-s01"]],
        "grade": "A",
        "as_of": "2026-11-22",
        "review_by": "2027-06-01",
    },
    "residencies.matchresult": {
        "specialty": ["internal-medicine"],
        "year": 2026,
        "track": "categorical",
        "offered": 10,
        "filled": 9,
        "us_md_senior": 5,
        "us_do_senior": 1,
        "us_graduate": 1,
        "us_img": 1,
        "non_us_img": 1,
        "grade": "A",
        "source": ["match-s01"],
    },
    "guidance.challenge": {
        "slug": "no-visa",
        "title": "You need a visa",
        "summary": "Some programs take nobody who needs a visa.",
        "body": "First line.\nSecond line.\n",
        "sources": [["match-s01"]],
        "as_of": "2026-11-22",
        "review_by": "2027-06-01",
        "status": "published",
    },
}


class Shipment:
    """A fixture folder. Rows are told apart by a name that the test gives them."""

    def __init__(self, folder):
        self.folder = folder
        self.rows = {}

    def ship(self, model, name="", /, **fields):
        """Ship a row, or ship it anew: the sample of its model with other values."""
        merged = {**SAMPLES.get(model, {}), **fields}
        self.rows[model, name or merged.get("slug", "")] = {
            field: value for field, value in merged.items() if value is not ...
        }

    def unship(self, model, name):
        del self.rows[model, name]

    def ship_samples(self):
        for model in SAMPLES:
            self.ship(model, "sample")
        return self

    def write(self):
        texts = dict.fromkeys(FIXTURES, "")
        for (model, _), fields in self.rows.items():
            row = json.dumps({"model": model, "fields": fields})
            texts[FILES[model]] += f"{row}\n" if FILES[model].endswith("jsonl") else f"- {row}\n"
        for name, text in texts.items():
            self.write_text(name, text)

    def write_text(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def load(self, **options):
        """Write the files, load them, and return the report."""
        self.write()
        return self.run(**options)

    def run(self, **options):
        printed = []
        out = type("Out", (), {"write": lambda self, text: printed.append(text)})()
        call_command("load_content", folder=self.folder, json=True, stdout=out, **options)
        return json.loads("".join(printed))


def everything():
    """Return all content and all bookkeeping, to compare before and after."""
    models = [*(each.model for each in schemas()), ContentBase, ContentConflict, Revision]
    return {
        model._meta.label: [
            {
                name: sorted(item.pk for item in value) if isinstance(value, list) else value
                for name, value in model_to_dict(instance).items()
            }
            for instance in model.objects.order_by("pk")
        ]
        for model in models
    }
