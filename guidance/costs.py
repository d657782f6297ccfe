"""What a season of applications costs: programs, ranks and fees in, a bill out. Pure.

A price can change with the number: a tier holds from its first program or rank up to where the
next tier starts. What has no known price is named as missing and is never counted as nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

UNKNOWN_SERVICE = "unknown"


@dataclass(frozen=True, slots=True)
class Tier:
    """One price, from the ``first`` program or rank on."""

    first: int
    amount: Decimal
    flat: bool = False
    """Whether the amount is for all of the tier together, not for each."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one tier adds to a total."""

    count: int
    amount: Decimal
    flat: bool

    @property
    def total(self) -> Decimal:
        return self.amount if self.flat else self.count * self.amount


def parts(number: int, tiers: Sequence[Tier]) -> list[Part]:
    """Return what each tier that ``number`` reaches adds; what lies before the first is free.

    Raises ValueError unless the tiers are in order, each from a number of its own.
    """
    starts = [tier.first for tier in tiers]
    if starts != sorted(set(starts)):
        raise ValueError(f"tiers that start at {starts} are not in order")
    ends = [start - 1 for start in starts[1:]] + [number]
    return [
        Part(min(number, end) - tier.first + 1, tier.amount, tier.flat)
        for tier, end in zip(tiers, ends, strict=False)
        if number >= tier.first
    ]


def total(number: int, tiers: Sequence[Tier]) -> Decimal:
    """Return what ``number`` programs or ranks cost."""
    return sum((part.total for part in parts(number, tiers)), Decimal(0))


def further(number: int, tiers: Sequence[Tier]) -> Decimal:
    """Return what one more costs, after ``number`` of them."""
    return total(number + 1, tiers) - total(number, tiers)


def dollars(amount: Decimal, about: bool = False) -> str:
    """Return an amount of US dollars as it is printed: without cents where there are none."""
    whole = amount == amount.to_integral_value()
    told = f"${amount:,.0f}" if whole else f"${amount:,.2f}"
    return _("about {amount}").format(amount=told) if about else told


class Counted(StrEnum):
    """What a fee is paid for."""

    PROGRAMS = "programs"
    RANKS = "ranks"
    MATCH = "match"
    """Taking part in a match."""
    TICK = "tick"
    """What the reader says applies."""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee with all its tiers, in order. Where it names a service, only its users pay it."""

    slug: str
    name: str
    counted: Counted
    tiers: tuple[Tier, ...]
    application: str = ""
    match: str = ""
    only: tuple[str, ...] = ()
    """The specialties that its source names; none means all that use the service."""

    @property
    def whole(self) -> bool:
        """Whether every number has a price. Ranks below the first come with the registration."""
        return bool(self.tiers) and (self.tiers[0].first == 1 or self.counted is Counted.RANKS)


@dataclass(frozen=True, slots=True)
class Application:
    """A number of programs in one specialty, and how it takes applicants."""

    specialty: str
    name: str
    programs: int
    service: str
    service_name: str
    match: str
    match_name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is paid."""

    fee: str
    name: str
    parts: tuple[Part, ...]

    @property
    def amount(self) -> Decimal:
        return sum((part.total for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not in the sum, and why."""

    name: str
    reason: str
    due: bool = True
    """Whether it has to be paid all the same: then the sum is too low by what it costs."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What is paid, and what is not in the sum."""

    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def missing(self) -> list[Gap]:
        return [gap for gap in self.gaps if gap.due]

    @property
    def left_out(self) -> list[Gap]:
        return [gap for gap in self.gaps if not gap.due]


def tariff(fees: Sequence[Fee], service: str, specialty: str) -> Fee | None:
    """Return what one specialty's programs cost through a service; None where it is not known."""
    known = (fee for fee in _of(fees, Counted.PROGRAMS) if fee.application == service)
    found = (fee for fee in known if fee.whole and specialty in (fee.only or [specialty]))
    return next(found, None)


def bill(
    applications: Sequence[Application],
    ranks: int | None,
    fees: Sequence[Fee],
    ticked: Collection[str],
) -> Bill:
    """Return the bill for these lists of programs, this many ranks and the fees that are ticked."""
    found = [
        *(_programs(each, fees) for each in applications),
        *_others(applications, fees),
        *_matches(applications, fees),
        *_ranks(applications, ranks or 0, fees),
        *_ticks(applications, fees, ticked),
    ]
    return Bill(
        tuple(each for each in found if isinstance(each, Line)),
        tuple(each for each in found if isinstance(each, Gap)),
    )


def _of(fees: Sequence[Fee], counted: Counted) -> list[Fee]:
    return [fee for fee in fees if fee.counted is counted]


def _programs(each: Application, fees: Sequence[Fee]) -> Line | Gap:
    name = _("Programs in {specialty}").format(specialty=each.name)
    if each.service == UNKNOWN_SERVICE:
        return Gap(name, _("which service takes the applications was not seen"))
    if found := tariff(fees, each.service, each.specialty):
        return Line(found.slug, name, tuple(parts(each.programs, found.tiers)))
    if any(fee.application == each.service for fee in _of(fees, Counted.PROGRAMS)):
        reason = _("the prices of {service} that we saw are of other specialties")
    else:
        reason = _("the prices of {service} were not seen")
    return Gap(name, reason.format(service=each.service_name))


def _others(applications: Sequence[Application], fees: Sequence[Fee]) -> Iterator[Gap]:
    """Tell of each service of which we know no fee but that of the programs."""
    known = {fee.application for fee in _of(fees, Counted.TICK)} | {UNKNOWN_SERVICE}
    used = {each.service: each.service_name for each in applications}
    for service, name in used.items():
        if service not in known:
            others = _("Other fees of {service}").format(service=name)
            yield Gap(others, _("whether it takes any was not seen"))


def _matches(applications: Sequence[Application], fees: Sequence[Fee]) -> Iterator[Line | Gap]:
    entered = {each.match: each.match_name for each in applications}
    for match, name in entered.items():
        found = [fee for fee in _of(fees, Counted.MATCH) if fee.match == match]
        yield from (Line(fee.slug, fee.name, tuple(parts(1, fee.tiers))) for fee in found)
        if not found:
            yield Gap(_("Registration: {match}").format(match=name), _("its fees were not seen"))


def _ranks(
    applications: Sequence[Application], ranks: int, fees: Sequence[Fee]
) -> Iterator[Line | Gap]:
    found = _of(fees, Counted.RANKS)
    if ranks and not found:
        yield Gap(_("Ranks"), _("what they cost was not seen"))
    for fee in found if ranks else []:
        if _applies(fee, applications):
            yield Line(fee.slug, fee.name, tuple(parts(ranks, fee.tiers)))
        else:
            yield Gap(fee.name, _("none of these specialties is in that match"), due=False)


def _ticks(
    applications: Sequence[Application], fees: Sequence[Fee], ticked: Collection[str]
) -> Iterator[Line | Gap]:
    for fee in _of(fees, Counted.TICK):
        if fee.slug in ticked and _applies(fee, applications):
            yield Line(fee.slug, fee.name, tuple(parts(1, fee.tiers)))
        elif fee.slug in ticked:
            yield Gap(fee.name, _("none of these specialties uses that service"), due=False)


def _applies(fee: Fee, applications: Sequence[Application]) -> bool:
    """Return whether any of the specialties uses what the fee is for; yes before any is chosen."""
    return not applications or any(
        fee.application in {"", each.service} and fee.match in {"", each.match}
        for each in applications
    )
