"""A search as a web address says it, and back."""

from typing import Any

from directory.search import Criteria


def clean(text: str, most: int) -> str:
    """Text from outside that the database and the index can take: cut, without NUL or lone surrogates."""
    return text[:most].encode("utf-8", "ignore").decode().replace("\0", " ").strip()


def criteria_from(args: Any) -> Criteria:
    """The search that a URL's query asks for. Anything unreadable in it is left out, never an error."""
    return Criteria(
        q=clean(args.get("q", ""), 200),
        category=clean(args.get("category", ""), 40),
        municipality=clean(args.get("municipality", ""), 10),
        language=clean(args.get("language", ""), 10),
    )
