"""Requests that nobody would send, to every public address. `make fuzz` sends 5,000 of them."""

import os
import random
import re
import sys
from collections import Counter
from urllib.parse import quote, urlsplit

PIECES = ["", "x", "%00", "../..", "’", "٢٤١", "9" * 400, "a" * 3_000, "\ud83e", "-1", "1e309", "é"]
PIECES += ["<b>", "' OR 1=1 --", "{{ 7*7 }}", "${7*7}", "a/b", "a?b#c", "\r\nX: y", "nan", "none"]
# What a page must never hand on as it came: markup, another site to go to, a part of a query.
MARK = "x7onx7"
PIECES += [f"\"'><{MARK} onx=1>", f"</script><{MARK}>", f"--><{MARK}>", f"javascript:{MARK}//"]
ELSEWHERE = "evil.example"
PIECES += [f"//{ELSEWHERE}/", f"https://{ELSEWHERE}/", f"/\\{ELSEWHERE}/", f"https:{ELSEWHERE}"]
PIECES += ["1) UNION SELECT NULL,NULL--", "'||(SELECT 1/0)||'", "%' AND 1=1 AND '%'='", '"; DROP--']
NAMES = ["q", "band", "group", "score", "sort", "place", "s", "s1", "n1", "ranks", "pay", "kind"]
NAMES += [
    "year",
    "page",
    "grade",
    "part",
    "a",
    "row",
    "specialty",
    "state",
    "unfilled",
    "own",
    "home",
]
GOOD = ["open", "us_img", "241", "pathology", "urology", "2026", "1", "on", "all", "-name", "yes"]
FIELDS = ["citizenship", "needs_visa", "attempts", "graduated", "us_months", "specialties", "add"]
FIELDS += ["remove", "clear", "show", "what", "address", "name", "website", "csrfmiddlewaretoken"]
HEADERS = ["HX-Request", "HX-Trigger", "HX-Trigger-Name", "HX-Current-URL", "HX-Target", "Referer"]
HEADERS += [
    "If-None-Match",
    "If-Modified-Since",
    "Accept-Encoding",
    "Range",
    "Origin",
    "X-Forwarded-For",
]


def requests(seed, number):
    """Yield (method, path, query and body, headers, cookies), the same for the same seed."""
    from tests.pages import PAGES

    dice = random.Random(seed)
    paths = sorted({path.partition("?")[0] for path in PAGES} | {"/me/", "/me/share/", "/report/"})
    paths += [
        "/specialties.csv",
        "/sources.json",
        "/sitemap.xml",
        "/changes/atom.xml",
        "/api/v1/specialties",
        "/api/v1/questions",
        "/health/ready",
    ]
    for _ in range(number):
        path = dice.choice(paths)
        if dice.random() < 0.3:
            path += _encoded(dice.choice(PIECES))
        words = [_some(dice, NAMES + FIELDS, PIECES + GOOD) for _ in range(dice.randint(0, 5))]
        headers = dict(_some(dice, HEADERS, ["true", *PIECES]) for _ in range(dice.randint(0, 3)))
        headers = {name: _printable(value) for name, value in headers.items()}
        cookies = {
            name: _printable(dice.choice(PIECES)) for name in ("shortlist", "answers", "sessionid")
        }
        yield dice.choice(["GET"] * 6 + ["HEAD", "POST", "PUT"]), path, words, headers, cookies


def _some(dice, names, values):
    return dice.choice(names), dice.choice(values)


def _printable(text):
    return text.encode("latin-1", "ignore").decode("latin-1").replace("\r\n", "")[:2_000]


def _encoded(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="%/?#")


def statuses(seed, number):
    """Send requests and count the answers; name each that is an error of ours, or that obeys."""
    from django.test import Client

    found, broken = Counter(), []
    for method, path, words, headers, cookies in requests(seed, number):
        client = Client(raise_request_exception=False)
        client.cookies.load(cookies)
        query = "&".join(f"{name}={_encoded(value)}" for name, value in words)
        body = {"data": query, "content_type": "application/x-www-form-urlencoded"}
        address = path if method in {"POST", "PUT"} else f"{path}?{query}"
        kwargs = body if method in {"POST", "PUT"} else {}
        response = client.generic(method, address, headers=headers, **kwargs)
        found[response.status_code] += 1
        if wrong := trouble(response):
            broken.append(f"{wrong}: {method} {address[:300]} {query[:300]} {headers}")
    return found, broken


def trouble(response):
    """Return what is wrong with an answer; None if nothing is."""
    if response.status_code >= 500:
        return response.status_code
    kind = response.headers.get("Content-Type", "")
    if "html" in kind or "xml" in kind:
        if f"<{MARK}" in response.text:
            return "markup comes back"
        if re.search(
            rf"(href|src|action)=[\"']?(javascript:{MARK}|(https?:)?//{ELSEWHERE})", response.text
        ):
            return "an address comes back as a link"
    location = response.headers.get("Location", "")
    if urlsplit(location).netloc not in {"", "testserver"} or location.startswith(("//", "/\\")):
        return "it leads elsewhere"
    return None


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imgpath.settings")
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    found, broken = statuses(seed=random.randrange(10**9), number=5_000)
    lines = [f"{count:>6} x {status}" for status, count in sorted(found.items())]
    sys.stdout.write("\n".join([*lines, *broken]) + "\n")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
