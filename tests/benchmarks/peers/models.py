"""The explorer's table in the database, worked out beforehand: the peers need only read it."""

from django.db import models

from residencies import catalogue, charts
from residencies.accessibility import Band
from residencies.models.cohorts import ImgGroup
from residencies.rows import FIRST_YEAR, Row


class Listed(models.Model):
    """One specialty for one group: every figure of its row, and words that need a rule."""

    group = models.CharField(max_length=10, choices=ImgGroup)
    slug = models.SlugField()
    name = models.CharField(max_length=100)
    preliminary = models.BooleanField()
    service = models.CharField(max_length=20)
    band = models.CharField(max_length=10, choices=[(band.value, band.label) for band in Band])
    openness = models.FloatField(null=True)
    could_be = models.CharField(max_length=100)
    why = models.CharField(max_length=100)
    share = models.FloatField(null=True)
    count = models.IntegerField(null=True)
    other_imgs = models.IntegerField(null=True)
    filled = models.IntegerField(null=True)
    split_year = models.IntegerField(null=True)
    worked_out = models.BooleanField()
    matched = models.CharField(max_length=50)
    ranked_first = models.IntegerField(null=True)
    median = models.FloatField(null=True)
    lower_quartile = models.FloatField(null=True)
    upper_quartile = models.FloatField(null=True)
    no_score = models.CharField(max_length=50)
    unfilled = models.IntegerField(null=True)
    offered = models.IntegerField(null=True)
    year = models.IntegerField(null=True)
    training = models.CharField(max_length=50)
    change = models.CharField(max_length=50)

    class Meta:
        app_label = "peers"
        ordering = ["preliminary", models.F("openness").desc(nulls_last=True), "name"]

    def __str__(self):
        return self.name

    @property
    def bar(self):
        if self.filled is None:
            return []
        rest = self.filled - self.count - self.other_imgs
        return charts.stacked([self.count, self.other_imgs, rest], digits=0)

    def trend(self, newest, top):
        """Return the curve of the shares."""
        shares = {each.year: each.percent for each in self.shares.all()}
        return charts.spark(shares, FIRST_YEAR, newest, top)


class Share(models.Model):
    """The group's share of one specialty in one year, out of 100."""

    listed = models.ForeignKey(Listed, models.CASCADE, related_name="shares")
    year = models.PositiveSmallIntegerField()
    percent = models.FloatField()

    class Meta:
        app_label = "peers"
        ordering = ["year"]

    def __str__(self):
        return f"{self.year}: {self.percent}%"


def listed(row: Row) -> Listed:
    """Return a row of the explorer as a row of the database."""
    entry, standing = row.entry, row.standing
    judgement, step2, matched = standing.judgement, standing.step2, standing.matched
    here = judgement.counts
    scores = step2.row if step2 and step2.tellable else None
    return Listed(
        group=standing.group,
        slug=entry.slug,
        name=entry.name,
        preliminary=entry.specialty.preliminary,
        service=entry.specialty.application_service,
        band=standing.band.value,
        openness=judgement.openness,
        could_be=" or ".join(other.label for other in judgement.could_be),
        why=standing.why,
        share=judgement.share and 100 * judgement.share,
        count=judgement.count,
        other_imgs=here and here.us_img + here.non_us_img - judgement.count,
        filled=here and here.filled,
        split_year=here and here.year,
        worked_out=bool(here and here.derived),
        matched=matched.short if matched else "",
        ranked_first=matched and matched.n,
        median=scores and scores.median,
        lower_quartile=scores and scores.q1,
        upper_quartile=scores and scores.q3,
        no_score=step2.reason if step2 and not scores else "",
        unfilled=entry.unfilled,
        offered=entry.offered,
        year=entry.year,
        training=entry.years_text,
        change=standing.change_text,
    )


def shares(row: Row, of: Listed) -> list[Share]:
    """Return the shares that a row of the explorer draws."""
    each_year = row.standing.shares.items()
    return [Share(listed=of, year=year, percent=percent) for year, percent in each_year]


def fill() -> None:
    """Put the explorer's table of today into the database."""
    rows = list(catalogue.current().rows.values())
    made = Listed.objects.bulk_create(map(listed, rows))
    each_row = zip(rows, made, strict=True)
    Share.objects.bulk_create(share for row, of in each_row for share in shares(row, of))
