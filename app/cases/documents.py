"""Documents of a case: encrypted on disk under a random name, and gone with the case.

The bytes lie in ``DATA_DIR/files``; the row holds the name and the file's key, both hidden by the case's
key. So another key for the case costs nothing for its files, and a case whose key is gone has no files.
"""

import os
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from app import db
from app.auth.models import User
from app.cases import filetypes
from app.cases.errors import CaseError
from app.cases.models import Case, Document
from app.cases.opening import Opened
from app.cases.writing import written
from app.i18n import N_
from app.vault import files, keys

_STORED = re.compile(r"^[0-9a-f]{40}$")
# A file without a row that is younger may belong to an upload of this very moment.
GRACE = timedelta(days=1)


def _path(folder: Path, stored: str) -> Path:
    return folder / stored[:2] / stored


def _context(row: Document, case: Case) -> bytes:
    return f"document {row.uuid} {case.uuid}".encode()


def _name(given: str, mime: str) -> str:
    """A name to show: no path, nothing that hides its end; the ending is that of its content."""
    plain = re.sub(r"[\x00-\x1f\x7f/\\<>:\"|?*\u202a-\u202e\u2066-\u2069]", " ", given).strip(" .")[-150:]
    ending = filetypes.ENDINGS[mime]
    known = (".jpeg", ending) if mime == filetypes.JPEG else (ending,)
    return (
        plain
        if plain.lower().endswith(known) and len(plain) > len(ending)
        else f"{plain or 'document'}{ending}"
    )


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """All of it on the disk, or nothing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".new")
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            for piece in pieces:
                handle.write(piece)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(half, path)
        held = os.open(path.parent, os.O_RDONLY)
        os.fsync(held)
        os.close(held)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CaseError(N_("The server has no room for this file. Tell your administrator.")) from error


def add(folder: Path, case: Case, opened: Opened, by: User, name: str, data: bytes) -> Document:
    """Keep a file. ``folder`` is ``DATA_DIR/files``. The file is on disk before the row names it.

    Raises:
        CaseError: too large, of a kind that is not taken, or no room on the disk.
    """
    mime, key = filetypes.kind_of(data), keys.new_case_key()
    row = Document(case=case, author=by, mime=mime, size=len(data), stored=secrets.token_hex(20))
    row.name = opened.hide("document", row.uuid, "name", _name(name, mime))
    row.key = opened.hide("document", row.uuid, "key", key.hex())
    path = _path(folder, row.stored)
    _write(path, files.encrypt(key, data, _context(row, case)))
    try:
        with written("document.added", case, opened, by):
            row.save(force_insert=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return row


def name_of(opened: Opened, row: Document) -> str:
    """The name of a document."""
    return opened.read("document", row.uuid, "name", row.name)


def read(folder: Path, case: Case, opened: Opened, row: Document) -> bytes:
    """A document's bytes.

    Raises:
        CaseError: the file is not there (a backup was put back without its files).
        Tampered: it was changed on the disk.
    """
    try:
        sealed = _path(folder, row.stored).read_bytes()
    except OSError as error:
        raise CaseError(N_("The file of this document is missing on the server.")) from error
    key = bytes.fromhex(opened.show("document", row.uuid, "key", row.key))
    return files.decrypt(key, sealed, _context(row, case))


def of_case(case: Case) -> list[Document]:
    """The documents with who added them, the latest first."""
    rows = Document.select(Document, User).join(User).where(Document.case == case)
    return list(rows.order_by(Document.at.desc(), Document.id.desc()))


def remove(folder: Path, case: Case, opened: Opened, by: User, row: Document) -> None:
    """Delete a document: first its row, with its key, then its bytes. A consent that it proves stays."""
    with written("document.removed", case, opened, by):
        Document.delete().where(Document.id == row.id).execute()
    db.empty_logs()
    unlink(folder, [row.stored])


def unlink(folder: Path, stored: Iterable[str]) -> None:
    """Take files off the disk; those that are gone already do not matter."""
    for name in stored:
        _path(folder, name).unlink(missing_ok=True)


def sweep(folder: Path, moment: datetime) -> int:
    """Delete files that no row names (a power cut between two steps). Returns how many.

    A database without any document may be one that is still to be put back from a backup: nothing is swept.
    """
    known = {row.stored for row in Document.select(Document.stored)}
    if not known:
        return 0
    swept = 0
    for path in folder.glob("*/*"):
        alone = path.name not in known and path.stat().st_mtime < (moment - GRACE).timestamp()
        if alone and (_STORED.match(path.name) or path.suffix == ".new"):
            path.unlink(missing_ok=True)
            swept += 1
    return swept
