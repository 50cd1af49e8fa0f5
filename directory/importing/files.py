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
from directory.importing.reasons import N_
from directory.importing.sheets import apart
from directory.importing.spreadsheets import decoded, read_csv, read_xlsx
from directory.importing.tables import MB, MOST_BYTES, MOST_UNPACKED, OF_NAMES, Table
from directory.territory import fold
from search_index.store import where

MOST_FILES = 200
_LOG = logging.getLogger(__name__)
_DATA = (".csv", ".json", ".ndjson", ".jsonl")
_BOOK = ".xlsx"
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
    begin = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begin in (b"{", b"[") or name.casefold().endswith(_DATA[1:]):
        return _json(name, data)
    found = read_csv(name, data)
    return [found] if found is not None else []


def _archive(name: str, data: bytes) -> list[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            # The library never gives more than the size that is declared here.
            _size(name, sum(entry.file_size for entry in entries), MOST_UNPACKED, _LARGE_INSIDE)
            is_book = any(entry.filename == "[Content_Types].xml" for entry in entries)
            files = [] if is_book else entries
            kept = [e for e in files if "__MACOSX" not in e.filename and _is_data(e.filename)]
            if not (kept or is_book):
                raise BadFile(_KINDS if entries else _EMPTY, name=name)
            if len(kept) > MOST_FILES:
                raise BadFile(N_("%(name)s holds more than %(most)s files"), name=name, most=str(MOST_FILES))
            parts = [(entry.filename.replace("\\", "/"), archive.read(entry)) for entry in kept]
    except DAMAGED as error:
        raise BadFile(N_("%(name)s is a damaged or locked archive"), name=name) from error
    if is_book:
        return read_xlsx(name, data)
    return [table for part, inside in parts for table in _one(part, inside)]


def _is_data(name: str) -> bool:
    last = name.replace("\\", "/").rpartition("/")[2]
    return last.casefold().endswith(_DATA) and not last.startswith((".", "datapackage"))


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
        return _used(name, _archive(name, data) if data.startswith(b"PK\x03\x04") else _one(name, data))
    except BadFile:
        raise
    # Nobody foresees every file, and a batch that is read beside would stay "arrived" for ever. The log says
    # what went wrong and where, not the message, which may hold what stands in the file.
    except Exception as error:
        _LOG.error("a file could not be read: %s", where(error))
        raise BadFile(
            N_("%(name)s cannot be read: it is damaged, or of a kind unknown here"), name=name
        ) from error


def _of_folder(path: Path) -> list[Table]:
    """The tables of one file of a folder; a workbook of one sheet goes by the name of its file."""
    data = path.read_bytes()
    if path.suffix.casefold() != _BOOK:
        return _one(path.name, data)
    found = _archive(path.name, data) if data.startswith(b"PK\x03\x04") else _one(path.name, data)
    if len(found) == 1:
        found[0].name = path.stem
    return found


def _in_folder(path: Path) -> bool:
    """Whether a file of a folder is read; ``~$`` is the mark of Excel on a book that is open."""
    name = path.name
    is_book = name.casefold().endswith(_BOOK) and not name.startswith((".", "~$"))
    return path.is_file() and (is_book or _is_data(name))


def read_path(path: Path) -> list[Table]:
    """The tables of a file or of a folder of files on this machine.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    try:
        if not path.is_dir():
            _size(path.name, path.stat().st_size)
            return read(path.name, path.read_bytes())
        kept = sorted(filter(_in_folder, path.iterdir()))
        _size(path.name, sum(one.stat().st_size for one in kept))
        tables = [table for one in kept for table in _of_folder(one)]
    except OSError as error:
        raise BadFile(
            N_("%(name)s cannot be read: %(why)s"), name=path.name, why=str(error.strerror)
        ) from error
    if not any(table.rows for table in tables):
        raise BadFile(N_("%(name)s holds no CSV, XLSX or JSON file with rows"), name=path.name)
    return apart(path.name, tables)
