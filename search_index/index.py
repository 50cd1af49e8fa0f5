"""The index on disk: for each word, which documents hold it and how much it counts there.

A posting's weight carries the field's importance already, so that a search only adds numbers up.
Posting lists are kept in the process until the next commit.
"""

import os
import pickle
import shutil
import uuid
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract
from whoosh import fields, formats
from whoosh import index as whoosh_index
from whoosh.analysis import Token, Tokenizer

from search_index import ranking
from search_index.text import stems, words

SCHEMA_VERSION = 1
_BROKEN = (
    EOFError, OSError, KeyError, ValueError, AttributeError, IndexError, AssertionError, ImportError,
    pickle.UnpicklingError, zlib.error, whoosh_index.IndexError,
)  # fmt: skip


class IndexDamaged(Exception):
    """The index is missing, damaged or of another version: build it again from the database."""


@dataclass(frozen=True)
class Document:
    """One sheet as the index sees it: its external id, and texts by the names of ``ranking.FIELDS``."""

    id: str
    texts: Mapping[str, str]


class _Weighted(Tokenizer):
    """Reads ``word weight`` lines, as ``_postings`` writes them."""

    def __call__(self, value: str, **_more: Any) -> Iterable[Token]:
        token = Token()
        for line in value.splitlines():
            token.text, weight = line.split(" ")
            token.boost = float(weight)
            yield token


def _schema() -> fields.Schema:
    kind = fields.FieldType(formats.Frequency(), _Weighted(), scorable=True)
    return fields.Schema(id=fields.ID(stored=True, unique=True), words=kind)


def _postings(document: Document) -> str:
    weights: dict[str, float] = {}
    for name, text in document.texts.items():
        weight = ranking.FIELDS[name]
        for word in words(text):
            weights[word] = max(weights.get(word, 0.0), weight)
            for stem in stems(word):
                weights[stem] = max(weights.get(stem, 0.0), weight * ranking.STEM)
    return "\n".join(f"{word} {weight:.3f}" for word, weight in weights.items())


class Index:
    """The index under ``path`` (a directory of its own, readable by its owner alone)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._loaded = ""
        self._reader: Any = None
        self._ids: dict[int, str] = {}
        self._vocabulary: list[str] = []
        self._cache: dict[str, dict[str, float]] = {}

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build a new generation beside the present one, then switch to it."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(self.path, 0o700)
        generation = f"v{SCHEMA_VERSION}-{uuid.uuid4().hex}"
        folder = self.path / generation
        folder.mkdir(mode=0o700)
        writer = whoosh_index.create_in(folder, _schema()).writer()
        for document in documents:
            writer.add_document(id=document.id, words=_postings(document))
        writer.commit(optimize=True)
        pointer = self.path / f".{generation}"
        pointer.write_text(generation)
        pointer.replace(self.path / "current")
        for old in self.path.iterdir():
            if old.is_dir() and old.name != generation:
                shutil.rmtree(old, ignore_errors=True)

    def open(self) -> None:
        """Follow the newest generation.

        Raises:
            IndexDamaged: there is none that can be read.
        """
        try:
            current = (self.path / "current").read_text()
            if current == self._loaded:
                return
            if not current.startswith(f"v{SCHEMA_VERSION}-"):
                raise IndexDamaged("another version")
            self._reader = whoosh_index.open_dir(self.path / current).reader()
            self._ids = {at: stored["id"] for at, stored in self._reader.iter_docs()}
            self._vocabulary = [
                term.decode() for term in self._reader.lexicon("words") if not term.startswith(b"~")
            ]
            self._cache, self._loaded = {}, current
        except _BROKEN as error:
            self._loaded = ""
            raise IndexDamaged(type(error).__name__) from error

    def postings(self, word: str) -> dict[str, float]:
        """Weight by id of the documents that hold ``word`` (or a ``~stem``)."""
        if (known := self._cache.get(word)) is not None:
            return known
        found: dict[str, float] = {}
        try:
            if ("words", word) in self._reader:
                matcher = self._reader.postings("words", word)
                while matcher.is_active():
                    found[self._ids[matcher.id()]] = matcher.weight()
                    matcher.next()
        except _BROKEN as error:
            self._loaded = ""
            raise IndexDamaged(type(error).__name__) from error
        self._cache[word] = found
        return found

    def starting_with(self, prefix: str, most: int = 60) -> list[str]:
        """Words of the vocabulary that begin with ``prefix``, shortest first."""
        begin = bisect_left(self._vocabulary, prefix)
        end = bisect_left(self._vocabulary, prefix + "\x7f")
        return sorted(self._vocabulary[begin:end], key=len)[:most]

    def holding(self, part: str, most: int = 40) -> list[str]:
        """Longer words that end or begin with ``part``: Dutch compounds."""
        return [
            word for word in self._vocabulary
            if len(word) > len(part) + 2 and (word.endswith(part) or word.startswith(part))
        ][:most]  # fmt: skip

    def split(self, word: str) -> list[str]:
        """The two known words that a compound is made of (with a linking s or en), or nothing."""
        for at in range(len(word) - 3, 3, -1):
            head, tail = word[:at], word[at:]
            if not self.postings(tail):
                continue
            for link in ("", "s", "en", "n"):
                first = head.removesuffix(link) if link else head
                if len(first) > 3 and self.postings(first):
                    return [first, tail]
        return []

    def nearest(self, word: str, whole: bool) -> list[str]:
        """Known words at one edit (two from six letters on); of a half-typed word, by its beginning."""
        if len(word) < 4 or word.isdigit():
            return []
        allowed = 1 if len(word) < 6 else 2
        near = extract(
            word, self._vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=4
        )
        found = [term for term, _distance, _at in near]
        if not found and not whole:
            cut = [term[: len(word)] for term in self._vocabulary]
            near = extract(word, cut, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=6)
            found = [self._vocabulary[at] for _term, _distance, at in near]
        return found
