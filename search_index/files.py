"""Files of the index: read without waiting, measured, locked, removed; and rights that somebody took away."""

import errno
import logging
import os
import shutil
import stat
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Of a file: what changes when anybody touches it.
Signature = tuple[int, int, int, int]
_LOCK = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK
log = logging.getLogger(__name__)
# What this process said that it cannot remove.
_told: set[Path] = set()


def signature(path: str | Path) -> Signature:
    """What tells whether a file was touched, without reading it."""
    found = os.stat(path)
    return found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size


def measured(path: Path) -> tuple[int, int]:
    """The checksum of a file's bytes, and how many there are."""
    total = size = 0
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            total, size = zlib.crc32(piece, total), size + len(piece)
    return total, size


def _unwaited(path: str, flags: int) -> int:
    """Opens a pipe too without waiting for somebody who writes into it."""
    return os.open(path, flags | os.O_NONBLOCK)


def bytes_of(path: str, most: int) -> bytes:
    """What a file holds. Raises OSError also for what is no file or longer than ``most``, unread: a file may
    seem to hold more than there is memory or patience for."""
    with open(path, "rb", opener=_unwaited) as handle:
        found = os.fstat(handle.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            raise OSError(errno.EFBIG, "no file, or too long")
        return handle.read(most)


def usable(folder: Path) -> None:
    """Take back the rights in a folder of ours. Raises PermissionError where it is somebody else's."""
    if os.stat(folder).st_mode & 0o777 != 0o700:
        os.chmod(folder, 0o700)


def lock_of(path: Path) -> int:
    """Open the file of a lock in a folder of ours. Rights that were taken away are taken back; one of another
    user (root, who built the index) makes way for one of ours."""
    try:
        return os.open(path, _LOCK, 0o600)
    except PermissionError:
        with suppress(PermissionError):
            os.chmod(path, 0o600)
            return os.open(path, _LOCK, 0o600)
    path.unlink()
    return os.open(path, _LOCK, 0o600)


def remove(paths: Iterable[Path]) -> None:
    """Remove files and folders. What cannot be removed is said once; who sweeps next tries again."""
    for path in list(paths):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                os.chmod(path, 0o700)
            for folder, names, _files in os.walk(path):
                for inner in (Path(folder, name) for name in names):
                    with suppress(OSError):
                        if not inner.is_symlink():  # whose rights are those of what it leads to
                            inner.chmod(0o700)
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
        if os.path.lexists(path) and path not in _told:
            _told.add(path)
            log.warning("%s is of no use and cannot be removed: do so as the user who owns it", path)


def give(folder: Path) -> None:
    """Where root works for somebody else (``sudo schakel index rebuild``), give what is in ``folder`` to
    whoever owns the folder around it: the server could neither read nor remove it."""
    owner = os.stat(folder.parent)
    if os.geteuid() or not owner.st_uid:
        return
    os.chown(folder, owner.st_uid, owner.st_gid)
    for inner, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(os.path.join(inner, name), owner.st_uid, owner.st_gid, follow_symlinks=False)
