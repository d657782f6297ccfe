"""Which addresses are to be asked, in which order, and what is kept of their answers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlsplit

from guidance import links

from .answer import Answer, State
from .asking import Asker
from .models import LinkCheck

FEWEST_HOSTS = 3
"""Where so many sites or more do not answer, and none does, it is this machine that is cut off."""


class CutOff(Exception):
    """No site answered at all."""


def due(addresses: Iterable[str], before: datetime) -> list[str]:
    """Return the addresses that were not asked since ``before``, those that waited longest first.

    One address of each site comes before the second of any, so that no site is asked in a row.
    """
    checked = dict(LinkCheck.objects.values_list("address", "checked_at"))
    waiting = [each for each in addresses if each not in checked or checked[each] < before]
    new = [each for each in waiting if each not in checked]
    known = sorted(set(waiting) & checked.keys(), key=lambda each: (checked[each], each))
    seen, turns = defaultdict(int), {}
    for each in [*new, *known]:
        turns[each] = seen[_host(each)]
        seen[_host(each)] += 1
    return sorted(turns, key=lambda each: (each in checked, turns[each]))


def check(addresses: Iterable[str], asker: Asker) -> Iterator[tuple[str, Answer]]:
    """Yield each address with what it answers. A page of this site is asked for without a request.

    Until one site has answered, those that did not are held back: raises CutOff if none does.
    """
    held_back, answered = [], False
    for address in addresses:
        if address.startswith("/"):
            yield address, _page(address)
            continue
        answer = asker.ask(address)
        answered |= answer.status is not None
        held_back.append((address, answer))
        if answered:
            yield from held_back
            held_back = []
    if len({_host(address) for address, _ in held_back}) >= FEWEST_HOSTS:
        raise CutOff
    yield from held_back


def _page(address: str) -> Answer:
    if links.opens(address):
        return Answer(State.OK, "", 200)
    return Answer(State.FAILED, "Readers find no page there.", 404)


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()
