"""From a file, a folder or a zip to tables. What a file is, its content tells, not its name."""

import io
import json
import logging
import zipfile
from pathlib import Path
from typing import Any

from directory.archives import DAMAGED
from directory.errors import BadFile
from directory.importing.hsds_json import tables_of
from directory.importing.others import DOCUMENTS, of_archive, of_file
from directory.importing.reasons import N_, Reason, some_of
from directory.importing.sheets import apart
from directory.importing.spreadsheets import decoded, read_csv, read_xlsx
from directory.importing.tables import MB, MOST_BYTES, MOST_UNPACKED, OF_NAMES, Table
from directory.territory import fold
from search_index.store import where

MOST_FILES = 200
_LOG = logging.getLogger(__name__)
_JSON = (".json", ".ndjson", ".jsonl")
_BOOKS = (".xlsx", ".xlsm")
_DATA = (".csv", *_JSON, *_BOOKS)
_ZIP = b"PK\x03\x04"
_LARGE = N_("%(name)s is larger than %(most)s MB")
_LARGE_INSIDE = N_("%(name)s, unpacked, is larger than %(most)s MB")
_EMPTY = N_("%(name)s is empty")
_KINDS = N_("%(name)s holds nothing that can be read: save the list as XLSX, CSV or JSON (HSDS)")


def _size(name: str, size: int, most: int = MOST_BYTES, text: str = _LARGE) -> None:
    if size > most:
        raise BadFile(text, name=name, most=str(most // MB))


def _document(text: str) -> Any:
    """What JSON says, or a list of what each line says (NDJSON)."""
    try:
        return json.loads(text)
    except ValueError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line) for line in lines]


def _json(name: str, data: bytes) -> list[Table]:
    try:
        return tables_of(_document(decoded(name, data)))
    except (ValueError, RecursionError) as error:
        raise BadFile(N_("%(name)s is not JSON"), name=name) from error


def _one(name: str, data: bytes) -> list[Table]:
    """The tables of a file that is no archive."""
    begin = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if told := of_file(begin):
        raise BadFile(told, name=name)
    if begin.startswith((b"{", b"[")) or name.casefold().endswith(_JSON):
        return _json(name, data)
    found = read_csv(name, data)
    return [found] if found is not None else []


def _archive(name: str, data: bytes, inside: bool = False) -> list[Table]:
    """The tables of a workbook, or of the files in a zip. ``inside``: it stands in a zip or folder itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            # The library never gives more than the size that is declared here.
            _size(name, sum(entry.file_size for entry in entries), MOST_UNPACKED, _LARGE_INSIDE)
            is_book, told = of_archive(archive)
            files = [] if is_book or inside else [e for e in entries if "__MACOSX" not in e.filename]
            kept = [entry for entry in files if _is_data(entry.filename)]
            if told or not (kept or is_book):
                raise BadFile(told or (_KINDS if entries else _EMPTY), name=name)
            if len(kept) > MOST_FILES:
                raise BadFile(N_("%(name)s holds more than %(most)s files"), name=name, most=str(MOST_FILES))
            parts = [(entry.filename.replace("\\", "/"), archive.read(entry)) for entry in kept]
            _size(name, sum(_unpacked(part) for _path, part in parts), MOST_UNPACKED, _LARGE_INSIDE)
    except DAMAGED as error:
        raise BadFile(N_("%(name)s is a damaged or locked archive"), name=name) from error
    if is_book:
        return read_xlsx(name, data)
    return _parts(parts, [entry.filename for entry in files])


def _unpacked(data: bytes) -> int:
    """What the file of a zip takes once it is unpacked itself, where it is a workbook."""
    if not data.startswith(_ZIP):
        return 0
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return sum(entry.file_size for entry in book.infolist())


def _parts(parts: list[tuple[str, bytes]], names: list[str]) -> list[Table]:
    """The tables of the files of a zip or a folder; a workbook of one sheet goes by the name of its file. Of
    all ``names``, the documents that are not read are told.
    """
    tables: list[Table] = []
    for path, data in parts:
        is_book = path.casefold().endswith(_BOOKS) and data.startswith(_ZIP)
        found = _archive(path, data, inside=True) if is_book else _one(path, data)
        if is_book and len(found) == 1:
            found[0].name = path.rpartition("/")[2].rpartition(".")[0]
        tables += found
    left = [name for name in names if name.casefold().endswith(DOCUMENTS)]
    if tables and left:
        tables[0].notes.append(Reason("files_left", some_of(left)))
    return tables


def _is_data(name: str) -> bool:
    """Whether a file of a zip or a folder is read; ``~$`` is the mark of Excel on a book that is open."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last.casefold().endswith(_DATA) and not last.startswith((".", "~$", "datapackage"))


def _used(name: str, tables: list[Table]) -> list[Table]:
    """The tables of which something can come in."""
    if not tables:
        raise BadFile(_EMPTY, name=name)
    if not any(table.rows for table in tables):
        listed = any(len(table.header) > 1 or fold(table.header[0]) in OF_NAMES for table in tables)
        raise BadFile(N_("%(name)s has a header but no rows") if listed else _KINDS, name=name)
    return apart(name, tables)


def read(name: str, data: bytes) -> list[Table]:
    """The tables in the bytes of a file that somebody called ``name``: the one list that it is, or those of a
    package that point to one another.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    _size(name, len(data))
    if not data.strip():
        raise BadFile(_EMPTY, name=name)
    try:
        return _used(name, _archive(name, data) if data.startswith(_ZIP) else _one(name, data))
    except BadFile:
        raise
    # Nobody foresees every file, and a batch that is read beside would stay "arrived" for ever. The log says
    # what went wrong and where, not the message, which may hold what stands in the file.
    except Exception as error:
        _LOG.error("a file could not be read: %s", where(error))
        raise BadFile(
            N_("%(name)s cannot be read: it is damaged, or of a kind unknown here"), name=name
        ) from error


def read_path(path: Path) -> list[Table]:
    """The tables of a file or of a folder of files on this machine.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    try:
        if not path.is_dir():
            _size(path.name, path.stat().st_size)
            return read(path.name, path.read_bytes())
        there = sorted(one for one in path.iterdir() if one.is_file())
        kept = [one for one in there if _is_data(one.name)]
        _size(path.name, sum(one.stat().st_size for one in kept))
        tables = _parts([(one.name, one.read_bytes()) for one in kept], [one.name for one in there])
    except OSError as error:
        raise BadFile(
            N_("%(name)s cannot be read: %(why)s"), name=path.name, why=str(error.strerror)
        ) from error
    if not any(table.rows for table in tables):
        raise BadFile(N_("%(name)s holds no CSV, XLSX or JSON file with rows"), name=path.name)
    return apart(path.name, tables)
