"""The address of every public page, for the tests that visit them all."""

from django.urls import URLResolver, get_resolver, reverse

# A page about one row needs a row to show: these, all shipped, differ in what they have to show.
EXAMPLES = {
    "specialty": [
        "internal-medicine",
        "internal-medicine-pediatrics",
        "medicine-preliminary",
        "ophthalmology",
    ],
    "residencies:year": [2018, 2023, 2026],
    "guidance:challenge": ["visa-sponsorship"],
    "guidance:strategy": ["ask-each-program-about-your-visa"],
    "guidance:question": ["what-step-2-ck-score-do-i-need"],
    "guidance:pathway": ["soap"],
    "guidance:route": ["visa", "not-matched"],
    "guidance:route_path": [("visa", "nothing"), ("visa", "nothing/both/yes")],
    "guidance:outcome": ["apply-this-season", "j-1-route"],
    "guidance:state": ["tx", "ca", "al"],
    "guidance:notice": ["h-1b-payment", "entry-limits-by-country"],
    "guidance:backup": ["general-surgery", "ophthalmology"],
    # The most figures; few; a file that readers cannot open; one that only texts and facts name.
    "source": ["outcomes-s01", "outcomes-s18", "specialties-roadmap", "specialties-hhs-b"],
}
# What a page looks like when it was asked something: filters in use, an error, nothing found.
ASKED = [
    "/specialties/?band=open&group=us_img&score=241",
    "/specialties/?q=nothing+has+this+name&score=many&band=none",
    "/landscape/?group=us_img&kind=surgical",
    "/landscape/?group=martian&kind=none",
    "/places/?group=both&year=2025",
    "/places/?group=martian&year=1066",
    "/sources/?grade=A&sort=newest&page=2",
    "/sources/?q=nothing+has+these+words&grade=Z",
    "/sources/match-s03/?part=2",
    "/costs/?s1=internal-medicine&n1=60&s2=emergency-medicine&n2=+%D9%A3%D9%A0+&s3=urology&n3=40&ranks=25",
    "/costs/?s1=pathology&n1=two+hundred&n2=30&s3=pathology&n3=5&ranks=-1&pay=none&group=us_img",
    "/costs/?s1=ophthalmology&n1=70&s2=obstetrics-and-gynecology&n2=40&own=1&group=us_img",
    "/search/?q=visa",
    "/search/?q=vissa&kind=questions",
    "/search/?q=nothing+has+these+words&kind=none",
    "/search/?q=%D8%AA%D8%A3%D8%B4%D9%8A%D8%B1%D8%A9",
    "/questions/?q=visa",
    "/questions/?q=nothing+has+these+words",
    "/specialties/internal-medicine/?group=us_img&score=241",
    "/specialties/orthopaedic-surgery/backup/?group=us_img&score=241",
    "/specialties/internal-medicine-anesthesiology/backup/?group=martian&score=many",
    "/specialties/dermatology/?group=both&score=241",
    "/compare/?s=pathology&s=internal-medicine&s=urology&s=thoracic-surgery-integrated&score=241",
    "/report/?page=/specialties/pathology/&row=match+result+pathology/2026/pgy1",
    "/report/?page=https://other.example/&row=",
    "/report/thanks/?page=/places/",
    "/compare/?s=none&s=pathology&group=us_img&score=many",
    "/shortlist/?s=pathology&s=urology&s=medicine-preliminary&s=thoracic-surgery-integrated&score=241",
    "/shortlist/?s=none&s=pathology&group=us_img&score=many",
]
# Public, and yet of one reader: what these show depends on what the browser keeps.
OWN = {
    "/me/",
    "/me/advice/",
    "/me/specialties/",
    "/me/plan/",
    "/me/share/",
    "/me/deleted/",
}
PERSONAL = {"/shortlist/", *OWN}
# Steps on a way, whose one address is that of the first question or of the outcome.
ON_THE_WAY = {"/routes/visa/nothing/", "/routes/visa/nothing/both/yes/"}
MISSING = "/specialties/no-such-specialty/"
# Beside these, files: their addresses end with a suffix.
NOT_PAGES = {
    "icon",
    "live",
    "ready",
    "picture",
    "robots",
    "sitemap",
    "changes_feed",
    "residencies:newest_year",
}
NOT_PAGES |= {"offline:pages", "worker", "offline:manifest"}
NOT_PAGES |= {"report_thanks", "me:delete", "me:plan_file", "me:shared", "me:take"}


def _routes(patterns, namespaces=()):
    """Yield the full name and the parameters of every route to a page that is not for staff."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield ":".join([*namespaces, pattern.name]), pattern.pattern.converters
        elif str(pattern.pattern) not in {"admin/", "staff/", "api/v1/"}:
            inner = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from _routes(pattern.url_patterns, inner)


def _addresses():
    for name, parameters in _routes(get_resolver().url_patterns):
        if name in NOT_PAGES or "suffix" in parameters:
            continue
        for example in EXAMPLES[name] if parameters else [None]:
            arguments = example if isinstance(example, tuple) else [example]
            yield reverse(name, args=arguments if example else [])


PAGES = [*_addresses(), *ASKED, MISSING]
