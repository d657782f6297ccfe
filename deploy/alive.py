"""End with 0 if the site answers on this port of a container, whatever its database does."""

import os
from http.client import HTTPConnection

host = os.environ["DJANGO_ALLOWED_HOSTS"].split(",")[0].lstrip(".")
connection = HTTPConnection("127.0.0.1", 8000, timeout=4)
connection.request("GET", "/health/live", headers={"Host": host, "X-Forwarded-Proto": "https"})
raise SystemExit(connection.getresponse().status != 200)
