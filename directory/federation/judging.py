"""What cannot be right: half of a source gone, or the same services under other numbers. Held back."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.federation.models import FeedItem
from directory.federation.reading import Listed
from directory.territory import fold

# With fewer services than this, half of them may well close.
FEW = 4


@dataclass(frozen=True)
class Held:
    """Why a pull is held back. ``kind``: half_gone or renumbered; ``count`` of ``known`` services."""

    kind: str
    count: int
    known: int


def judge(known: Iterable[FeedItem], listed: Iterable[Listed]) -> Held | None:
    """Whether the list of a source makes sense after what it was before; None when it does."""
    before = {item.remote: item for item in known if item.gone is None}
    now = {one.remote: one for one in listed}
    if len(before) < FEW:
        return None
    missing = [item for remote, item in before.items() if remote not in now]
    fresh = {fold(one.name) for remote, one in now.items() if remote not in before} - {""}
    renamed = sum(fold(item.name) in fresh for item in missing)
    if renamed >= max(3, len(before) // 5):
        return Held("renumbered", renamed, len(before))
    if len(missing) * 2 >= len(before):
        return Held("half_gone", len(missing), len(before))
    return None
