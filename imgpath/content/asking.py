"""Asking other sites whether an address still answers: politely, and nothing that is not public.

An address comes from content, so whoever writes content could have this machine ask what only it
can reach. Therefore it asks over HTTPS at the usual port alone, only where every IP address of the
name is public, and it connects to the very IP address that it looked at: a name that leads
elsewhere a moment later leads nowhere. Each redirect is looked at in the same way.

Pure: no Django.
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

import urllib3
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, exceptions

from .answer import Answer, State

LASTING = {301, 308}
REDIRECTS = LASTING | {302, 303, 307}
# What sites tell those whom they take for a robot, and those who are to come back later.
SHY = {401, 403, 405, 406, 408, 425, 429, 451, 503, 999}
INSECURE = "http://"
# OpenSSL does not fetch a certificate that a site left out; browsers do.
CHAIN_INCOMPLETE = {20, 21}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Stopped(Exception):
    """There is nothing more to ask; ``answer`` says why."""

    def __init__(self, state: State, detail: str):
        super().__init__(detail)
        self.answer = Answer(state, detail)


def is_public(ip: str) -> bool:
    """Return whether an IP address is on the public internet, whatever it wraps included."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        low = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        wrapped = [address.ipv4_mapped, address.sixtofour, low if address in NAT64 else None]
        if any(each is not None and not is_public(str(each)) for each in wrapped):
            return False
    return address.is_global and not address.is_multicast


def look_up(host: str) -> list[str]:
    """Return the IP addresses of a name, those that more machines can reach first."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return sorted({str(each[4][0]) for each in found}, key=lambda ip: (":" in ip, ip))


def secure(ip: str, port: int, host: str) -> HTTPConnectionPool:
    """Return a connection to an IP address that must prove to be ``host``."""
    return HTTPSConnectionPool(ip, port, server_hostname=host, assert_hostname=host)


@dataclass
class Asker:
    """Asks for one address at a time. Tests put a server of their own behind the last fields."""

    agent: str
    """Who asks, for the other site's log."""
    pause: float = 2.0
    """Seconds between two requests to one host."""
    timeout: float = 15.0
    hops: int = 6
    sleep: Callable[[float], None] = time.sleep
    public: Callable[[str], bool] = is_public
    look_up: Callable[[str], list[str]] = look_up
    connect: Callable[[str, int, str], HTTPConnectionPool] = secure
    port: int = 443
    asked: dict[str, float] = field(default_factory=dict)
    """When each host was asked last."""

    def ask(self, address: str) -> Answer:
        """Return what an address answers; an insecure one is asked for over HTTPS."""
        insecure = address.startswith(INSECURE)
        here = f"https://{address.removeprefix(INSECURE)}" if insecure else address
        try:
            answer = self._follow(here, here if insecure else "")
        except Stopped as stopped:
            answer = stopped.answer
        except ValueError:  # from where a redirect leads
            answer = Answer(State.FAILED, "It leads on to what is no address.")
        if insecure and answer.state is State.FAILED:
            detail = f"Without HTTPS, which is not asked. With it: {answer.detail}"
            return Answer(State.UNCLEAR, detail, answer.status)
        return answer

    def _follow(self, here: str, moved_to: str) -> Answer:
        lasting = True
        for _ in range(self.hops):
            status, location = self._status(here)
            if status not in REDIRECTS or not location:
                return _judged(status, moved_to)
            here = urldefrag(urljoin(here, location)).url
            lasting = lasting and status in LASTING
            moved_to = here if lasting else moved_to
        raise Stopped(State.FAILED, "It leads on and on, from one address to another.")

    def _status(self, url: str) -> tuple[int, str]:
        """Return the status and where it leads: a server that dislikes HEAD is asked with GET."""
        stopped: Stopped | None = None
        for method in ("HEAD", "GET", "GET"):
            try:
                status, location = self._send(method, url)
            except (exceptions.HTTPError, OSError, ValueError) as error:
                stopped = _trouble(error, self.timeout)
                continue
            stopped = None
            if status < 400 or status == 429 or (method == "GET" and status < 500):
                break
        if stopped:
            raise stopped
        return status, location

    def _send(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(url)
        host = self._host(parts)
        ips = self.look_up(host)
        if not ips or not all(map(self.public, ips)):
            raise Stopped(State.FAILED, f"“{host}” is not on the public internet.")
        self._wait(host)
        headers = {"Host": f"[{host}]" if ":" in host else host, "User-Agent": self.agent}
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        with self.connect(ips[0], self.port, host) as pool:
            reply = pool.urlopen(
                method,
                target,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,  # the text is not wanted
                timeout=urllib3.Timeout(self.timeout),
            )
            reply.close()
        return reply.status, reply.headers.get("Location", "")

    def _host(self, parts: SplitResult) -> str:
        if parts.scheme != "https":
            detail = f"It leads on to {parts.geturl()}, which is not asked: it is not HTTPS."
            raise Stopped(State.UNCLEAR, detail)
        if parts.port not in {None, self.port}:
            raise Stopped(State.UNCLEAR, "It names a port of its own, which is not asked.")
        if not parts.hostname:
            raise ValueError(parts.geturl())
        return parts.hostname.encode("idna").decode()

    def _wait(self, host: str) -> None:
        since = time.monotonic() - self.asked.get(host, -self.pause)
        if since < self.pause:
            self.sleep(self.pause - since)
        self.asked[host] = time.monotonic()


def _judged(status: int, moved_to: str) -> Answer:
    if status in SHY:
        detail = "It does not say: it may turn away what is not a browser. Open it yourself."
        return Answer(State.UNCLEAR, detail, status)
    if status >= 300:
        return Answer(State.FAILED, f"It answers with status {status}.", status)
    if moved_to:
        return Answer(State.MOVED, f"It moved for good to {moved_to}", status)
    return Answer(State.OK, "", status)


def _trouble(error: Exception, timeout: float) -> Stopped:
    """Return what is told of a request that brought no answer."""
    match error:
        case exceptions.NewConnectionError():  # a TimeoutError too, by its class
            return Stopped(State.FAILED, "Nothing answers at this site.")
        case socket.gaierror(errno=socket.EAI_AGAIN) | exceptions.TimeoutError() | TimeoutError():
            return Stopped(State.UNCLEAR, f"No answer within {timeout:g} seconds.")
        case socket.gaierror():
            return Stopped(State.FAILED, "No site has this name.")
        case exceptions.SSLError():
            cause = error.args[0] if error.args else None
            code = getattr(cause, "verify_code", None)
            state = State.UNCLEAR if code in CHAIN_INCOMPLETE else State.FAILED
            told = getattr(cause, "verify_message", "") or "no secure connection"
            return Stopped(state, f"Its certificate is refused: {told}.")
        case exceptions.LocationParseError() | ValueError():
            return Stopped(State.FAILED, "This is not an address.")
    return Stopped(State.UNCLEAR, "The site broke off the connection.")
