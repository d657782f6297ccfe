"""The API does what its OpenAPI document says, whatever is asked: Schemathesis asks.

The same few questions each time. `make fuzz` asks many, and others each time.
"""

import os
from copy import deepcopy

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings

from imgpath.api.v1 import described

MANY = os.environ.get("API_EXAMPLES")
# Its walk through each value and each method that may matter takes seven times as long.
FEW = {"generation": {"max-examples": 8}, "phases": {"coverage": {"enabled": False}}, "seed": 20}
CHOSEN = {"generation": {"max-examples": int(MANY)}} if MANY else FEW

schema = schemathesis.openapi.from_dict(
    deepcopy(described()), config=schemathesis.Config.from_dict(CHOSEN)
)
schema.app = get_wsgi_application()


@pytest.mark.django_db
@schema.parametrize()
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not MANY,
    database=None,
)
def test_the_api_does_what_it_says(case):
    # Schemathesis reads no packed answers.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
