"""Lists of results that were answered before.

What people type begins alike, and they go back and forth in it. A list is told again as it was, as long as
neither the index, the thesaurus, the day, what is open nor any of its lines changed, and to whoever has the
same favourites on it. Lists are kept in the memory of a process alone; of a search from a case, nothing is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flask import Response, current_app, request
from flask_login import current_user

from app.i18n import language
from app.packing import takes_packed
from app.resources.lines import Line, Mine, versions
from app.resources.rows import Row
from directory.answers import Moment, Results

# So many lists are kept, of searches of at most so many bytes: some 10 MB.
MOST, LONGEST = 2_000, 300
Headers = tuple[tuple[str, str], ...]


class Key(NamedTuple):
    """What a list is known by: the query of its address, and how it is told."""

    query: bytes
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


def _kept() -> dict[Key, _Told]:
    kept: dict[Key, _Told] = current_app.extensions.setdefault("resources.again", {})
    return kept


def key() -> Key:
    """Of this request."""
    return Key(request.query_string, language(), takes_packed())


def told(asked: Key, moment: Callable[[], Moment | None]) -> Response | None:
    """The answer as it was given before; None when there is none, or it may have changed. ``moment`` is asked
    only where there is one."""
    kept = _kept()
    found = kept.pop(asked, None)
    if found is None or found.moment != moment() or not found.holds():
        return None
    kept[asked] = found  # as the one that was wanted last
    return Response(found.body, headers=found.headers)


def keep(asked: Key, results: Results, rows: list[Row], answer: Response) -> None:
    """Keep an answer, which shows ``rows``."""
    if results.moment is None or len(asked.query) > LONGEST:
        return
    kept = _kept()
    if len(kept) >= MOST:
        del kept[next(iter(kept))]
    lines = tuple((row.line, (row.favourite, row.picked)) for row in rows)
    headers = _one(tuple((name, value) for name, value in answer.headers if name != "Content-Length"))
    kept[asked] = _Told(results.moment, lines, answer.get_data(), headers)
