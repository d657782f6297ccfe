"""The API does what its OpenAPI document says, whatever is asked: Schemathesis asks."""

from copy import deepcopy

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings

from imgpath.api.v1 import described

config = schemathesis.Config.from_dict({"seed": 20, "generation": {"max-examples": 5}})
schema = schemathesis.openapi.from_dict(deepcopy(described()), config=config)
schema.app = get_wsgi_application()


@pytest.mark.django_db
@schema.parametrize()
@settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_the_api_does_what_it_says(case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
