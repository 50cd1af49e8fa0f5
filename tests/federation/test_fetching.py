"""Asking somebody else's server: within limits, and never inside."""

import gzip
import socket
import threading
import time

import pytest

from directory.federation.fetching import FetchProblem, Limits, checked, forbidden, get
from tests.federation.conftest import LOOPBACK


def problem_of(url, limits=LOOPBACK):
    with pytest.raises(FetchProblem) as raised:
        get(url, limits)
    return raised.value.kind


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "::1",
        "::ffff:127.0.0.1", "fe80::1%eth0", "fc00::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1",
        "224.0.0.1", "ff02::1", "255.255.255.255", "240.0.0.1", "::", "fec0::1",
    ],
)  # fmt: skip
def test_an_address_that_leads_inside_is_known(address):
    assert forbidden(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.190.0.1", "2001:4860:4860::8888", "2a02:a000::1"])
def test_an_address_outside_is_known(address):
    assert not forbidden(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "http://", "gopher://x", "//example.org", "example.org",
        "http://user:word@example.org/", "http://exa mple.org/", "http://example.org:99999/", "http://[::1",
        "http://example.org/\r\nX: y", "http://bücher.example/", "", "javascript:alert(1)", "http://x:0/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(FetchProblem) as raised:
        checked(url)
    assert raised.value.kind == "address"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_private_addresses_are_not_asked_however_they_are_written(elsewhere, host):
    port = elsewhere.url.rpartition(":")[2]
    assert problem_of(f"http://{host}:{port}/services", Limits()) == "private"
    assert elsewhere.asked == []


def test_the_name_is_resolved_once_and_that_address_is_asked(elsewhere, monkeypatch):
    port, asked = int(elsewhere.url.rpartition(":")[2]), []

    def resolve(host, _port, **_more):
        asked.append(host)
        place = "127.0.0.1" if len(asked) == 1 else "192.0.2.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert get(f"http://schakel.example:{port}/services", LOOPBACK).status == 200
    assert asked == ["schakel.example"]
    assert elsewhere.asked[0][1]["Host"] == f"schakel.example:{port}"


def test_one_private_address_among_public_ones_is_a_trick(monkeypatch):
    both = [(socket.AF_INET, 1, 6, "", (place, 80)) for place in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: both)
    assert problem_of("http://schakel.example/", Limits()) == "private"


def test_redirects_are_not_followed(elsewhere):
    elsewhere.answer = (302, {"Location": "http://127.0.0.1/secret"}, b"")
    assert problem_of(elsewhere.url + "/services") == "moved"
    assert len(elsewhere.asked) == 1


@pytest.mark.parametrize(
    ("status", "kind"), [(401, "refused"), (403, "refused"), (404, "status"), (500, "status")]
)
def test_refusals_are_told(elsewhere, status, kind):
    elsewhere.answer = (status, {}, b"x")
    assert problem_of(elsewhere.url) == kind


def test_size_is_limited_also_after_unpacking(elsewhere):
    small = Limits(seconds=5, wait=2, size=100_000, private=True)
    elsewhere.answer = (200, {}, b"x" * 100_001)
    assert problem_of(elsewhere.url, small) == "large"
    bomb = gzip.compress(b"0" * 50_000_000)
    elsewhere.answer = (200, {"Content-Encoding": "gzip"}, bomb)
    assert problem_of(elsewhere.url, small) == "large"
    elsewhere.answer = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 100_000))
    assert len(get(elsewhere.url, small).body) == 100_000
    for wrong in ("br", "gzip"):
        elsewhere.answer = (200, {"Content-Encoding": wrong}, b"not packed at all")
        assert problem_of(elsewhere.url, small) in {"unreadable", "unreachable"}


def test_a_server_that_drips_is_given_up():
    listening = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def drip():
        answering, _from = listening.accept()
        answering.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not stop.wait(0.1):
            try:
                answering.sendall(b"x")
            except OSError:
                break
        answering.close()

    threading.Thread(target=drip, daemon=True).start()
    begin = time.monotonic()
    limits = Limits(seconds=1, wait=5, private=True)
    assert problem_of(f"http://127.0.0.1:{listening.getsockname()[1]}/", limits) == "slow"
    assert time.monotonic() - begin < 3
    stop.set()
    listening.close()


def test_what_we_have_already_and_the_key_are_said(elsewhere):
    elsewhere.answer = (304, {"ETag": '"x"'}, b"")
    assert get(elsewhere.url, LOOPBACK, '"x"', "secret").status == 304
    _path, headers = elsewhere.asked[0]
    assert headers["If-None-Match"] == '"x"'
    assert headers["Authorization"] == "Bearer secret"
