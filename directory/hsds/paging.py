"""A list of the exchange in pages that add up, as the standard's *Page* tells them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Key = TypeVar("Key")
Make = Callable[[Sequence[Key]], list[dict[str, Any]]]
# How many are written at once: in a stream, and (more than any page holds) in a list asked all at once.
BATCH, MOST = 200, 1000


def page(keys: Sequence[Key], make: Make[Key], number: int, per_page: int | None) -> dict[str, Any]:
    """Page ``number`` (from 1) of ``keys``; ``make`` writes the objects of some keys. None: one page."""
    size = per_page or max(len(keys), 1)
    total = -(-len(keys) // size)
    at = (number - 1) * size
    mine = keys[at : at + size]
    contents = [one for begin in range(0, len(mine), MOST) for one in make(mine[begin : begin + MOST])]
    return {
        "total_items": len(keys),
        "total_pages": total,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= total,
        "empty": not contents,
        "contents": contents,
    }


def stream(keys: Sequence[Key], make: Make[Key]) -> Iterator[dict[str, Any]]:
    """Every object, some hundreds in memory at a time."""
    for at in range(0, len(keys), BATCH):
        yield from make(keys[at : at + BATCH])
