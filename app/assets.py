"""Styles and scripts: one file of each, read once, named by what is in it, so that a browser keeps it.

A page costs one request for each, and after the first visit none. Everything in ``app/static`` with the
right ending is taken, behind the third-party file that npm put in place; what an answer to a form does before
all else (``first/``) stands by itself.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, url_for

from app.packing import takes_packed
from app.security import public

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "app/static"
VENDOR = {
    "schakel.css": ROOT / "node_modules/@picocss/pico/css/pico.min.css",
    "schakel.js": ROOT / "node_modules/htmx.org/dist/htmx.min.js",
}
# What runs before the page is read on, in a file of its own.
FIRST = "answered.js"
# Lines of our scripts that only we read: no text in backquotes may have one of its own that begins so.
_REMARK = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Asset:
    """One file as it is served. ``mark`` changes with its bytes."""

    mark: str
    plain: bytes
    packed: bytes


@cache
def bundle(name: str) -> Asset:
    """The third-party file and all of ours of the same kind, joined, without remarks; or ``FIRST``. Raises
    KeyError for another name."""
    kind = name.rpartition(".")[2]
    own = sorted(STATIC.glob(f"*.{kind}"), key=lambda path: (path.name != name, path.name))
    own = [STATIC / "first" / FIRST] if name == FIRST else own
    ours = [_REMARK.sub(b"", path.read_bytes()) for path in own]
    plain = b"\n".join(ours if name == FIRST else [VENDOR[name].read_bytes(), *ours])
    return Asset(hashlib.sha256(plain).hexdigest()[:12], plain, gzip.compress(plain, 9, mtime=0))


@public
def serve(mark: str, name: str) -> Response:
    """A bundle. An older mark gets the present bytes, and is asked for again next time."""
    if name not in VENDOR and name != FIRST:
        abort(404)
    found = bundle(name)
    packed = takes_packed()
    response = Response(found.packed if packed else found.plain, content_type=TYPES[name.rpartition(".")[2]])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    kept = "public, max-age=31536000, immutable" if mark == found.mark else "no-cache"
    response.headers["Cache-Control"] = kept
    return response


def asset(name: str) -> str:
    """The address of a bundle; what a template calls."""
    return url_for("asset", mark=bundle(name).mark, name=name)


def init(app: Flask) -> None:
    """Serve the bundles, and give templates ``asset``."""
    app.add_url_rule("/assets/<mark>/<name>", "asset", serve)
    app.jinja_env.globals["asset"] = asset
