"""Asking one address of somebody else's server, within limits.

A name is resolved once and the connection goes to that very address, so that what was judged is what is
asked. Private and special addresses are refused unless the operator allows them; redirects are not
followed; time, and size after decompression, are limited. ``ipaddress`` calls some addresses global that
lead back inside (NAT64, 6to4, Teredo), hence a list of our own.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from directory.errors import DirectoryError

MB = 1024 * 1024
_INSIDE = [
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "0.0.0.0/8", "100.64.0.0/10",
                "192.0.0.0/24", "240.0.0.0/4", "fec0::/10")
]  # fmt: skip


class FetchProblem(DirectoryError):
    """An address that could not be read. ``kind``: address, private, unreachable, refused, moved, large,
    slow, status, unreadable; ``detail`` is what it is about.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind, self.detail = kind, detail


@dataclass(frozen=True)
class Limits:
    """``seconds`` for a whole answer, ``wait`` for the next bytes, ``size`` in bytes after decompression."""

    seconds: float = 120
    wait: float = 15
    size: int = 64 * MB
    private: bool = False


@dataclass(frozen=True)
class Answer:
    """``status`` is 200 or 304."""

    status: int
    body: bytes
    etag: str = ""


def forbidden(address: str) -> bool:
    """Whether an IP address leads inside, or to nobody in particular."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    inside = any(ip.version == net.version and ip in net for net in _INSIDE)
    return inside or not ip.is_global or ip.is_multicast or ip.is_reserved


def checked(url: str) -> SplitResult:
    """The parts of an address that may be asked at all.

    Raises:
        FetchProblem: not http or https, no host, or a user name in it.
    """
    try:
        parts = urlsplit(url)
        port_is_right = parts.port is None or 0 < parts.port < 65536
    except ValueError as error:
        raise FetchProblem("address", url[:200]) from error
    strange = not url.isascii() or not url.isprintable() or " " in url
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or strange:
        raise FetchProblem("address", url[:200])
    if not port_is_right:
        raise FetchProblem("address", url[:200])
    return parts


def _resolved(host: str, port: int, limits: Limits) -> tuple[int, str]:
    """(Family, IP address) to which the connection goes."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchProblem("unreachable", host) from error
    places = [(int(family), str(place[0])) for family, _type, _protocol, _name, place in found]
    # One address inside among public ones is a trick: none of them is asked.
    if not places or (not limits.private and any(forbidden(place) for _family, place in places)):
        raise FetchProblem("private", host)
    return places[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was judged, whatever the name resolves to by now."""

    def __init__(self, parts: SplitResult, place: tuple[int, str], limits: Limits) -> None:
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        super().__init__(str(parts.hostname), port, timeout=limits.wait)
        self.place, self.secure = place, secure

    def connect(self) -> None:
        plain = socket.socket(self.place[0], socket.SOCK_STREAM)
        plain.settimeout(self.timeout)
        self.sock = plain
        plain.connect((self.place[1], self.port))
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def _body(response: http.client.HTTPResponse, limits: Limits, end: float) -> bytes:
    """What was sent, unpacked, never more than allowed in memory."""
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in {"identity", "gzip"}:
        raise FetchProblem("unreadable", encoding[:50])
    unpack = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(65536):
        if time.monotonic() > end:
            raise FetchProblem("slow")
        if unpack:
            chunk = unpack.decompress(chunk, limits.size - size + 1)
        size += len(chunk)
        if size > limits.size or (unpack and unpack.unconsumed_tail):
            raise FetchProblem("large", str(limits.size // MB))
        parts.append(chunk)
    if unpack and not unpack.eof:
        raise FetchProblem("unreadable", "gzip")
    return b"".join(parts)


def get(url: str, limits: Limits, etag: str = "", key: str = "") -> Answer:
    """Ask ``url``. ``etag``: of what we have already; ``key``: what its owner gave us to read with.

    Raises:
        FetchProblem: it cannot be read, and why.
    """
    parts = checked(url)
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Pinned(parts, _resolved(host, port, limits), limits)
    end = time.monotonic() + limits.seconds
    # A server that sends a byte now and then keeps every single wait short: the whole is limited too.
    watch = threading.Timer(limits.seconds, lambda: _cut(connection))
    watch.daemon = True
    watch.start()
    try:
        headers = {
            "User-Agent": "Schakel",
            "Accept": "application/json, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=headers)
        with connection.getresponse() as response:
            answer = _answer(response, limits, end)
        if time.monotonic() > end:  # what was cut off may look like an end
            raise FetchProblem("slow", host)
        return answer
    except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
        kind = "slow" if isinstance(error, TimeoutError) or time.monotonic() > end else "unreachable"
        raise FetchProblem(kind, host) from error
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended by itself


def _answer(response: http.client.HTTPResponse, limits: Limits, end: float) -> Answer:
    etag = response.headers.get("ETag", "")[:200]
    if response.status == 304:
        return Answer(304, b"", etag)
    if 300 <= response.status < 400:
        raise FetchProblem("moved", response.headers.get("Location", "")[:200])
    if response.status in {401, 403}:
        raise FetchProblem("refused", str(response.status))
    if response.status != 200:
        raise FetchProblem("status", str(response.status))
    return Answer(200, _body(response, limits, end), etag)
