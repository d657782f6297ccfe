"""The addresses of the API, and what comes back from them."""

from imgpath.api import page
from imgpath.api.v1 import described

OPERATIONS = page.context(described())["operations"]
EXAMPLES = [address for each in OPERATIONS for address in each.examples]
ROOT = "/api/v1/"


def answer(client, address):
    """Return the JSON of an answer."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    return response.json()


def walk(client, address):
    """Yield every item of a list, part by part."""
    while address:
        found = answer(client, address)
        yield from found["items"]
        address = found["about"]["next"]


def figures(found):
    """Yield every figure in an answer, wherever it stands."""
    if isinstance(found, dict):
        if "status" in found and "measure" in found:
            yield found
        else:
            for each in found.values():
                yield from figures(each)
    elif isinstance(found, list):
        for each in found:
            yield from figures(each)
