"""What every engine beside us can do, and the texts that all of them are given."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# How much a word counts by where it stands: the name over other names over the place over the rest.
FIELDS = {
    "name": 10.0,
    "alt": 8.0,
    "category": 5.0,
    "place": 4.0,
    "contact": 3.0,
    "audience": 2.0,
    "text": 1.0,
}
LIMIT = 20  # results a search, the default of directory.search.find
_WORD = re.compile(r"[^\W_]+")


class Missing(Exception):
    """The engine is not installed here."""


@dataclass(frozen=True)
class Row:
    """A sheet as an engine sees it: texts by the names of ``FIELDS``."""

    id: str
    texts: dict[str, str]


def fold(text: str) -> str:
    """Lower case, no accents, ligatures written out."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Folded words; what stands before an apostrophe is one of them."""
    return _WORD.findall(fold(text))


class Peer:
    """An engine with its index in a folder."""

    version = ""

    def __init__(self, folder: Path) -> None:
        """Open what ``build`` left. Raises Missing where the engine is not installed."""
        raise NotImplementedError

    @staticmethod
    def build(folder: Path, rows: Iterable[Row]) -> None:
        """Index ``rows`` into an empty folder, and end with all of it on the disk."""
        raise NotImplementedError

    def find(self, query: str) -> list[str]:
        """Ids, best first, at most ``LIMIT``."""
        raise NotImplementedError

    def update(self, row: Row) -> None:
        """Put ``row`` in the place of the one with its id: on the disk, and seen by the next ``find``."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of files."""
