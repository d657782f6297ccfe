"""Whatever is asked, and however, is answered: never by an error of ours."""

import pytest

from tests.fuzzing import statuses


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_is_sent_breaks_a_page(seed):
    found, broken = statuses(seed, 100)
    assert broken == []
    assert found[200] > 20
