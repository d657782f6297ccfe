"""Specialties: what the explorer lists, in its order, and all that is published of one."""

from django.http import Http404, HttpRequest
from ninja import Router

from residencies import address, catalogue
from residencies.downloads import contents
from residencies.entries import Entry
from residencies.explorer import explore
from residencies.models import Specialty as Row
from residencies.models.cohorts import ImgGroup

from . import answers, asking, meaning
from .document import reads
from .schemas import Figure, held, listed, made, one

WORDS = ["slug", "name", "nrmp_name", "short_name", "what_it_is", "who_it_suits"]
FACTS = ["categorical", "advanced", "preliminary", "preliminary_year", "match_service"]
FACTS += ["application_service", "application_note", "waiver", "waiver_note"]
KINDS = ["primary_care", "surgical", "hospital_based", "combined"]
HELD = [*WORDS, *KINDS, *FACTS, "as_of", "review_by"]
Specialty = made(
    "Specialty",
    Row.__doc__,
    meaning.of(Row, *HELD)
    | {
        "synonyms": held(list[str], "Other names and abbreviations."),
        "sources": held(list[str], "What these facts rest on, by slug."),
        "page": held(str, "Our page of it."),
        "figures": held(list[Figure], "What is published of it."),
    },
)

router = Router(tags=["Specialties"])


@reads(
    router,
    "/specialties",
    listed(Specialty),
    asking.SpecialtiesForm({}),
    name="specialties",
    examples=("?band=open", "?group=us_img&score=241&sort=matched", "?q=surgery"),
)
def specialties(request: HttpRequest) -> dict:
    """List specialties as the explorer does: the same filters, the same order.

    Within one filter any option is enough; between filters all must hold. place works only beside
    a score. The figures are the newest of each kind for the group.
    """
    form = asking.checked(request, asking.SpecialtiesForm(request.GET))
    criteria, group = form.criteria, ImgGroup(form.chosen_group)
    found = explore(criteria, catalogue.current()).listed

    def describe(result):
        return _described(request, result.row.entry, contents.in_list(result.row.entry, group))

    return answers.listed(request, form, found, describe, address.address(criteria))


@reads(
    router,
    "/specialties/{slug:slug}",
    one(Specialty),
    asking.SpecialtyForm({}),
    name="specialty",
    examples=("pathology", "pathology?group=both"),
)
def specialty(request: HttpRequest, slug: str) -> dict:
    """Give all that is published of one specialty, over all years, for one group or for both."""
    entry = catalogue.current().entries.get(slug)
    if entry is None:
        raise Http404("No specialty has this address.")
    choice = asking.checked(request, asking.SpecialtyForm(request.GET)).chosen_group
    page = address.specialty(entry.specialty.get_absolute_url(), choice, None)
    return answers.one(request, _described(request, entry, contents.whole(entry, choice)), page)


def _described(request, entry: Entry, figures) -> dict:
    row = entry.specialty
    return {name: getattr(row, name) for name in HELD} | {
        "synonyms": row.synonyms.splitlines(),
        "sources": [source.slug for source in entry.sources],
        "page": answers.site(request) + row.get_absolute_url(),
        "figures": answers.figures(figures, request),
    }
