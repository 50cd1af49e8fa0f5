"""The index on disk and as a process sees it.

``DATA_DIR/index`` holds one folder a generation and a pointer, ``current``, to the one in use. The pointer
names the last change of the database that the generation has taken in, and a checksum of each file. It is
replaced in one step after every commit, so that looking at it tells every process of a change.
"""

import fcntl
import json
import os
import pickle
import shutil
import struct
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index

from search_index import writing
from search_index.documents import Document
from search_index.segments import Masks, Segment
from search_index.vocabulary import Vocabulary

__all__ = ["Document", "Index", "IndexBusy", "IndexDamaged"]

SCHEMA_VERSION = 3
BROKEN = (
    EOFError, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError,
    ImportError,    OverflowError, MemoryError, RecursionError, pickle.UnpicklingError, struct.error,
    zlib.error,
    whoosh_index.IndexError, whoosh_index.LockError,
)  # fmt: skip
# Whoosh raises plain Exception for a wrong block tag; so nothing narrower than this can be caught.
_ANY = Exception


class IndexDamaged(Exception):
    """The index is missing, damaged or of another version: build it again from the database."""


class IndexBusy(Exception):
    """Another process is writing."""


class Index:
    """The index under ``path`` (a directory of its own, readable by its owner alone)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen = -1
        self.epoch = 0
        self._mark: tuple[int, int] | None = None
        self._folder = ""
        self._checked: dict[str, int] = {}
        self._segments: dict[str, Segment] = {}
        self._forget()

    def _forget(self) -> None:
        """Drop what depends on the commit that is open."""
        self.epoch += 1
        self.all = 0
        for segment in self._segments.values():
            self.all |= segment.live
        self._masks: dict[tuple[str, str], Masks] = {}
        self._lexicons: dict[str, list[str]] = {}
        self._vocabulary: Vocabulary | None = None
        self._stored: dict[int, dict[str, str]] = {}
        self._contacts: str | None = None
        self._values: dict[str, list[tuple[str, int]]] = {}
        # What callers work out of this commit and want to keep as long as it is open.
        self.kept: dict[Any, Any] = {}

    # Writing

    @contextmanager
    def writer_lock(self, wait: bool = True) -> Iterator[None]:
        """One process writes at a time; the lock goes with the process that holds it.

        Raises:
            IndexBusy: another one holds it and ``wait`` is False.
        """
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(self.path / "lock", "w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise IndexBusy from error
            yield

    def rebuild(self, documents: Iterable[Document], seen: int) -> None:
        """Build a new generation beside the present one, then switch. The caller holds the lock."""
        os.chmod(self.path, 0o700)
        name = f"v{SCHEMA_VERSION}-{uuid.uuid4().hex}"
        folder = self.path / name
        folder.mkdir(mode=0o700)
        try:
            writing.build(folder, documents)
            self._point(name, seen)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._sweep(name)

    def update(self, documents: Sequence[Document], gone: set[int], seen: int) -> None:
        """Take changes in. The caller holds the lock and has opened the present generation.

        Raises:
            IndexDamaged: build it again.
        """
        try:
            writing.update(self.path / self._folder, documents, gone)
            self._point(self._folder, seen)
        except _ANY as error:
            self._lost(error)
        self._sweep(self._folder)

    def _point(self, folder: str, seen: int) -> None:
        sums = writing.checksums(self.path / folder)
        beside = self.path / f".current-{uuid.uuid4().hex}"
        beside.write_text(json.dumps({"folder": folder, "seen": seen, "sums": sums}))
        beside.replace(self.path / "current")

    def _sweep(self, kept: str) -> None:
        """Remove other generations, and what a process that was killed left behind."""
        for old in self.path.iterdir():
            if old.is_dir() and old.name != kept:
                shutil.rmtree(old, ignore_errors=True)
            elif old.name.startswith(".current-"):
                old.unlink(missing_ok=True)

    # Opening

    def open(self) -> None:
        """Follow the newest commit; costs one look at a file when there is none.

        Raises:
            IndexDamaged: there is none that can be read.
        """
        try:
            found = os.stat(self.path / "current")
            mark = (found.st_mtime_ns, found.st_ino)
            if mark == self._mark:
                return
            for last in (False, False, True):
                try:
                    self._follow()
                    break
                except _ANY:
                    # A commit in between takes away the files that were named before it.
                    if last:
                        raise
        except _ANY as error:
            self._lost(error)
        self._mark = mark

    def _follow(self) -> None:
        pointer = json.loads((self.path / "current").read_text())
        folder = pointer["folder"]
        if not folder.startswith(f"v{SCHEMA_VERSION}-"):
            raise IndexDamaged("another version")
        self._check(self.path / folder, pointer["sums"])
        opened = whoosh_index.open_dir(self.path / folder)
        segments = {}
        for segment in opened._segments():
            name = f"{folder}/{segment.segment_id()}"
            if (known := self._segments.get(name)) is not None:
                known.see(segment)
            segments[name] = known or Segment(opened.storage, opened.schema, segment)
        self._segments, self._folder, self.seen = segments, folder, int(pointer["seen"])
        self._forget()

    def _check(self, folder: Path, sums: dict[str, int]) -> None:
        for name, total in sums.items():
            if self._checked.get(name) != total and writing.checksum(folder / name) != total:
                raise IndexDamaged(f"{name} was changed")
        self._checked = sums

    def _lost(self, error: BaseException) -> None:
        self._mark, self._segments, self._checked = None, {}, {}
        raise IndexDamaged(f"{type(error).__name__}: {error}") from error

    # Reading

    def masks(self, kind: str, term: str) -> Masks:
        """Sets of sheets by the mask of where a term of a kind (``documents.postings``) stands in them."""
        key = (kind, term)
        if (known := self._masks.get(key)) is not None:
            return known
        found: Masks = {}
        try:
            for segment in self._segments.values():
                for mask, held in segment.masks(kind, term).items():
                    if live := held & segment.live:
                        found[mask] = found.get(mask, 0) | live
        except _ANY as error:
            self._lost(error)
        if len(self._masks) > 20_000:
            self._masks.clear()
        self._masks[key] = found
        return found

    def bits(self, kind: str, term: str) -> int:
        """The set of sheets that a term leads to."""
        found = 0
        for held in self.masks(kind, term).values():
            found |= held
        return found

    def lexicon(self, kind: str) -> list[str]:
        """All terms of a kind, in order; a few may lead nowhere any more."""
        if (known := self._lexicons.get(kind)) is not None:
            return known
        try:
            parts = [segment.lexicon(kind) for segment in self._segments.values()]
        except _ANY as error:
            self._lost(error)
        found = parts[0] if len(parts) == 1 else sorted(set().union(*parts))
        self._lexicons[kind] = found
        return found

    def values(self, facet: str) -> list[tuple[str, int]]:
        """The values of a facet, each with the set of its sheets."""
        if (known := self._values.get(facet)) is not None:
            return known
        start = f"{facet}="
        found = [
            (term[len(start) :], held) for term in self.lexicon("f")
            if term.startswith(start) and (held := self.bits("f", term))
        ]  # fmt: skip
        self._values[facet] = found
        return found

    def contacts(self, piece: str, most: int = 400) -> list[str]:
        """Contacts (digits, addresses, sites) that hold ``piece``; those that begin with it before others."""
        if self._contacts is None:
            self._contacts = "\n" + "\n".join(self.lexicon("c")) + "\n"
        held = self._contacts
        found: dict[str, None] = {}
        for mark in ("\n" + piece, piece):
            at = held.find(mark)
            while at >= 0 and len(found) < most:
                begin = held.rfind("\n", 0, at + 1) + 1
                end = held.find("\n", at + 1)
                found[held[begin:end]] = None
                at = held.find(mark, end)
        return list(found)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all sheets."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self.lexicon("w"))
        return self._vocabulary

    def stored(self, number: int) -> dict[str, str]:
        """The ``id`` and ``sort`` of a sheet in the index."""
        if (known := self._stored.get(number)) is not None:
            return known
        for segment in self._segments.values():
            if segment.live >> number & 1:
                try:
                    found = self._stored[number] = segment.stored(number)
                except _ANY as error:
                    self._lost(error)
                return found
        raise KeyError(number)

    @property
    def worn(self) -> bool:
        """Whether so much of it is deleted that building it anew pays."""
        return any(segment.worn > 0.3 for segment in self._segments.values() if len(segment._numbers) > 1000)
