"""Whatever is asked, and however, is answered: never by an error of ours, and never obeyed."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from tests.fuzzing import ELSEWHERE, MARK, statuses, trouble


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_is_sent_breaks_a_page(seed):
    found, broken = statuses(seed, 100)
    assert broken == []
    assert found[200] > 20


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(status=500),
        HttpResponse(f"<p>You asked for <{MARK} onx=1>"),
        HttpResponse(f'<a href="javascript:{MARK}//">back</a>'),
        HttpResponse(f'<a href="//{ELSEWHERE}/">back</a>'),
        HttpResponseRedirect(f"//{ELSEWHERE}/"),
        HttpResponseRedirect(f"https://{ELSEWHERE}/"),
    ],
)
def test_a_page_that_obeys_would_be_found(response):
    assert trouble(response)
    assert trouble(HttpResponse(f"You asked for &lt;{MARK} onx=1&gt;")) is None
