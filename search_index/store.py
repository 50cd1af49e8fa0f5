"""The folder of the index: a pointer to the generation in use, checksums of its files, and two locks.

``DATA_DIR/index`` holds one folder a generation and ``current``, which names the one in use, the last change
of the database that it has taken in, and a checksum of each of its files. The pointer is replaced in one step
after every commit, so that looking at it tells every process of a change. Whatever it does not name is what
a process that was killed left behind.
"""

import fcntl
import json
import os
import re
import time
import traceback
import uuid
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from search_index.files import Signature, bytes_of, give, lock_of, measured, remove, signature, usable

SCHEMA_VERSION = 14
# Who updates the generation in use or replaces it; and who builds another one beside it. Whoever needs both
# takes BUILD first.
WRITE, BUILD = "lock", "lock-build"
_FOLDER = re.compile(rf"v{SCHEMA_VERSION}-[0-9a-f]{{32}}")
_FILE = re.compile(r"\w{1,100}\.(?:seg|toc)")
# A pointer has some hundred bytes and one line for each of ten files; a longer one is none, and is not read.
LONGEST_POINTER = 1 << 16
_GENERATION = re.compile(rb"v\d+-[0-9a-f]{32}")


class IndexDamaged(Exception):
    """The index is missing, damaged or of another version: build it again from the database."""


class IndexBusy(Exception):
    """Another process is writing."""


def where(error: BaseException) -> str:
    """What went wrong and where, for the log: never the message, which may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    steps = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {steps}"


def advice(error: BaseException, path: Path) -> str:
    """The same, and what to do where nobody but an operator can."""
    if isinstance(error, PermissionError):
        return f"{where(error)}; give {path} with all in it to the user who runs Schakel, or remove it"
    number = error.errno if isinstance(error, OSError) else None
    return f"{where(error)}; {os.strerror(number)}" if number else where(error)


@contextmanager
def locked_within(lock: Callable[[bool], AbstractContextManager[None]], patience: float) -> Iterator[None]:
    """A lock of the index, taken by ``lock(wait)``. Raises IndexBusy after ``patience`` seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            with lock(patience == float("inf")):
                yield
            return
        except IndexBusy:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


@dataclass(frozen=True)
class Pointer:
    """What ``current`` says. ``seen``: the number of the last change that was taken in; ``mark``: a number
    drawn for that change, by which it is known again. ``sums`` and ``sizes``: checksums and lengths by file
    name."""

    folder: str
    seen: int
    mark: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def sane(self) -> bool:
        """Whether ``Store.point`` of this version can have written it. Its numbers go into questions to the
        database and into how much is read."""
        below = [(self.seen, 63), (self.mark, 31)]
        below += [(number, 32) for number in (*self.sums.values(), *self.sizes.values())]
        return (
            _FOLDER.fullmatch(self.folder) is not None
            and all(map(_FILE.fullmatch, self.sums))
            and sum(name.endswith(".toc") for name in self.sums) == 1
            and self.sums.keys() == self.sizes.keys()
            and all(type(number) is int and 0 <= number < 1 << bits for number, bits in below)
        )


def _pointer(text: str) -> Pointer:
    """Raises IndexDamaged for anything that ``Store.point`` did not write, and for another version."""
    try:
        found = Pointer(**json.loads(text))
        sane = found.sane()
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamaged("the pointer is nonsense") from error
    if not sane:
        raise IndexDamaged("the pointer is nonsense, or of another version")
    return found


class Store:
    """The index's files under ``path`` (a directory of its own, readable by its owner alone)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.current = path / "current"
        self._pointer = str(self.current)  # looked at before every search
        self._known: dict[str, tuple[int, Signature]] = {}

    @contextmanager
    def lock(self, name: str, wait: bool = True) -> Iterator[None]:
        """WRITE or BUILD, for one process at a time; a lock goes with the process that holds it.

        Raises:
            IndexBusy: another one holds it and ``wait`` is False.
        """
        while True:
            self._make_way(name)
            handle = lock_of(self.path / name)
            try:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                except BlockingIOError as error:
                    raise IndexBusy from error
                if self._is_there(name, handle):
                    yield
                    return
            finally:
                os.close(handle)

    def _make_way(self, name: str) -> None:
        """Remove what stands where a folder or a lock is to be: the index is a cache. Whoever opened a pipe
        in the place of a lock would wait for ever."""
        if not self.path.is_dir():
            self.path.unlink(missing_ok=True)
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            give(self.path)
        usable(self.path)
        lock = self.path / name
        if os.path.lexists(lock) and (lock.is_symlink() or not lock.is_file()):
            remove([lock])

    def _is_there(self, name: str, handle: int) -> bool:
        """Whether the file that is locked is still the one that others would lock."""
        try:
            return os.fstat(handle).st_ino == os.stat(self.path / name).st_ino
        except FileNotFoundError:
            return False

    def read(self, held: Collection[str] = ()) -> tuple[Pointer, dict[str, bytes]]:
        """The pointer and its files, compared with their checksums. Files that the caller holds already, by
        name, are left out unless somebody touched them since.

        What is read is what was compared: a file that is harmed later, or mapped and cut short (which would
        end the process), cannot reach a search any more.

        Raises:
            IndexDamaged: something is not as it was written.
        """
        try:
            pointer = self._read_pointer()
            known, found = {}, {}
            for name, total in pointer.sums.items():
                path = f"{self.path}/{pointer.folder}/{name}"
                known[path] = (total, signature(path))
                if name not in held or self._known.get(path) != known[path]:
                    found[name] = bytes_of(path, pointer.sizes[name])
                    if zlib.crc32(found[name]) != total:
                        raise IndexDamaged(f"{name} was changed")
        except (OSError, MemoryError) as error:
            raise IndexDamaged(f"{type(error).__name__}: {getattr(error, 'strerror', '')}") from error
        self._known = known
        return pointer, found

    def _read_pointer(self) -> Pointer:
        """Raises OSError, and IndexDamaged where it is nonsense."""
        try:
            return _pointer(bytes_of(self._pointer, LONGEST_POINTER).decode())
        except UnicodeDecodeError as error:
            raise IndexDamaged("the pointer is nonsense") from error

    def pointed(self) -> Signature:
        """What tells of the next commit. Raises OSError where there is no pointer."""
        return signature(self._pointer)

    def untouched(self) -> bool:
        """Whether the files that were compared last are the same still; one look at each."""
        try:
            for path, (_total, known) in self._known.items():
                if signature(path) != known:
                    return False
        except OSError:
            return False
        return True

    def new_folder(self) -> str:
        """Make the folder of a new generation. Returns its name."""
        name = f"v{SCHEMA_VERSION}-{uuid.uuid4().hex}"
        (self.path / name).mkdir(mode=0o700)
        return name

    def point(
        self, folder: str, seen: int, mark: int, files: Iterable[str], before: Pointer | None = None
    ) -> Pointer:
        """Commit: from now on this is the index. ``before``: the last commit; its files are as they were."""
        sums, sizes = (dict(before.sums), dict(before.sizes)) if before else ({}, {})
        for name in set(files) - sums.keys():
            sums[name], sizes[name] = measured(self.path / folder / name)
        beside = self.path / f".current-{uuid.uuid4().hex}"
        kept = sorted(files)
        pointer = Pointer(
            folder, seen, mark, {name: sums[name] for name in kept}, {name: sizes[name] for name in kept}
        )
        beside.write_text(json.dumps(asdict(pointer)), "utf-8")
        if self.current.is_dir():
            remove([self.current])
        beside.replace(self.current)
        give(self.path)
        return pointer

    def sweep(self, pointer: Pointer) -> None:
        """Remove what ``pointer`` does not name from its generation. The caller holds WRITE."""
        usable(folder := self.path / pointer.folder)
        remove(old for old in folder.iterdir() if old.name not in pointer.sums)
        remove(self.path.glob(".current-*"))

    def sweep_generations(self, kept: str) -> None:
        """Remove all generations but one, and whatever else stands there. The caller holds WRITE and
        BUILD."""
        own = {kept, self.current.name, WRITE, BUILD}
        remove(old for old in self.path.iterdir() if old.name not in own)

    def sweep_before(self) -> None:
        """Remove what builds that were killed left behind: generations that the pointer does not name, or all
        of them where there is none. The caller holds WRITE and BUILD, so nobody works in any."""
        kept = None
        with suppress(OSError):
            kept = _GENERATION.search(bytes_of(self._pointer, LONGEST_POINTER))
        self.sweep_generations(kept[0].decode() if kept else "")
