"""A server of somebody else on loopback, that says what a test wants it to say."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_URL, uuid5

import pytest

from directory.federation.fetching import Limits
from tests.web.conftest import app, client, config, person

LOOPBACK = Limits(seconds=5, wait=2, private=True)


def uuid_of(name):
    return str(uuid5(NAMESPACE_URL, name))


def service(name, modified="2026-11-01T00:00:00Z", **more):
    """A service as a plain HSDS feed gives it, nested."""
    made = {
        "id": uuid_of(name), "name": name, "status": "active", "last_modified": modified,
        "description": f"Helpt bij {name}", "phones": [{"id": uuid_of(name + "p"), "number": "+3225294120"}],
        "service_at_locations": [],
    }  # fmt: skip
    return {**made, **more}


class Elsewhere:
    """``services`` is what it has; ``answer`` (status, headers, body) replaces whatever it would say."""

    def __init__(self):
        self.services, self.answer, self.asked = [], None, []
        self.per_page = 10
        handler = type("Handler", (_Handler,), {"elsewhere": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, query):
        number = int(query.get("page", ["1"])[0])
        size = int(query.get("per_page", [self.per_page])[0])
        total = -(-len(self.services) // size)
        return {
            "total_items": len(self.services), "total_pages": total, "page_number": number,
            "last_page": number >= total, "contents": self.services[(number - 1) * size : number * size],
        }  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    elsewhere = None

    def do_GET(self):
        self.elsewhere.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.elsewhere.answer or self._said()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _said(self):
        parts = urlsplit(self.path)
        packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        if parts.path == "/services":
            return 200, packed, gzip.compress(json.dumps(self.elsewhere.page(parse_qs(parts.query))).encode())
        found = [one for one in self.elsewhere.services if parts.path == f"/services/{one['id']}"]
        return (200, packed, gzip.compress(json.dumps(found[0]).encode())) if found else (404, {}, b"{}")

    def log_message(self, *_words):
        """Nothing on the terminal."""


@pytest.fixture
def elsewhere():
    made = Elsewhere()
    yield made
    made.server.shutdown()
    made.server.server_close()
