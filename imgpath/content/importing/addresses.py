"""Read the address column of a source: a page to open, or a file in a public repository."""

import re
from urllib.parse import urlsplit

# Where a source gives several addresses, the publisher's own comes first.
OFFICIAL = re.compile(r"(^|\.)(nrmp|aamc|ecfmg|intealth|acgme|fsmb|usmle)\.org$|\.gov$")

_REPOSITORY = re.compile(r"github[: ]([\w.-]+/[\w.-]+)([^;]*)")
_COMMIT = re.compile(r"@([0-9a-f]{7,40})")
_FILE = re.compile(r"[\w./-]+\.\w+")


def page(text):
    """Return the address that a reader can open, or "" where none is given.

    A page that only the source itself was seen to cite is not one that we have read.
    """
    if "address not known" in text:
        return ""
    found = [address.rstrip(",.)") for address in re.findall(r"https?://[^\s;]+", text)]
    official = [address for address in found if is_official(address)]
    return (official or found or [""])[0]


def repository_file(text):
    """Return the GitHub address of a file, or of its whole commit where several are named."""
    match = _REPOSITORY.search(text)
    if not match:
        return ""
    repository, rest = match.groups()
    commit = _COMMIT.search(rest)
    if not commit:
        return f"https://github.com/{repository}"
    paths = _COMMIT.sub("", rest).split("(")[0].strip(" :,")
    kind = "blob" if _FILE.fullmatch(paths) and ".." not in paths else "tree"
    address = f"https://github.com/{repository}/{kind}/{commit[1]}"
    return f"{address}/{paths}" if kind == "blob" else address


def is_official(address):
    """Whether the host belongs to a body that makes the rules or the figures."""
    return bool(OFFICIAL.search(urlsplit(address).hostname or ""))


def is_government(address):
    """Whether the page is a United States government's own; its journal libraries are not."""
    host = urlsplit(address).hostname or ""
    return host.endswith(".gov") and not host.endswith("ncbi.nlm.nih.gov")
