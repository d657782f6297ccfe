"""A map of the United States in tiles of one size: where each state lies, and what a tile says.

The layout is the usual one of US tile maps: it keeps neighbours near and gives each state, however
small or empty, the same room. Pure: plain values in, SVG path data and words out.
"""

from collections.abc import Iterable

from .evidence import Frequency, Tier

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
    "AK": "Alaska",
    "AL": "Alabama",
    "AR": "Arkansas",
    "AZ": "Arizona",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DC": "District of Columbia",
    "DE": "Delaware",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "IA": "Iowa",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "MA": "Massachusetts",
    "MD": "Maryland",
    "ME": "Maine",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MO": "Missouri",
    "MS": "Mississippi",
    "MT": "Montana",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "NE": "Nebraska",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NV": "Nevada",
    "NY": "New York",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "PR": "Puerto Rico",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VA": "Virginia",
    "VT": "Vermont",
    "WA": "Washington",
    "WI": "Wisconsin",
    "WV": "West Virginia",
    "WY": "Wyoming",
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
    return [f"{known.count} of", str(known.n)] if known.tier is Tier.COUNTS else ["few"]
