"""The explorer under load, beside its peers: all in one stack, in rounds, so all meet one noise."""

import gzip
import re
import statistics
import sys
import time
from functools import partial
from urllib.request import urlopen

from tests.benchmarks.report import digits, table, targets
from tests.benchmarks.stack import BESIDE, Front, datasette, site
from tests.benchmarks.wrk import ONCE, Case

ROUNDS, COLD = 3, 5
EXPLORER, OPEN = "/specialties/", "?band=open"
PART = {"HX-Request": "true"}
FACETS = "group=non_us_img&_size=100&_facet=band&_facet=training&_facet=service&_facet=preliminary"


def cases(ours, front, theirs):
    """Return what is measured, by name; the name says which peers it is set against.

    Each server is given as its address, its process, and what it is always asked with.
    """
    site, nginx, datasette = (partial(asked, *server) for server in (ours, front, theirs))
    same = {"If-None-Match": site(EXPLORER + OPEN).ask()[1]["ETag"]}
    return {
        "site, one filter": site(EXPLORER + OPEN),
        "site, everything": site(EXPLORER),
        "site, one filter, htmx part": site(EXPLORER + OPEN, PART),
        "site, everything, htmx part": site(EXPLORER, PART),
        "site, one filter, not changed (304)": site(EXPLORER + OPEN, same, 304),
        "plain answer, one word": site("/peers/plain/"),
        "plain answer, bytes of one filter": site(f"/peers/same-bytes/{OPEN}"),
        "naive view, one filter": site(f"/peers/naive/{OPEN}"),
        "naive view, everything": site("/peers/naive/"),
        "Datasette, one filter": datasette(f"{OPEN}&{FACETS}"),
        "Datasette, everything": datasette(f"?{FACETS}"),
        "nginx, everything, cached": nginx(EXPLORER),
        "nginx, one filter, cached": nginx(EXPLORER + OPEN),
        "nginx, static file of the same bytes": nginx("/static/page.html"),
    }


def asked(address, process, always, path, headers=None, status=200):
    return Case(address + path, process, always | (headers or {}), status)


def rows(case):
    """Return which specialties an answer lists."""
    _, headers, body = case.ask()
    body = gzip.decompress(body) if headers["Content-Encoding"] == "gzip" else body
    return sorted(re.findall(r'name="add" [^>]*value="([\w-]+)"', body.decode()))


def check(found):
    """Raise unless the peers show what the site shows."""
    for shown in ("one filter", "everything"):
        ours, naive = (rows(found[f"{peer}, {shown}"]) for peer in ("site", "naive view"))
        if not ours or ours != naive:
            raise RuntimeError(f"{shown}: the site shows {ours}, the naive view {naive}")
    cached, static = (found[name].ask() for name in list(found)[-2:])
    if cached[1]["X-Cache"] != "HIT" or cached[2] != static[2]:
        raise RuntimeError("nginx has not cached the page that the static file holds.")


def write_static(front, found):
    """Put the page, as nginx keeps it, among the static files."""
    body = found["nginx, one filter, cached"].ask()[2]
    page = front.path("srv/imgpath/shared/static/page.html")
    page.write_bytes(gzip.decompress(body))
    page.with_name("page.html.gz").write_bytes(body)


def measure(found):
    """Return the loads of each case, one for each round."""
    loads = {name: [] for name in found}
    for _ in range(ROUNDS):
        for name, case in found.items():
            loads[name].append(case.load())
    return loads


def ratio(loads, name, peer):
    """Return how many answers a processor makes for one of the peer's: the median of rounds."""
    rounds = zip(loads[name], loads[peer], strict=True)
    return statistics.median(theirs.cost / ours.cost for ours, theirs in rounds)


def cold(case):
    """Return seconds of the first answer after content changed, for which all is read anew."""
    from residencies.models import Revision

    taken = []
    for _ in range(COLD):
        Revision.bump()
        start = time.perf_counter()
        with urlopen(case.url) as answer:
            answer.read()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def told(loads, first):
    """Yield the tables."""
    naive, plain = "naive view, one filter", "plain answer, one word"
    lines = []
    for name, rounds in loads.items():
        rates = [each.per_second for each in rounds]
        middle = statistics.median(each.median for each in rounds)
        cost = statistics.median(each.cost for each in rounds)
        against = [ratio(loads, name, peer) for peer in (naive, plain)]
        lines.append(
            [name, f"{statistics.median(rates):,.0f}", f"{min(rates):,.0f} to {max(rates):,.0f}"]
            + [f"{middle:.1f}", f"{cost:.3f}", *(f"{each:.{digits(each)}f}" for each in against)]
        )
    heads = ["", "Answers a second", "Rounds", "Median, ms", "Processor, ms"]
    yield table([*heads, "Against naive", "Against plain"], lines)
    yield f"Cold, the first answer after an edit: {1000 * first:.0f} ms, median of {COLD}.\n"
    ours = "site, everything"
    yield targets(
        {
            "naive": ratio(loads, ours, "naive view, everything"),
            "plain": 100 * ratio(loads, "site, one filter", plain),
            "datasette": ratio(loads, "nginx, everything, cached", "Datasette, everything"),
            "static": 100 * ratio(loads, *list(loads)[-2:]),
        }
    )


def main():
    with site(BESIDE) as (folder, address, process):
        import django

        django.setup()
        from django.core.management import call_command

        from tests.benchmarks.peers import models

        call_command("migrate", run_syncdb=True, verbosity=0)
        models.fill()
        front = Front(folder / "machine", address.removeprefix("http://"))
        with front.nginx() as nginx, datasette(folder) as theirs:
            ours, kept = (address, process, ONCE), (front.address, nginx, {})
            found = cases(ours, kept, (*theirs, {}))
            write_static(front, found)
            check(found)
            loads = measure(found)
            first = cold(found["site, one filter"])
    sys.stdout.write("\n".join(told(loads, first)))


if __name__ == "__main__":
    main()
