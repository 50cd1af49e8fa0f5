"""The index as a process sees it: terms in, sets of sheets out. Its files are kept by ``store``."""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

from search_index import writing
from search_index.documents import Document
from search_index.files import Signature
from search_index.segments import Commit, Masks, Segment, most_kept
from search_index.store import BUILD, WRITE, IndexBusy, IndexDamaged, Pointer, Store, where
from search_index.vocabulary import Vocabulary, holding

__all__ = ["Document", "Index", "IndexBusy", "IndexDamaged"]

log = logging.getLogger(__name__)
# Generations of which this process said that they are whole and cannot be read.
_told: set[str] = set()
# How a lock is taken.
Locked = Callable[[], AbstractContextManager[None]]
_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


class _Stored(dict[int, str]):
    """One thing that is kept with sheets, by their numbers: read when it is first asked for."""

    def __init__(self, index: "Index") -> None:
        self._index = index

    def __missing__(self, number: int) -> str:
        self._index.remember(number)
        return self[number]


class Index:
    """The index under ``path`` (a directory of its own, readable by its owner alone).

    ``seen`` and ``mark``: the last change that the open commit has taken in; -1 where none is open.
    ``epoch``: another object for every commit that is opened. ``lost``: reading failed in the middle of a
    search. ``worn``: building it anew pays.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store(path)
        self.lost = False
        self._unreadable = ""
        self._drop()

    def _drop(self) -> None:
        """Nothing is open."""
        self.seen, self.mark = -1, 0
        self._at: Signature | None = None
        self._pointer: Pointer | None = None
        self._segments: dict[str, Segment] = {}
        self._forget()

    def _forget(self) -> None:
        """Drop what depends on the commit that is open."""
        self.epoch = object()
        self.all = 0
        for segment in self._segments.values():
            self.all |= segment.live
        self.worn = writing.worn((len(one), one.worn) for one in self._segments.values())
        self._masks: dict[tuple[str, str], Masks] = {}
        self._lexicons: dict[str, list[str]] = {}
        self._vocabulary: Vocabulary | None = None
        # Of each sheet, its id and what it is put in order by.
        self.ids, self.sorts = _Stored(self), _Stored(self)
        self._contacts: str | None = None
        self._values: dict[str, list[tuple[str, int]]] = {}
        # What is worked out of this commit (``search_index/kept.py``).
        self.kept: dict[Any, Any] = {}

    # Writing

    def write_lock(self, wait: bool) -> AbstractContextManager[None]:
        """To update the index. Raises IndexBusy as ``Store.lock``."""
        return self.store.lock(WRITE, wait)

    def build_lock(self, wait: bool) -> AbstractContextManager[None]:
        """To build the index, while others go on updating the present one."""
        return self.store.lock(BUILD, wait)

    def rebuild(
        self, documents: Iterable[Document], seen: int, mark: int, locked: Locked | None = None
    ) -> None:
        """Build a new generation beside the present one, then switch. The caller holds the lock to build.
        ``locked``: how that to write is taken, otherwise than by waiting; what it raises leaves nothing."""
        locked = locked or partial(self.write_lock, True)
        with locked():
            self.store.sweep_before()
        name = self.store.new_folder()
        with ExitStack() as held:
            try:
                files = writing.build(self.path / name, documents)
                held.enter_context(locked())
            except BaseException:
                shutil.rmtree(self.path / name, ignore_errors=True)
                raise
            pointer = self.store.point(name, seen, mark, files)
            self.store.sweep_generations(name)
            self.store.sweep(pointer)

    def update(self, documents: Sequence[Document], gone: set[int], seen: int, mark: int) -> None:
        """Take changes in. The caller holds the lock to write and has opened the newest commit, which stays
        as it is when this fails.

        Raises:
            IndexDamaged: build it again.
            OSError: the disk is full or cannot be written.
        """
        pointer = self._pointer
        if pointer is None:
            raise IndexDamaged("nothing is open")
        prepared = [writing.prepared(document) for document in documents]
        try:
            self.store.sweep(pointer)
            files = writing.update(self.path / pointer.folder, prepared, gone)
        except PermissionError as error:  # another user's, in a folder of ours: there is room for a new one
            self._drop()
            self._unreadable = pointer.folder
            raise IndexDamaged(where(error)) from error
        except OSError:
            self.store.sweep(pointer)  # a disk that is full is not to be kept full
            raise
        except Exception as error:
            self._lost(error)
        self.store.sweep(self.store.point(pointer.folder, seen, mark, files, pointer))

    # Opening

    @property
    def opened(self) -> bool:
        """Whether there is a commit to search in."""
        return self._pointer is not None

    def open(self) -> None:
        """Follow the newest commit; costs one look at each file when there is none.

        Raises:
            IndexDamaged: there is none that can be read.
        """
        while True:
            at: Signature | None = None
            try:
                at = self.store.pointed()
                if at == self._at and self.store.untouched():
                    return
                self._follow(*self.store.read(held=self._segments))
                self._at = at
                return
            except (OSError, IndexDamaged) as error:
                if self._moved_on(at):
                    continue  # a commit in between takes away the files that were named before it
                self._drop()
                if isinstance(error, IndexDamaged):
                    raise
                raise IndexDamaged(f"{type(error).__name__}: {error.strerror}") from error

    def _moved_on(self, at: Signature | None) -> bool:
        """Whether the pointer is another one than it was."""
        try:
            return at is not None and self.store.pointed() != at
        except OSError:
            return False

    def _follow(self, pointer: Pointer, data: dict[str, bytes]) -> None:
        if pointer.folder == self._unreadable:
            raise IndexDamaged("its files are whole, but it could not be read")
        known, self._pointer = self._segments, pointer
        commit = self._read(Commit, data)
        if commit.segments.keys() != {name for name in pointer.sums if not name.endswith(".toc")}:
            raise IndexDamaged("the pointer names other segments than the table of contents")
        segments = {}
        for name, one in commit.segments.items():
            if name in data:
                segments[name] = self._read(Segment, commit, one)
            else:
                segments[name] = known[name]
                self._read(known[name].see, one)
        self._segments, self.seen, self.mark = segments, pointer.seen, pointer.mark
        self._forget()

    def _read(self, what: Callable[_Given, _Found], *args: _Given.args, **more: _Given.kwargs) -> _Found:
        """Do what touches the files. Whoosh raises whatever comes over a damaged one, plain Exception among
        it; so damage is what goes wrong over files that are not as they were written. Anything else is a
        mistake in the program: it is logged, and this generation is not tried again."""
        try:
            return what(*args, **more)
        except Exception as error:
            self._lost(error)

    def _lost(self, error: Exception) -> NoReturn:
        pointer, self.lost = self._pointer, True
        self._drop()
        try:
            whole = pointer is not None and self.store.read()[0] == pointer
        except IndexDamaged:
            whole = False
        if whole and pointer is not None:
            if pointer.folder not in _told:
                log.error("the index is whole and cannot be read: %s", where(error))
            _told.add(pointer.folder)
            self._unreadable = pointer.folder
        raise IndexDamaged(where(error)) from error

    # Reading

    def masks(self, kind: str, term: str) -> Masks:
        """Sets of sheets by the mask of where a term of a kind (``documents.postings``) stands in them."""
        key = (kind, term)
        if (known := self._masks.get(key)) is not None:
            return known
        found: Masks = {}
        for segment in self._segments.values():
            for mask, held in self._read(segment.masks, kind, term).items():
                live = held & segment.live
                if live == held:  # the segment keeps that very set: it is not to be kept twice
                    live = held
                if live:
                    found[mask] = found[mask] | live if mask in found else live
        if found:  # what leads nowhere is as soon told again, and there is no end of it
            if len(self._masks) > most_kept(self.all):
                self._masks.clear()
            self._masks[key] = found
        return found

    def bits(self, kind: str, term: str) -> int:
        """The set of sheets that a term leads to."""
        found = 0
        for held in self.masks(kind, term).values():
            found |= held
        return found

    def ahead(self, kinds: str) -> Iterator[None]:
        """Read the sets of all terms of some kinds, one at each step; none where there is no room for all."""
        terms = [(kind, term) for kind in kinds for term in self.lexicon(kind)]
        for kind, term in terms if len(terms) <= most_kept(self.all) else ():
            self.masks(kind, term)
            yield

    def lexicon(self, kind: str) -> list[str]:
        """All terms of a kind, in order; a few may lead nowhere any more."""
        if (known := self._lexicons.get(kind)) is not None:
            return known
        parts = [self._read(segment.lexicon, kind) for segment in self._segments.values()]
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
        if not piece:
            return []
        if self._contacts is None:
            self._contacts = "\n" + "\n".join(self.lexicon("c")) + "\n"
        return holding(self._contacts, piece, most)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all sheets."""
        if self._vocabulary is None:
            worn = any(segment.worn for segment in self._segments.values())
            lives = (lambda word: bool(self.masks("w", word))) if worn else None
            self._vocabulary = Vocabulary(self.lexicon("w"), lives)
        return self._vocabulary

    def stored(self, number: int) -> dict[str, str]:
        """What is kept with a sheet. Raises KeyError for one that is not here."""
        for segment in self._segments.values():
            if segment.live >> number & 1:
                return self._read(segment.stored, number)
        raise KeyError(number)

    def remember(self, number: int) -> None:
        """Read what is kept with a sheet into ``ids`` and ``sorts``."""
        found = self.stored(number)
        self.ids[number], self.sorts[number] = found["id"], found["sort"]
