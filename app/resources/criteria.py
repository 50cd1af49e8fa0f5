"""A search as a web address says it, and back: state lives in the URL."""

from typing import Any
from urllib.parse import urlencode

from directory.search import Criteria

# The filters of a search, in the order in which pages show them.
FILTERS = ("category", "municipality", "language")


def clean(text: str, most: int) -> str:
    """Text from outside that the database and the index can take: cut, without NUL or lone surrogates."""
    return text[:most].encode("utf-8", "ignore").decode().replace("\0", " ").strip()


def criteria_from(args: Any) -> Criteria:
    """The search that a URL's query asks for. Anything unreadable in it is left out, never an error."""
    return Criteria(
        q=clean(args.get("q", ""), 200), **{name: clean(args.get(name, ""), 40) for name in FILTERS}
    )


def address(criteria: Criteria, **changes: str) -> str:
    """The query of the address of a search, with some of it changed; what is empty is left out."""
    now = {name: getattr(criteria, name) for name in ("q", *FILTERS)}
    kept = {name: str(value) for name, value in {**now, **changes}.items() if value}
    return urlencode(kept)
