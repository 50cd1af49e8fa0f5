"""A keystroke over HTTP: signed in, the fragment made, two workers; with memory, start-up and bytes."""

import gzip
import http.client
import re
import socket
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

from bench import sessions
from bench.report import percentile, table
from bench.site import EMAIL, WORDS, Site, serving

PEOPLE, SECONDS = 4, 5.0
# Seconds that a server has to itself after its start, as between its start and who types first.
ALONE = 5.0
# Keystrokes that are typed again and again, and how often before that is measured: all workers know them.
AGAIN, BEFORE = 400, 6
# The column of the table that tells a worker's memory.
MEMORY = 10


class Browser:
    """A kept connection with its cookies."""

    def __init__(self, port: int) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
        """Send, and read the whole answer; returns status and bytes as transferred."""
        kept = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Encoding": "gzip"}
        if body:
            kept["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, path, body or None, {**kept, **headers})
        answer = self.link.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()

    def sign_in(self) -> "Browser":
        """Through the form."""
        token = re.search(rb'name="csrf_token" value="([^"]+)"', plain(self.ask("GET", "/sign-in")[1]))
        if token is None:
            raise RuntimeError("the sign-in page has no form")
        form = {"csrf_token": token.group(1).decode(), "email": EMAIL, "password": WORDS}
        if self.ask("POST", "/sign-in", urllib.parse.urlencode(form))[0] != 303:
            raise RuntimeError("signing in failed")
        return self

    def type(self, text: str) -> bytes:
        """One keystroke: the results for ``text``, as transferred. Over a bare socket: the client runs on the
        same cores, and a comfortable one takes as much of them as the server.
        """
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"GET /resources?{urllib.parse.urlencode({'q': text})} HTTP/1.1",
            f"Host: 127.0.0.1:{self.link.port}", f"Cookie: {kept}", "Accept-Encoding: gzip",
            "HX-Request: true", "Connection: close", "", "",
        )  # fmt: skip
        with socket.create_connection(("127.0.0.1", self.link.port), 60) as link:
            link.sendall("\r\n".join(head).encode())
            parts = []
            while part := link.recv(65536):
                parts.append(part)
        answer, _, body = b"".join(parts).partition(b"\r\n\r\n")
        if b" 200 " not in answer[:15]:
            raise RuntimeError(f"{answer[:30]!r} for {text!r}")
        return body


def plain(body: bytes) -> bytes:
    """A body as it was before it was packed."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def _many(port: int, typed: list[list[str]]) -> float:
    """Keystrokes a second that the server answers to a few browsers at once, each with its own."""
    done = [0] * PEOPLE
    browsers = [Browser(port).sign_in() for _ in range(PEOPLE)]
    begin = time.perf_counter()

    def typing(at: int) -> None:
        for text in typed[at]:
            if time.perf_counter() > begin + SECONDS:
                return
            browsers[at].type(text)
            done[at] += 1

    people = [threading.Thread(target=typing, args=(at,)) for at in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    if all(count == len(texts) for count, texts in zip(done, typed, strict=True)):
        raise RuntimeError("too little was typed to measure the rate")
    return sum(done) / (time.perf_counter() - begin)


def _rates(browser: Browser, port: int, sheets: int) -> tuple[float, float]:
    """Keystrokes a second of people who each type their own, and of people who type what was typed before."""
    new = [
        [text for one in sessions.sessions(1000, max(sheets, 50), f"person {at}") for text in one.keys]
        for at in range(PEOPLE)
    ]
    known = new[0][:AGAIN]
    first = _many(port, new)
    for text in known * BEFORE:
        browser.type(text)
    return first, _many(port, [known[at * 50 :] + known * 40 for at in range(PEOPLE)])


def _alone(browser: Browser, sheets: int, count: int, seed: str) -> tuple[list[float], list[float]]:
    """Milliseconds and bytes of each keystroke of ``count`` sessions, while nobody else types."""
    times, sent = [], []
    for one in sessions.sessions(count, max(sheets, 50), seed):
        for text in one.keys:
            begin = time.perf_counter()
            sent.append(float(len(browser.type(text))))
            times.append((time.perf_counter() - begin) * 1000)
    return times, sent


def _first_load(browser: Browser) -> tuple[int, int]:
    """Bytes of the first load of the search page with its assets, and of the page alone."""
    page = browser.ask("GET", "/resources")[1]
    links = dict.fromkeys(re.findall(rb'(?:href|src)="(/assets/[^"]+)"', plain(page)))
    return len(page) + sum(len(browser.ask("GET", link.decode())[1]) for link in links), len(page)


def over_http(sheets: int, count: int = 100) -> list[object]:
    """The figures of one size, as a row of the table."""
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as name:
        site = Site(Path(name), sheets).make()
        with serving(site) as server:
            browser = Browser(server.port).sign_in()
            begin = time.perf_counter()
            browser.ask("GET", "/resources?q=schuld")
            cold = (time.perf_counter() - begin) * 1000
            first, page = _first_load(browser)
            time.sleep(ALONE)
            times, sent = _alone(browser, sheets, count, "measured")
            new, again = _rates(browser, server.port, sheets)
            later, _sent = _alone(browser, sheets, count, "later")
            return [
                f"{sheets:,}", percentile(times, 0.5), percentile(times, 0.95), max(times),
                percentile(later, 0.5), percentile(later, 0.95), f"{new:.0f}", f"{again:.0f}",
                server.started, cold, server.memory()[0], first, page, int(percentile(sent, 0.5)),
                int(percentile(sent, 0.95)),
            ]  # fmt: skip


def report(sizes: list[int]) -> None:
    """Print the table; the first row is the empty application."""
    head = [
        "sheets", "p50 ms", "p95 ms", "max ms", "p50 later", "p95 later", "new keystrokes/s", "known/s",
        "start s", "first list ms", "MB a worker", "first load B", "page B", "fragment p50 B",
        "fragment p95 B",
    ]  # fmt: skip
    rows = [over_http(size) for size in (0, *sizes)]
    table("Over HTTP, two workers, signed in (the client runs on the same cores)", head, rows)
    print(f"A worker's memory after typing: {_ratio(rows)} the empty application's.")


def _ratio(rows: list[list[object]]) -> str:
    empty = float(str(rows[0][MEMORY]))
    return ", ".join(f"{float(str(row[MEMORY])) / empty:.2f} × at {row[0]}" for row in rows[1:])
