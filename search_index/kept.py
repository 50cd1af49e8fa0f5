"""What is worked out of an open commit of the index, kept by what it was worked out of as long as that is
open: a word being typed asks for the same again and again.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from itertools import islice
from typing import Any, Protocol, TypeVar, TypeVarTuple

# At most so much is kept; what is more goes between two requests.
MOST = 20_000


class Keeps(Protocol):
    """What has a place for it: an index, which empties it with every commit that it opens."""

    kept: dict[Any, Any]


_Index = TypeVar("_Index", bound=Keeps)
_Given = TypeVarTuple("_Given")
_Made = TypeVar("_Made")
# What every other search asks for.
_LONGEST: set[Callable[..., Any]] = set()


def kept(make: Callable[[_Index, *_Given], _Made]) -> Callable[[_Index, *_Given], _Made]:
    """A function of an index and of what can be a key, worked out once for each. What it returns is shared:
    nobody changes it."""

    @wraps(make)
    def asked(index: _Index, *given: *_Given) -> _Made:
        key = (make, *given)
        found: _Made
        try:
            found = index.kept[key]
        except KeyError:
            found = index.kept[key] = make(index, *given)
        return found

    return asked


def kept_longest(make: Callable[[_Index, *_Given], _Made]) -> Callable[[_Index, *_Given], _Made]:
    """The same of what is forgotten last."""
    _LONGEST.add(make)
    return kept(make)


def latest(index: Keeps, name: Hashable, moment: object, make: Callable[[], _Made]) -> _Made:
    """What holds for a moment (a minute, a day), under a name of its own: only that of the last one that was
    asked for is kept."""
    last: tuple[object, _Made] | None = index.kept.get((latest, name))
    if last is None or last[0] != moment:
        last = index.kept[latest, name] = (moment, make())
    return last[1]


def forget(index: Keeps) -> None:
    """The older half; but of what every other search asks for, nothing, unless that is too much itself."""
    for key in list(islice(index.kept, len(index.kept) // 2)):
        if key[0] not in _LONGEST:
            del index.kept[key]
    if len(index.kept) > MOST:
        index.kept.clear()
