"""A folder that stands for the file system of a machine, and nginx running from it.

What ships names absolute paths, the ports 80 and 443, and the site imgpath.example. `Machine.text`
puts the folder before the paths and high ports in their place, and changes nothing else.
"""

import datetime
import os
import random
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ROOT = Path(__file__).parent.parent.parent
NAME = "imgpath.example"
PLACES = re.compile(r"(?<![\w.$}-])/(etc|run|srv|var)/(?=[a-z])")
NGINX = """
{user}
worker_processes 2;
pid {root}/run/nginx.pid;
error_log {root}/var/log/nginx/error.log;
events {{ worker_connections 256; }}
http {{
    include {types};
    default_type application/octet-stream;
    {temporary}
    include {root}/etc/nginx/conf.d/*.conf;
}}
"""
TYPES = "types { text/html html; text/css css; application/javascript js; image/svg+xml svg; }"


class Machine:
    def __init__(self, root):
        self.root = root
        self.plain, self.secure = free_port(), free_port()
        for name in ("etc/nginx/conf.d", "etc/nginx/imgpath", "etc/imgpath/tls", "run",
                     "srv/imgpath/shared", "var/cache", "var/log/nginx"):  # fmt: skip
            (root / name).mkdir(parents=True)
        certify(root / "etc/imgpath/tls")

    def path(self, name):
        return self.root / name.lstrip("/")

    def text(self, shipped):
        """Return what ships as this machine reads it."""
        text = moved(self.root, shipped)
        text = text.replace("listen 80", f"listen 127.0.0.1:{self.plain}")
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.secure}")
        return re.sub(r"\n *listen \[::\].*", "", text)

    def install_nginx(self):
        """Put the shipped configuration where docs/deploying.md does."""
        folder = ROOT / "deploy/nginx"
        for file in folder.iterdir():
            where = "conf.d" if file.name == "imgpath.conf" else "imgpath"
            if file.name != "brotli.conf":  # a module of its own
                self.path(f"etc/nginx/{where}/{file.name}").write_text(self.text(file.read_text()))

    def write_main(self):
        """Write what Debian ships as /etc/nginx/nginx.conf, without what needs root."""
        (self.path("etc/nginx/mime.types")).write_text(TYPES)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        main = NGINX.format(
            root=self.root,
            user="" if os.geteuid() else "user root;",
            types=self.path("etc/nginx/mime.types"),
            temporary="\n    ".join(f"{kind}_temp_path {self.root}/var/{kind};" for kind in kinds),
        )
        self.path("etc/nginx/nginx.conf").write_text(main)

    @contextmanager
    def nginx(self):
        self.write_main()
        command = [nginx(), "-c", self.path("etc/nginx/nginx.conf"), "-p", self.root]
        log = self.path("var/log/nginx/error.log")
        with subprocess.Popen([*command, "-e", log, "-g", "daemon off;"]) as running:
            try:
                wait_for(lambda: reachable(self.secure))
                yield running.pid
            finally:
                running.terminate()

    def ask(self, path, method="GET", body=None, source="127.0.0.1", **headers):
        """Ask the site over TLS; return the answer with its body read."""
        trusted = ssl.create_default_context(cafile=self.path("etc/imgpath/tls/fullchain.pem"))
        raw = socket.create_connection(("127.0.0.1", self.secure), 20, (source, 0))
        speaking = trusted.wrap_socket(raw, server_hostname=NAME)
        return exchanged(speaking, path, method, body, **headers)


def exchanged(speaking, path, method="GET", body=None, **headers):
    """Ask over a socket that is connected; return the answer with its body read."""
    connection = HTTPConnection(NAME)
    connection.sock = speaking
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


def moved(root, shipped):
    """Return a text whose absolute paths lead into a folder."""
    return PLACES.sub(rf"{root}/\1/", shipped)


def nginx():
    places = f"{os.environ['PATH']}:/usr/sbin:{ROOT}/.nginx/usr/sbin"
    found = shutil.which("nginx", path=places)
    if found is None:
        raise RuntimeError("nginx was not found: install it, or let `make test` fetch it.")
    return found


def certify(folder):
    """Make a certificate for the site that nobody else trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(1))
        .not_valid_after(today + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8
    folder.joinpath("fullchain.pem").write_bytes(certificate.public_bytes(pem))
    folder.joinpath("privkey.pem").write_bytes(
        key.private_bytes(pem, private, serialization.NoEncryption())
    )


def cached(answer):
    """Return what nginx says of its copy of a page: MISS, HIT, STALE; None where it keeps none."""
    return answer.headers["X-Cache"]


def free_port():
    """Return a port that is free, of those that no connection takes by itself a moment later."""
    for port in random.sample(range(20_000, 32_768), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError("No port is free.")


def reachable(port):
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError("It did not come about in time.")
        time.sleep(0.02)
