"""The many names of a specialty, and the entry of ours that each belongs to."""

from django.utils.text import slugify

from .tables import read

# One-year entries are specialties of their own: a preliminary year leads to no board by itself.
PRELIMINARY = {
    "Internal Medicine": "medicine-preliminary",
    "General Surgery": "surgery-preliminary",
    "Pediatrics": "pediatrics-preliminary",
    "Obstetrics and Gynecology": "obstetrics-gynecology-preliminary",
}


class Names:
    """Looks names up in the crosswalk; a name that is nowhere is refused, never guessed."""

    def __init__(self, folder):
        self.ours = {row["specialty"] for row in read(folder, "match/match_by_specialty.csv")}
        profiles = read(folder, "specialties/specialty_profiles.csv")
        self.ours |= {row["specialty"] for row in profiles}
        self.others = {}
        for row in read(folder, "crosswalk.csv"):
            name = row["specialty_in_match_by_specialty"]
            if name not in self.ours:
                raise row.refused(f"no table of ours has a specialty “{name}”")
            meanings = self.others.setdefault(row["name_in_other_files"], [])
            meanings.append((name, row["track_note"] == "preliminary"))

    def slugs(self, row, name):
        """Return the slug of every entry that ``name`` stands for: two where one line holds two."""
        if name in self.ours:
            return [slugify(name)]
        if name not in self.others:
            raise row.refused(f"the specialty “{name}” is not in crosswalk.csv")
        return [self.entry(row, *meaning) for meaning in self.others[name]]

    def slug(self, row, name):
        """Return the slug of the one entry that ``name`` stands for."""
        slugs = self.slugs(row, name)
        if len(slugs) > 1:
            raise row.refused(f"“{name}” stands for more than one specialty: {', '.join(slugs)}")
        return slugs[0]

    def entry(self, row, name, preliminary):
        """Return the slug of a specialty, or of its one-year entry."""
        if not preliminary:
            return slugify(name)
        if name not in PRELIMINARY:
            raise row.refused(f"“{name}” has no preliminary entry of its own")
        return PRELIMINARY[name]
