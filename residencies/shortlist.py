"""The page that lists the specialties which an address names, as the explorer shows them."""

from collections.abc import Sequence

from . import address, listing
from .catalogue import Catalogue
from .comparison import MOST as MOST_COMPARED
from .downloads import files
from .explorer import Criteria, Result
from .forms import ListForm
from .models.cohorts import ImgGroup

MOST = 20


def form(query, held: Catalogue) -> ListForm:
    """Return what ``query`` asks for, of the specialties that are published."""
    return ListForm(query, held.names, MOST)


def here(form: ListForm) -> str:
    """Return the one address of the list, to keep and to share: without the reader's score."""
    return address.shortlist(form.chosen, form.chosen_group, None)


def context(form: ListForm, held: Catalogue, own: Sequence[str]) -> dict:
    """Return what the page's template shows. ``own`` is what this browser keeps."""
    slugs, group = form.chosen, form.chosen_group
    score = form.cleaned_data.get("score")
    rows = [held.rows[slug, group] for slug in slugs]
    listed = [Result(row, row.standing.place(score), {}, score) for row in rows]
    return {
        "section": "shortlist",
        "form": form,
        "group": ImgGroup(group),
        "score": score,
        "listed": listed,
        "table": listing.table(held, group, listed),
        "mine": set(slugs) == set(own),
        "own": own,
        "own_url": address.shortlist(own, group, score),
        "more": [slug for slug in slugs if slug not in own],
        "most": MOST,
        "ticked": slugs[:MOST_COMPARED],
        "explorer": address.address(Criteria(group=group, score=score)),
        "downloads": files.links(here(form)),
        "canonical": here(form),
    }
