"""How gunicorn serves the site, in `make run` and in production; it reads this file by itself."""

import os
import sys

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
loglevel = "warning"
limit_request_line = 0  # any query string is a page; the proxy in front bounds its length
# For whoever turns the access log on: no query, no referrer and no network address. A query may
# hold a score, or the answers that a reader shared.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
control_socket_disable = True  # it would be shared by every gunicorn this user runs


def post_worker_init(worker):
    """Say where the site is, once the first worker can answer."""
    if worker.age == 1:
        sys.stdout.write(f"imgpath is open at {worker.sockets[0]}/\n")
        sys.stdout.flush()
