"""What the pages of evidence, and those of one reader, cost.

Times are medians inside this process, without network or server; they compare two versions on one
machine, not two machines. HTML is compressed as nginx would (brotli, level 5).
"""

import statistics
import sys
import time

import brotli

from guidance.profile import Attempts, Citizenship, Profile
from tests.benchmarks.fresh import content
from tests.benchmarks.report import table

EXPLORER = "/specialties/"
SPECIALTY = "/specialties/internal-medicine/"  # the one with most to show
QUERIES = {
    "everything": {},
    "one filter": {"band": "open"},
    "a search": {"q": "surgery"},
    "group, score and sort": {"group": "us_img", "score": "241", "sort": "matched"},
}
READERS = {
    "one group": {},
    "both groups": {"group": "both"},
    "both groups and score": {"group": "both", "score": "241"},
}
COMPARED = {"s": ["pathology", "internal-medicine", "urology", "neurology"], "score": "241"}
OTHERS = {
    "home": ("/", {}),
    "compare, four and score": ("/compare/", COMPARED),
    "source, the longest": ("/sources/outcomes-s01/", {}),
    "landscape": ("/landscape/", {}),
    "the year": ("/match/2026/", {}),
    "route, an outcome": ("/routes/visa/nothing/both/yes/", {}),
    "state": ("/states/tx/", {}),
    "search, a word": ("/search/", {"q": "visa"}),
    "search, an abbreviation": ("/search/", {"q": "OBGYN"}),
    "search, a typing mistake": ("/search/", {"q": "pathologgy"}),
    "search, a question": ("/search/", {"q": "how many letters do I need"}),
}
# Of one reader who has answered most questions.
READER = Profile(
    citizenship=Citizenship.OTHER,
    needs_visa=True,
    score=241,
    attempts=Attempts.NONE,
    graduated=2021,
    us_months=2,
    has_research=True,
    passed_step3=False,
    specialties=("internal-medicine", "general-surgery"),
)
OWN = ["/me/", "/me/advice/", "/me/specialties/", "/me/plan/"]
ROUNDS = 100


CASES = [
    *(
        (f"{kind}, {name}", EXPLORER, query, headers)
        for kind, headers in [("page", {}), ("fragment", {"HX-Request": "true"})]
        for name, query in QUERIES.items()
    ),
    *((f"specialty, {name}", SPECIALTY, query, {}) for name, query in READERS.items()),
    *((name, path, query, {}) for name, (path, query) in OTHERS.items()),
    *((path, path, {}, {}) for path in OWN),
    ("/me/advice/, fragment", "/me/advice/", {}, {"HX-Request": "true"}),
]


def milliseconds(client):
    """Return the median time of each case. They take turns, so that all meet the same noise."""
    times = {name: [] for name, *_ in CASES}
    for _ in range(ROUNDS):
        for name, path, query, headers in CASES:
            start = time.perf_counter()
            client.get(path, query, headers=headers)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) * 1000 for name, taken in times.items()}


def measure():
    """Yield the line of each case."""
    from django.db import connection
    from django.http import HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from imgpath.me import cookie

    client = Client(SERVER_NAME="localhost")
    client.cookies.update(cookie.keep(HttpResponse(), READER).cookies)
    for _, path, query, headers in CASES:
        client.get(path, query, headers=headers)  # fills what is held in memory
    times = milliseconds(client)
    for name, path, query, headers in CASES:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, query, headers=headers)
        assert response.status_code == 200, response.status_code
        size = len(brotli.compress(response.content, quality=5))
        yield name, f"{times[name]:.2f}", len(queries), f"{size:,}"


def main():
    with content():
        lines = list(measure())
    sys.stdout.write(table(["Page", "Median, ms", "Queries", "HTML, brotli"], lines))


if __name__ == "__main__":
    main()
