"""Any history of releases and edits, step by step, beside a plain model of what should be live."""

import json
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from guidance.models import Challenge
from imgpath.content.fixtures import RENAMES
from residencies.models import MatchResult, Source, Specialty

SLUGS, YEARS, WORDS = ["a", "b"], [2025, 2026], ["one", "two", "three\r\nlines", "three\nlines"]
words, slugs, years = map(st.sampled_from, (WORDS, SLUGS, YEARS))
counts = st.integers(9, 11)
DAY = date(2026, 11, 22)


def plain(value):
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class Row:
    """The second implementation: one row, as a history of single values."""

    def __init__(self, units, hides):
        self.units, self.hides = units, hides
        self.shipped = self.base = self.live = None
        self.retired = False

    def load(self):
        if self.base is None:
            if self.shipped and self.live is None:
                self.live = dict(self.shipped)
        elif self.live is None:
            if self.shipped and self.retired and not self.hides:
                self.live = dict(self.shipped)
        elif self.shipped:
            for unit in self.units:
                here, old, new = (
                    [plain(row[name]) for name in unit]
                    for row in (self.live, self.base, self.shipped)
                )
                if here == old and here != new:
                    self.live |= {name: self.shipped[name] for name in unit}
        elif not self.retired and all(
            plain(self.live[n]) == plain(self.base[n]) for n in self.base
        ):
            self.retired = True
            if self.hides:
                self.base["status"] = self.live["status"] = "draft"
            else:
                self.live = None
        if self.shipped:
            self.base, self.retired = dict(self.shipped), False


class Site(RuleBasedStateMachine):
    """Two challenges, whose fields merge one by one, and two results, which merge whole."""

    shipment = state_of_everything = None  # given by the test

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.shipment.rows.clear()
        self.shipment.ship("residencies.source")
        self.shipment.ship("residencies.specialty")
        fields = [("title",), ("body",), ("status",)]
        self.challenges = {slug: Row(fields, hides=True) for slug in SLUGS}
        self.results = {year: Row([("offered", "grade")], hides=False) for year in YEARS}
        self.loaded = False
        # What each challenge is called in the fixtures, and what it is called here until a load.
        self.names, self.here, self.renames = ({slug: slug for slug in SLUGS} for _ in range(3))
        self.renames.clear()
        self.ship_challenge("a", "one", "one", renamed=False)
        self.load()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(slug=slugs, title=words, body=words, renamed=st.booleans())
    def ship_challenge(self, slug, title, body, renamed):
        if renamed and self.known(slug):
            old, new = self.names[slug], f"{slug}-{len(self.renames)}"
            self.names[slug] = self.renames[old] = new
        values = {"title": title, "body": body, "status": "published"}
        self.challenges[slug].shipped = values
        self.shipment.ship("guidance.challenge", slug, **values | {"slug": self.names[slug]})

    @rule(year=years, offered=counts, grade=st.sampled_from("AB"))
    def ship_result(self, year, offered, grade):
        self.results[year].shipped = {"offered": offered, "grade": grade}
        values = {"year": year, "offered": offered, "grade": grade}
        self.shipment.ship("residencies.matchresult", year, **values)

    @rule(slug=slugs, year=years)
    def unship(self, slug, year):
        for row, kind, name in [
            (self.challenges[slug], "guidance.challenge", slug),
            (self.results[year], "residencies.matchresult", year),
        ]:
            if row.shipped:
                row.shipped = None
                self.shipment.unship(kind, name)

    @rule(slug=slugs, field=st.sampled_from(["title", "body"]), value=words)
    def edit_challenge(self, slug, field, value):
        row = self.challenges[slug]
        if row.live:
            row.live[field] = value
            Challenge.objects.filter(slug=self.here[slug]).update(**{field: value})

    @rule(slug=slugs, status=st.sampled_from(["draft", "published"]))
    def publish_or_hide(self, slug, status):
        row = self.challenges[slug]
        if row.live:
            row.live["status"] = status
            Challenge.objects.filter(slug=self.here[slug]).update(status=status)

    @rule(year=years, offered=counts)
    def edit_result(self, year, offered):
        row = self.results[year]
        if row.live:
            row.live["offered"] = offered
            MatchResult.objects.filter(year=year).update(offered=offered)

    @rule(slug=slugs, year=years)
    def delete(self, slug, year):
        for row in (self.challenges[slug], self.results[year]):
            # A result that we deleted may come back; one that an editor deleted may not.
            row.retired = row.retired and row.live is None
            row.live = None
        Challenge.objects.filter(slug=self.here[slug]).delete()
        MatchResult.objects.filter(year=year).delete()

    @rule(slug=slugs, title=words)
    def create(self, slug, title):
        row = self.challenges[slug]
        if row.live is None:
            row.live = {"title": title, "body": "mine", "status": "draft"}
            Challenge.objects.create(
                slug=self.here[slug], summary="mine", as_of=DAY, review_by=DAY, **row.live
            )

    def known(self, slug):
        """A row that neither ships nor ever shipped to this site has no new name."""
        return self.challenges[slug].shipped or self.challenges[slug].base

    @rule()
    def load(self):
        names = {old: new for old, new in self.renames.items() if self.known(new[0])}
        self.shipment.write_text(RENAMES, json.dumps({"guidance.challenge": names}))
        before = self.state_of_everything()
        predicted = self.shipment.load(dry_run=True)
        assert self.state_of_everything() == before
        assert self.shipment.run() == predicted
        for row in [*self.challenges.values(), *self.results.values()]:
            row.load()
        self.loaded = True
        self.here |= {slug: name for slug, name in self.names.items() if self.known(slug)}
        self.shipment.run(check=True)

    @precondition(lambda self: self.loaded)
    @invariant()
    def live_is_as_the_plain_model_says(self):
        assert Source.objects.count() == Specialty.objects.count() == 1
        for slug, row in self.challenges.items():
            found = Challenge.objects.filter(slug=self.here[slug])
            found = found.values("title", "body", "status").first()
            assert self.without_line_ends(found) == self.without_line_ends(row.live)
        for year, row in self.results.items():
            found = MatchResult.objects.filter(year=year).values("offered", "grade").first()
            assert found == row.live

    @staticmethod
    def without_line_ends(row):
        return row and {name: plain(value) for name, value in row.items()}


@pytest.mark.django_db
def test_any_history_ends_as_a_plain_model_of_it_says(shipment, state_of_everything):
    machine = type(
        "Site",
        (Site,),
        {"shipment": shipment, "state_of_everything": staticmethod(state_of_everything)},
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
