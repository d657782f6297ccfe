"""How gunicorn serves the site, in `make run` and in production; it reads this file by itself."""

import os
import shutil
import sys
import tempfile

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

METRICS = "PROMETHEUS_MULTIPROC_DIR"
if os.environ.get("DJANGO_METRICS_TOKEN") and METRICS not in os.environ:
    os.environ[METRICS] = tempfile.mkdtemp(prefix="imgpath-metrics-")


def child_exit(server, worker):
    """Count a process no longer that is gone among those that are alive."""
    if METRICS in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(server):
    shutil.rmtree(os.environ.get(METRICS, ""), ignore_errors=True)


def post_worker_init(worker):
    """Say where the site is, once the first worker can answer."""
    if worker.age == 1:
        sys.stdout.write(f"imgpath is open at {worker.sockets[0]}/\n")
        sys.stdout.flush()
