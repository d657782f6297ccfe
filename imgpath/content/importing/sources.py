"""Sources: every one the evidence or the prose refers to, and no other."""

import re
from datetime import date

from django.utils.text import slugify

from . import addresses, grades
from .tables import read

FOLDERS = ["match", "outcomes", "rules", "specialties"]

# Bodies whose tables may be cited figure by figure, with a link, and not exported in bulk.
CITE_ONLY = re.compile(r"\b(NRMP|AAMC|AMA|ACGME|FREIDA)\b|American Medical Association")

# Remarks on how we came to a text, which are no part of a publisher's name or of a title.
_REMARK = re.compile(
    r" \((copy in a public|via |read earlier|not opened|public GitHub file|public repo)[^)]*\)"
)

_COPY = "Read in a public copy, not at the publisher's own address."


class Sources:
    """All known sources by slug, and which of them were used."""

    def __init__(self, folder, checked_on):
        self._today = checked_on
        self.known = {}
        self.used = set()
        for name in FOLDERS:
            for row in read(folder, f"{name}/sources.csv"):
                self.known[slug(name, row["source_id"])] = row, self._values(name, row)

    def choose(self, row, folder, ids=None):
        """Return the slug of the best source of a row and those of the others, leaving out D.

        The best is NRMP's own, whoever copied it; then the best graded; then the first named.
        """
        slugs = [self._find(row, folder, one) for one in ids or row.source_ids]
        sound = [one for one in dict.fromkeys(slugs) if self.grade(one) != "D"]
        ranked = sorted(sound, key=lambda one: (not self._is_original(one), self.grade(one)))
        self.used.update(ranked)
        return (ranked[0], sorted(ranked[1:])) if ranked else (None, [])

    def is_sound(self, row, folder, source_id):
        """Whether a figure may rest on this source alone."""
        return self.grade(self._find(row, folder, source_id)) != "D"

    def grade(self, source):
        return self.known[source][1]["grade"]

    def checked_on(self, source):
        """Return the day it was last looked at."""
        return self.known[source][1]["checked_on"]

    def rows(self, due):
        """Yield each source in use, as a row of its table and the values of its fixture.

        ``due`` gives the day by which the figures of a source are looked at again.
        """
        for source in sorted(self.used):
            row, values = self.known[source]
            yield row, values | {"review_by": due.get(source)}

    def _find(self, row, folder, source_id):
        found = slug(folder, source_id)
        if found not in self.known:
            raise row.refused(f"the source “{source_id}” is not in {folder}/sources.csv")
        return found

    def _is_original(self, source):
        return self.known[source][1]["publisher"] == "NRMP"

    def _read_on(self, row):
        try:
            return date.fromisoformat(row.get("accessed") or self._today)
        except ValueError:
            raise row.refused("the day it was looked at is not a date") from None

    def _values(self, folder, row):
        name = slug(folder, row["source_id"])
        text = row.get("url") or row.get("url_or_repo_path")
        publisher, title = _plain(row["publisher"]), _plain(row["title"])
        year = _published(row.get("date") or row.get("published_date"))
        url, copy, citation = addresses.page(text), addresses.repository_file(text), ""
        if copy and not url:
            # The transcriber's own work is at that address; a publisher's report is only copied.
            if re.match(r"NRMP \(copy", row["publisher"]):
                parts = [title, year] if title.startswith(publisher) else [publisher, title, year]
                citation = ", ".join(filter(None, parts))
            else:
                url, copy = copy, ""
        return {
            "slug": name,
            "publisher": publisher,
            "title": title,
            "url": url,
            "citation": citation,
            "read_at": copy,
            "published": year,
            "checked_on": self._read_on(row),
            "grade": grades.grade(name, row, url, citation),
            "terms": _terms(f"{publisher} {title}", url),
            "note": grades.note(name) or (_COPY if copy or "read as" in text else ""),
        }


def slug(folder, source_id):
    """Return the slug that fixtures use: the folder, then the id with hyphens for the rest."""
    return f"{folder}-{slugify(re.sub(r'[^a-z0-9]+', '-', source_id.lower()))}"


def _plain(text):
    return _REMARK.sub("", text)


def _published(text):
    """Return a date as the source gives it; "n.d." says only that none was seen."""
    text = re.sub(r" \((repo )?commit [^)]*\)", "", text)
    text = re.sub(r"\bc\.(?=\d)", "about ", text)
    return "" if text == "n.d." else text.replace("n.d.", "undated")


def _terms(name, url):
    if CITE_ONLY.search(name):
        return "cite"
    return "open" if addresses.is_government(url) else "unknown"
