"""The plan on paper and on a phone, for the readers who are told the most."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.http import HttpResponse

from guidance.profile import Attempts, Citizenship, Profile
from imgpath.me import cookie
from tests.browser.test_axe import AUDIT, SIDEWAYS, STANDARDS
from tests.databases import on_one_database

pytestmark = on_one_database
PLAN = "/me/plan/"
# Of the readers that the other tests walk through, those whose plans are the longest.
TOLD_MOST = Profile(
    citizenship=Citizenship.OTHER,
    needs_visa=True,
    score=210,
    attempts=Attempts.ONE,
    graduated=2010,
    us_months=0,
    has_research=False,
    passed_step3=False,
    stage="applied",
)
CHOSEN = ("general-surgery", "urology", "ophthalmology", "emergency-medicine", "dermatology")
READERS = [
    Profile(),
    TOLD_MOST,
    Profile(**{name: getattr(TOLD_MOST, name) for name in TOLD_MOST.__slots__} | {"stage": None}),
    Profile(
        **{name: getattr(TOLD_MOST, name) for name in TOLD_MOST.__slots__}
        | {"specialties": CHOSEN, "stage": "before-applying"}
    ),
]


@pytest.fixture
def plan_of(new_page, site):
    """Open the plan of a reader."""

    def open_plan(reader, **how):
        page = new_page(**how)
        held = cookie.keep(HttpResponse(), reader).cookies[cookie.COOKIE.name]
        if held.value:
            page.context.add_cookies([{"name": held.key, "value": held.value, "url": site}])
        page.goto(PLAN)
        return page

    return open_plan


@pytest.mark.parametrize("number", range(len(READERS)))
def test_a_plan_fits_on_two_sides_of_paper(plan_of, number):
    page = plan_of(READERS[number], javascript=False)
    for paper in ["A4", "Letter"]:
        sides = page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b", sides)) <= 2, paper


def test_the_fullest_plan_holds_on_a_phone_and_for_everyone(plan_of):
    for scheme in ["light", "dark"]:
        page = plan_of(READERS[-1], width=360, scheme=scheme)
        assert page.evaluate(SIDEWAYS) <= 0
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(AUDIT, STANDARDS) == []


def test_marks_of_how_sure_a_date_is_differ_without_their_words(plan_of):
    page = plan_of(READERS[1])
    looks = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".dates .tag")].map(each => {
          const style = getComputedStyle(each)
          return [each.textContent, style.borderTopStyle + style.color + style.backgroundColor]
        }))"""
    )
    assert {"Reported", "Expected", "Not known"} <= set(looks)
    assert len(set(looks.values())) == len(looks)


def test_what_a_date_rests_on_opens_without_a_script(plan_of):
    page = plan_of(READERS[0], javascript=False, width=360)
    date = page.locator("#match-day-2027")
    date.locator("summary").press("Enter")
    assert date.get_by_text("next review").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Put the days into my calendar").click()
    assert download.value.suggested_filename == "residency-season.ics"
