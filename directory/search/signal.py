"""What sheets are put in order by besides their words, by name."""

from dataclasses import dataclass

from search_index.order import Extra


@dataclass(frozen=True)
class Signal:
    """A signal by name. ``reasons``: sets of sheets with the code of what the line says about them.
    ``lasting``: the same for other searches, as long as the index is open."""

    name: str
    extra: Extra
    reasons: tuple[tuple[str, int], ...] = ()
    lasting: bool = False
