"""A map of the United States in tiles of one size: where each state lies, and what a tile says.

The layout is the usual one of US tile maps: it keeps neighbours near and gives each state, however
small or empty, the same room. Pure: plain values in, SVG path data and words out.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .evidence import Frequency, Tier
from .marking import gettext_noop

# Each line is one row of tiles, by postal abbreviation; a dot is an empty place.
LAYOUT = """
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL .  PR
"""
NAMES = {
    "AK": gettext_noop("Alaska"),
    "AL": gettext_noop("Alabama"),
    "AR": gettext_noop("Arkansas"),
    "AZ": gettext_noop("Arizona"),
    "CA": gettext_noop("California"),
    "CO": gettext_noop("Colorado"),
    "CT": gettext_noop("Connecticut"),
    "DC": gettext_noop("District of Columbia"),
    "DE": gettext_noop("Delaware"),
    "FL": gettext_noop("Florida"),
    "GA": gettext_noop("Georgia"),
    "HI": gettext_noop("Hawaii"),
    "IA": gettext_noop("Iowa"),
    "ID": gettext_noop("Idaho"),
    "IL": gettext_noop("Illinois"),
    "IN": gettext_noop("Indiana"),
    "KS": gettext_noop("Kansas"),
    "KY": gettext_noop("Kentucky"),
    "LA": gettext_noop("Louisiana"),
    "MA": gettext_noop("Massachusetts"),
    "MD": gettext_noop("Maryland"),
    "ME": gettext_noop("Maine"),
    "MI": gettext_noop("Michigan"),
    "MN": gettext_noop("Minnesota"),
    "MO": gettext_noop("Missouri"),
    "MS": gettext_noop("Mississippi"),
    "MT": gettext_noop("Montana"),
    "NC": gettext_noop("North Carolina"),
    "ND": gettext_noop("North Dakota"),
    "NE": gettext_noop("Nebraska"),
    "NH": gettext_noop("New Hampshire"),
    "NJ": gettext_noop("New Jersey"),
    "NM": gettext_noop("New Mexico"),
    "NV": gettext_noop("Nevada"),
    "NY": gettext_noop("New York"),
    "OH": gettext_noop("Ohio"),
    "OK": gettext_noop("Oklahoma"),
    "OR": gettext_noop("Oregon"),
    "PA": gettext_noop("Pennsylvania"),
    "PR": gettext_noop("Puerto Rico"),
    "RI": gettext_noop("Rhode Island"),
    "SC": gettext_noop("South Carolina"),
    "SD": gettext_noop("South Dakota"),
    "TN": gettext_noop("Tennessee"),
    "TX": gettext_noop("Texas"),
    "UT": gettext_noop("Utah"),
    "VA": gettext_noop("Virginia"),
    "VT": gettext_noop("Vermont"),
    "WA": gettext_noop("Washington"),
    "WI": gettext_noop("Wisconsin"),
    "WV": gettext_noop("West Virginia"),
    "WY": gettext_noop("Wyoming"),
}
WIDTH, HEIGHT, GAP = 30, 41, 2
STEPS = 4
PLACES = {
    name: (WIDTH * column, HEIGHT * row)
    for row, line in enumerate(LAYOUT.strip().splitlines())
    for column, name in enumerate(line.split())
    if name != "."
}
"""The corner of each tile, by abbreviation."""


def called(state: str) -> str:
    """Return what a state is called in the language of the page: rows name it in English."""
    return _(state)


def outline(names: Iterable[str]) -> str:
    """Return the path of the tiles with these abbreviations."""
    across, down = WIDTH - GAP, HEIGHT - GAP
    return "".join(
        f"M{x} {y}h{across}v{down}h-{across}z" for x, y in map(PLACES.__getitem__, names)
    )


def step(per_100: int, top: int) -> int:
    """Return which of STEPS equal shades, from 0, a share has on a scale up to ``top``."""
    return min(STEPS - 1, STEPS * per_100 // top)


def ends(top: int) -> list[tuple[int, int]]:
    """Return the lowest and the highest whole share of each shade."""
    # The lowest whole number that ``step`` puts into a shade is the quotient, rounded up.
    lows = [-(-index * top // STEPS) for index in range(STEPS)]
    return list(zip(lows, [*(low - 1 for low in lows[1:]), top], strict=True))


def words(known: Frequency | None) -> list[str]:
    """Return what a tile says of a share, in one or two lines that fit its width."""
    if known is None:
        return ["–"]
    if known.tier is Tier.PER_100:
        return ["<1" if known.count and not known.per_100 else str(known.per_100)]
    if known.tier is Tier.RANGE:
        return [f"{known.low}–", str(known.high)]
    if known.tier is Tier.COUNTS:
        # Translators: the upper line of a small tile; the number of all stands beneath.
        return [_("{count} of").format(count=known.count), str(known.n)]
    return [_("few")]
