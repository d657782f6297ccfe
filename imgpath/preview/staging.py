"""The HTML of a public page made that of a preview: links stay in it, and drafts are named.

The page is rendered exactly as for readers and only then changed, so that no public template knows
of previews. Plain text in and out.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

PREFIX = "/admin/preview"
OUTSIDE = ("/admin/", "/staff/", "/static/", "/report/", "/shortlist/", "/me/")
"""What is left as it is: it leads out of the preview."""
OWN = {"/me/", "/me/advice/", "/me/specialties/", "/me/plan/"}
"""Of one reader: in a preview, of the reader whose answers are in the query."""

_HTMX = re.compile(r"""\sdata-hx-[\w:-]+=("[^"]*"|'[^']*')""")
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)("[^>]*>)(.*?)(</a>)', re.DOTALL)
_FORM = re.compile(r"<form\b[^>]*>")
_ACTION = re.compile(r'\saction="([^"]*)"')
_TITLED = re.compile(r'(<h[1-6]\b[^>]*?\sid="([^"]*)"[^>]*>)')


def has_page(path: str) -> bool:
    """Say whether a path of this site may have a preview: files and what is sent have none."""
    return path in OWN or (path.endswith("/") and not path.startswith(OUTSIDE))


def address(url: str, query: str = "") -> str:
    """Return where a page of this site is previewed; what has no preview keeps its address.

    ``query`` holds the answers of the reader, which go along between the pages that are theirs.
    """
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", url, re.DOTALL).groups()
    if not path.startswith("/") or path.startswith("//") or not has_page(path):
        return url
    if path in OWN and query:
        fragment = url.partition("#")[2]
        return f"{PREFIX}{path}?{query}{'#' if fragment else ''}{fragment}"
    return f"{PREFIX}{path}{mark}{rest}"


def staged(
    html: str, path: str, drafts: Mapping[str, str], query: str = "", looked_for: str = ""
) -> str:
    """Return the page at ``path`` as a preview. ``drafts`` says what each is, by its address.

    What an editor has ``looked_for``, an address, is marked too, and lists stand open around it.

    Nothing in it asks for a part of a page: forms and links load whole pages, as without a script.
    """
    page = f"{path}#"
    here = {url.removeprefix(page): word for url, word in drafts.items() if url.startswith(page)}

    def link(found):
        before, url, end, text, close = found.groups()
        url = unescape(url)
        marks = _mark(drafts.get(url)) + _mark("This one" if url == looked_for else "")
        return f"{before}{escape(address(url, query))}{end}{text}{marks}{close}"

    def title(found):
        start, name = found.groups()
        return f"{start}{_mark(here.get(unescape(name)))}"

    html = _HTMX.sub("", html)
    if looked_for:
        html = html.replace("<details>", "<details open>")
    html = _LINK.sub(link, html)
    html = _FORM.sub(_form, html)
    return _TITLED.sub(title, html) if here else html


def _form(found):
    """Have a form ask for a page of the preview; one that sends something is left as it is.

    A reader's answers are sent and kept; here they go into the query, to the page of advice first.
    """
    tag = found[0]
    action = _ACTION.search(tag)
    url = unescape(action[1]) if action else ""
    if 'method="post"' in tag:
        if url not in OWN:
            return tag
        tag = tag.replace('method="post"', 'method="get"')
    url = "/me/advice/" if url == "/me/" else url
    return _ACTION.sub(lambda _: f' action="{escape(address(url))}"', tag)


def _mark(word):
    return f' <span class="tag">{escape(word)}</span> ' if word else ""
