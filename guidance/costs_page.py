"""What the page of costs says of one form: its bill, prices side by side, and published ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import get_template
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from residencies.models.cohorts import ImgGroup

from . import costs, ranks_picture
from .cost_forms import CostsForm
from .costs import Bill, Counted, Line, dollars
from .fees import Fees, Known

# How many programs the table shows beside the reader's own numbers.
EXAMPLES = (30, 60, 100, 150)
ADVICE = [
    "questions/how-many-programs-should-i-apply-to",
    "strategies/set-a-budget-and-a-list-in-tiers",
    "questions/how-long-should-my-rank-list-be",
    "challenges/cost",
]


@dataclass(frozen=True, slots=True)
class Billed:
    """One line of the bill with the fee that it comes from."""

    line: Line
    fee: Known
    how: str
    """How its amount comes about; "" where it is one price."""

    @property
    def amount(self) -> str:
        return dollars(self.line.amount, self.fee.about)


@dataclass(frozen=True, slots=True)
class Price:
    """What one number of programs costs at one tariff, and the next program after it."""

    total: str
    further: str


@dataclass(frozen=True, slots=True)
class Row:
    """One number of programs in the table of prices."""

    number: int
    own: bool
    """Whether it is a number that the reader typed."""
    prices: list[Price]


def context(form: CostsForm, fees: Fees) -> dict:
    """Return what the page's template shows."""
    applications = form.applications
    found = costs.bill(applications, form.rank_count, fees.values, form.ticked)
    tariffs = _tariffs(form.chosen, fees)
    group = ImgGroup(form.chosen_group)
    return {
        "form": form,
        "group": group,
        "fees": fees,
        "included": _included(fees),
        "bill": found,
        "bill_total": _sum(found.lines, fees),
        "billed": [_billed(line, fees) for line in found.lines],
        "asked": bool(applications or form.rank_count),
        "headline": headline(found, fees),
        "tariffs": tariffs,
        "table": side_by_side(tariffs, [each.programs for each in applications]),
        "picture": ranks_picture.picture(form.chosen, group, form.entries),
        "why": fees.guidance.named(ADVICE[:1]),
        "advice": fees.guidance.named(ADVICE),
        "known": _rendered(fees),
        "canonical": reverse("guidance:costs"),
    }


def headline(found: Bill, fees: Fees) -> str:
    """Return the finding: the sum to the dollar, and how much of it is for the programs."""
    if not found.lines:
        return _("No price of these was seen, so there is no sum.")
    text, number = _("{total} in all."), 0
    counted = {line.fee: fees.known[line.fee].value.counted for line in found.lines}
    programs = [line for line in found.lines if counted[line.fee] is Counted.PROGRAMS]
    others = [line for line in found.lines if counted[line.fee] is not Counted.PROGRAMS]
    if programs and others:
        # Only programs with a price are in the sum, so only they are counted here.
        number = sum(part.count for line in programs for part in line.parts)
        text = ngettext(
            "{total} in all: {programs} to apply to {number} program, {others} for the rest.",
            "{total} in all: {programs} to apply to {number} programs, {others} for the rest.",
            number,
        )
    sums = {"total": found.lines, "programs": programs, "others": others}
    told = {name: _sum(lines, fees) for name, lines in sums.items()}
    said = capfirst(text.format(**told, number=f"{number:,}"))
    return f"{said} {_missing(len(found.missing))}" if found.missing else said


def _sum(lines, fees):
    about = any(fees.known[line.fee].about for line in lines)
    return dollars(sum((line.amount for line in lines), Decimal(0)), about)


def _missing(number):
    return ngettext(
        "Not in it: one thing whose price was not seen.",
        "Not in it: {number} things whose price was not seen.",
        number,
    ).format(number=number)


def _billed(line, fees):
    fee = fees.known[line.fee]
    return Billed(line, fee, _how(line, fee))


def _how(line, fee):
    if fee.value.counted in {Counted.MATCH, Counted.TICK}:
        return ""
    steps = [_step(part, alone=not line.parts[1:]) for part in line.parts]
    free = fee.row.first - 1
    if not free:
        return " + ".join(steps)
    told = _("The first {free} come with the registration").format(free=free)
    for step in steps:
        told = _("{before}, then {step}").format(before=told, step=step)
    return told


def _step(part, *, alone):
    text = "{count} × {amount}"
    if part.flat:
        text = _("{amount} in all") if alone else _("{amount} for the first {count}")
    return text.format(count=part.count, amount=dollars(part.amount))


def _included(fees):
    """Return how many ranks come with a registration; None where that is not known."""
    found = (e.row.first - 1 for e in fees.known.values() if e.value.counted is Counted.RANKS)
    return next(found, None)


def _tariffs(chosen, fees):
    """Return the prices of lists to show: those of the specialties chosen; of none, every one."""
    if not chosen:
        return fees.tariffs
    entries = (fees.guidance.evidence.entries[slug].specialty for slug in chosen)
    found = (costs.tariff(fees.values, row.application_service, row.slug) for row in entries)
    return [fees.known[slug] for slug in dict.fromkeys(each.slug for each in found if each)]


def side_by_side(tariffs: Sequence[Known], own: Sequence[int]) -> list[Row]:
    """Return what a few numbers of programs cost, the reader's own among them."""
    return [
        Row(number, number in own, [_price(number, each.value.tiers) for each in tariffs])
        for number in sorted({*EXAMPLES, *own})
    ]


def _price(number, tiers):
    return Price(dollars(costs.total(number, tiers)), dollars(costs.further(number, tiers)))


def _rendered(fees):
    """Return the list of all fees, which is the same for every reader."""
    rendered = fees.guidance.evidence.rendered
    if "fees" not in rendered:
        template = get_template("guidance/costs/known.html")
        rendered["fees"] = template.render({"fees": fees, "page": reverse("guidance:costs")})
    return rendered["fees"]
