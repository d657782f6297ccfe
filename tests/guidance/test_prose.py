"""What editors write comes out as text, lists and links, and nothing else ever does."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance import prose

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>go</a>",
    "<style>*{display:none}</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "[go](javascript:alert(1))",
    "[go](JaVaScRiPt:alert(1))",
    "[go](java\nscript:alert(1))",
    "[go](&#106;avascript:alert(1))",
    "[go](&#x6A;avascript&colon;alert(1))",
    "[go](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[go](vbscript:msgbox(1))",
    "[go](//evil.example/)",
    "[go](/\\evil.example/)",
    "[go](http://evil.example/)",
    '[go](https://good.example/ "x\\" onmouseover=alert(1) ")',
    '[go](<https://good.example/"onmouseover=alert(1)//>)',
    "![x](https://evil.example/pixel.png)",
    "<https://good.example/?<script>alert(1)</script>>",
    "[a]: javascript:alert(1)\n\n[a]",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    "# <script>alert(1)</script>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<<script>alert(1)<</script>",
    '<img """><script>alert(1)</script>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>",
    "<object data=javascript:alert(1)></object><embed src=//evil.example/x.swf>",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button formaction=javascript:alert(1)>go</button></form>",
    "<div data-hx-get=/admin/ hx-trigger=load hx-on:click=alert(1)>x</div>",
    "<p hx-vals='js:{a:alert(1)}' data-hx-on:htmx:load=alert(1)>x</p>",
    '[go](/ "" data-hx-get="/admin/" data-hx-trigger="load")',
    "[go](/){data-hx-get=/admin/ data-hx-trigger=load}",
    "[go](\x01javascript:alert(1))",
    "[go](javascript&#58;alert(1))",
    "[go](<javascript:alert(1)>)",
    "[go](feed:javascript:alert(1)) [go](blob:x) [go](file:///etc/passwd)",
    "[go](https:evil.example) [go](https:/evil.example)",
    "[go](\t//evil.example/) [go](/\t/evil.example/)",
    "[a]: <javascript:alert(1)> 'title'\n\n[go][a]",
    "<a href='https://good.example/' style='position:fixed' target=_blank>go</a>",
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//</stYle/</scRipt/-->",
]


def elements(html):
    """Return (tag, attributes) for each element, as a browser's parser would see them."""
    found = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attributes):
            found.append((tag, dict(attributes)))

    Parser(convert_charrefs=True).feed(html)
    return found


def assert_inert(html):
    for tag, attributes in elements(html):
        assert tag in prose.TAGS
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else {"start"})
        address = attributes.get("href", "/")
        assert address.startswith(("https://", "mailto:", "#", "/"))
        assert not address.startswith(("//", "/\\"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_out_inert(hostile):
    assert_inert(prose.render(hostile))
    assert_inert(prose.render(f"A sentence.\n\n- {hostile}\n"))


@given(
    st.text(
        alphabet=st.sampled_from("<>\"'&;:/\\[]()!`#*_-\n\t\x00 ahrefjvscipt=onx1"), max_size=80
    )
)
def test_any_text_comes_out_inert(text):
    assert_inert(prose.render(text))


def test_a_link_to_another_site_opens_without_a_handle_on_this_one():
    html = prose.render(
        "[there](https://www.nrmp.org/) [here](/specialties/) [mail](mailto:a@b.org)"
    )
    assert '<a href="https://www.nrmp.org/" rel="noopener">there</a>' in html
    assert '<a href="/specialties/">here</a>' in html
    assert '<a href="mailto:a@b.org">mail</a>' in html


def test_lists_and_emphasis_stay():
    html = prose.render("1. First\n2. *Second*\n\n- **Other**\n")
    assert [tag for tag, _ in elements(html)] == ["ol", "li", "li", "em", "ul", "li", "strong"]


def test_a_heading_in_the_text_makes_no_heading_on_the_page():
    assert "<h" not in prose.render("# Big\n\nAlso big\n===\n")
