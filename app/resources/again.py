"""Lists of results that were answered before.

What people type begins alike, and they go back and forth in it. A list is told again as it was, as long as
neither the index, the thesaurus, the day, what is open nor any of its lines changed, and to whoever has the
same favourites on it. Lists are kept in the memory of a process alone; of a search from a case, nothing is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flask import Response, current_app
from flask_login import current_user

from app.i18n import language
from app.packing import takes_packed
from app.resources.criteria import Asked
from app.resources.lines import Line, Mine, versions
from app.resources.rows import Row
from directory.answers import Moment, Results

# So many bytes of lists are kept, counting for each what stands around its text.
MOST_BYTES, AROUND = 10_000_000, 1_500
Headers = tuple[tuple[str, str], ...]


class Key(NamedTuple):
    """What a list is known by: what is asked, and how it is told."""

    query: str
    lang: str
    packed: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """``lines``: those of the list, and what they are to whom it was told."""

    moment: Moment
    lines: tuple[tuple[Line, Mine], ...]
    body: bytes
    headers: Headers

    def holds(self) -> bool:
        """Whether its lines are what they were, and the same to the present reader."""
        known = {line.external_id: (line.mark, mine) for line, mine in self.lines}
        return versions(list(known), current_user) == known


@lru_cache(maxsize=16)
def _one(headers: Headers) -> Headers:
    """The same headers, one object for all lists: there are but a few kinds."""
    return headers


class _Lists:
    """Lists by their keys, those that were wanted last at the end."""

    def __init__(self) -> None:
        self._by_key: dict[Key, _Told] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._by_key)

    def take(self, key: Key) -> _Told | None:
        """Out of the lists."""
        found = self._by_key.pop(key, None)
        if found is not None:
            self._bytes -= len(found.body) + AROUND
        return found

    def put(self, key: Key, told: _Told) -> None:
        """In their place others go, those first that nobody wanted for longest."""
        self.take(key)
        self._by_key[key] = told
        self._bytes += len(told.body) + AROUND
        while self._bytes > MOST_BYTES:
            self.take(next(iter(self._by_key)))


def _lists() -> _Lists:
    lists: _Lists = current_app.extensions.setdefault("resources.again", _Lists())
    return lists


def key(asked: Asked) -> Key:
    """What this request's list is known by."""
    return Key(asked.address(), language(), takes_packed())


def told(asked: Key, moment: Callable[[], Moment | None]) -> Response | None:
    """The answer as it was given before; None when there is none, or it may have changed. ``moment`` is asked
    only where there is one."""
    lists = _lists()
    found = lists.take(asked)
    if found is None or found.moment != moment() or not found.holds():
        return None
    lists.put(asked, found)  # as the one that was wanted last
    return Response(found.body, headers=found.headers)


def keep(asked: Key, results: Results, rows: list[Row], answer: Response) -> None:
    """Keep an answer, which shows ``rows``."""
    if results.moment is None:
        return
    lines = tuple((row.line, (row.favourite, row.picked)) for row in rows)
    headers = _one(tuple((name, value) for name, value in answer.headers if name != "Content-Length"))
    _lists().put(asked, _Told(results.moment, lines, answer.get_data(), headers))
