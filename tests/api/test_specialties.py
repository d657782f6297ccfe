"""Specialties in the API: what the explorer lists, and the figures that its files have."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imgpath.api.asking import SpecialtiesForm
from residencies.explorer import ORDERS
from residencies.facets import FACETS, PLACES
from residencies.forms import ExplorerForm
from residencies.models import Revision, Specialty
from tests.api.asking import answer, walk
from tests.residencies.markup import listed, tree

pytestmark = pytest.mark.django_db
LIST = "/api/v1/specialties"


def some(options):
    return st.lists(st.sampled_from(sorted(options)), max_size=2, unique=True)


STATES = st.fixed_dictionaries(
    {},
    optional={
        "group": st.sampled_from([["us_img"], ["non_us_img"]]),
        "q": st.sampled_from([["surgery"], ["IM"], ["ob gyn"], [" Med "], ["none such"]]),
        "score": st.integers(1, 300).map(lambda score: [str(score)]),
        "place": some(PLACES),
        "sort": st.sampled_from([[mark + order] for mark in ("", "-") for order in ORDERS]),
        **{facet.name: some(facet.options) for facet in FACETS},
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(state=STATES)
def test_a_list_is_that_of_the_explorer_in_its_order(client, state):
    query = QueryDict(mutable=True)
    for name, values in state.items():
        query.setlist(name, values)
    asked = query.urlencode()
    shown = listed(tree(client.get(f"/specialties/?{asked}", follow=True).text))
    found = answer(client, f"{LIST}?{asked}&limit=100".replace("?&", "?"))
    assert [each["slug"] for each in found["items"]] == list(shown)
    page = found["about"]["page"].removeprefix("http://testserver")
    assert list(listed(tree(client.get(page).text))) == list(shown)


def test_the_filters_are_those_of_the_explorer():
    assert set(SpecialtiesForm({}).fields) - set(ExplorerForm({}).fields) == {"limit", "offset"}


@pytest.mark.parametrize("query", ["", "?group=us_img&score=241&sort=matched", "?band=open"])
def test_its_figures_are_those_of_the_file(client, query):
    file = answer(client, f"/specialties.json{query}")
    found = [figure for each in walk(client, LIST + query) for figure in each["figures"]]
    assert found == file["figures"]


@pytest.mark.parametrize("group", ["non_us_img", "us_img", "both"])
@pytest.mark.parametrize("slug", ["pathology", "thoracic-surgery-integrated", "urology"])
def test_one_has_the_figures_of_its_file(client, slug, group):
    file = answer(client, f"/specialties/{slug}.json?group={group}")
    found = answer(client, f"{LIST}/{slug}?group={group}")
    assert found["item"]["figures"] == file["figures"]
    assert found["about"]["page"] == file["page"]


def test_a_draft_is_not_there(client):
    Specialty.objects.filter(slug="pathology").update(published=False)
    Revision.bump()
    assert "pathology" not in {each["slug"] for each in walk(client, LIST)}
    assert client.get(f"{LIST}/pathology").status_code == 404
