"""The page that puts two to four specialties side by side for one group."""

from django.utils.translation import gettext_lazy as _

from . import address, compare_charts, compare_table, compare_words
from .catalogue import Catalogue
from .downloads import files
from .explorer import Criteria
from .forms import ListForm
from .models.cohorts import ImgGroup

FEWEST, MOST = 2, 4
# What each chart's caption says first: the sentence on what differs, by its label.
FINDINGS = {
    "share": _("Share of positions"),
    "rate": _("Matched, of those who ranked it first"),
    "score": _("Step 2 CK of matched"),
}


def form(query, held: Catalogue) -> ListForm:
    """Return what ``query`` asks for, of the specialties that are published."""
    return ListForm(query, held.names, MOST)


def here(form: ListForm) -> str:
    """Return the one address of what was asked for."""
    return address.compare(form.chosen, form.chosen_group, form.cleaned_data.get("score"))


def context(form: ListForm, held: Catalogue) -> dict:
    """Return what the page's template shows."""
    slugs, group = form.chosen, form.chosen_group
    score = form.cleaned_data.get("score")
    entries = [held.entries[slug] for slug in slugs]
    return {
        "section": "specialties",
        "form": form,
        "group": ImgGroup(group),
        "chosen": [
            {
                "entry": entry,
                "url": address.specialty(entry.specialty.get_absolute_url(), group, score),
                "without": address.compare([s for s in slugs if s != entry.slug], group, score),
            }
            for entry in entries
        ],
        # With none chosen there are two lists to choose from, so that one step is enough.
        "adding": range(max(1, FEWEST - len(slugs)) if len(slugs) < MOST else 0),
        "others": [entry for slug, entry in held.entries.items() if slug not in slugs],
        "explorer": address.address(Criteria(group=group, score=score)),
        "canonical": address.compare(slugs, group, None),
        "downloads": files.links(here(form)),
    } | (_comparison(entries, group, score, held) if len(entries) >= FEWEST else {})


def _comparison(entries, group, score, held):
    differences = dict(compare_words.differences(entries, group))
    drawn = [
        compare_charts.shares(entries, group),
        compare_charts.rates(entries, group, held),
        compare_charts.scores(entries, group, score),
    ]
    return {
        "differences": differences,
        "charts": [(chart, differences.get(str(FINDINGS[chart.slug]))) for chart in drawn],
        "rows": compare_table.rows(entries, group, held),
        "late": held.late,
        "together": list({row.source: None for row in compare_table.totals(held)}),
    }
