"""A stand-in for the site behind nginx: a test says what each address answers, and counts."""

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

SHARED = "public, max-age=0, s-maxage=1, stale-if-error=60"


@dataclass
class Answer:
    body: str = "a page"
    status: int = 200
    headers: dict = field(default_factory=lambda: {"Cache-Control": SHARED})
    waits: threading.Event | None = None


class Backend:
    def __init__(self):
        self.answers, self.asked = {}, []

    def count(self, path):
        return sum(request.path == path for request in self.asked)

    @contextmanager
    def holding(self):
        """Give what answers may wait for; they wait no longer than the block."""
        released = threading.Event()
        try:
            yield released
        finally:
            released.set()

    @contextmanager
    def at(self, path):
        """Answer at a Unix socket for the time of a block."""
        path.unlink(missing_ok=True)
        handler = type("Handler", (Handler,), {"backend": self})
        server = Server(str(path), handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            server.server_close()


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 100

    def handle_error(self, request, client_address):
        """Say nothing: nginx may hang up on an answer that came too late."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    backend: Backend

    def do_GET(self):
        length = int(self.headers["Content-Length"] or 0)
        self.rfile.read(length)
        self.backend.asked.append(self)
        answer = self.backend.answers.get(self.path, Answer())
        if answer.waits:
            answer.waits.wait(10)
        same = self.headers["If-None-Match"] in {answer.headers.get("ETag"), "*"}
        unchanged = "ETag" in answer.headers and same
        body = b"" if unchanged else answer.body.encode()
        self.send_response(304 if unchanged else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_HEAD = do_DELETE = do_GET

    def address_string(self):
        return "nginx"

    def log_message(self, *arguments):
        """Say nothing."""
