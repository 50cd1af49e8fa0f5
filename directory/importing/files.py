"""From a file, a folder or a zip to tables. What a file is, its content tells, not its name."""

import io
import json
import zipfile
from pathlib import Path

from directory.errors import BadFile
from directory.hsds.reading import tables_of
from directory.importing.spreadsheets import decoded, read_csv, read_xlsx
from directory.importing.tables import MB, MOST_BYTES, MOST_UNPACKED, Table

MOST_FILES = 200


def _size(name: str, size: int, most: int = MOST_BYTES) -> None:
    if size > most:
        raise BadFile(f"{name} is larger than {most // MB} MB")


def _json(name: str, data: bytes) -> list[Table]:
    try:
        return tables_of(json.loads(decoded(name, data)))
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{name} is not JSON: {error}") from error


def _one(name: str, data: bytes) -> list[Table]:
    """The tables of a file that is no archive."""
    if data.lstrip()[:1] in (b"{", b"[") or name.casefold().endswith(".json"):
        return _json(name, data)
    found = read_csv(name, data)
    return [found] if found is not None else []


def _archive(name: str, data: bytes) -> list[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            # The library never gives more than the size that is declared here.
            _size(f"{name}, unpacked,", sum(entry.file_size for entry in entries), MOST_UNPACKED)
            if any(entry.filename == "[Content_Types].xml" for entry in entries):
                return read_xlsx(name, data)
            kept = [e for e in entries if "__MACOSX" not in e.filename and _is_data(e.filename)]
            if len(kept) > MOST_FILES:
                raise BadFile(f"{name} holds more than {MOST_FILES} files")
            tables = []
            for entry in kept:
                tables += _one(entry.filename, archive.read(entry))
            return tables
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadFile(f"{name} is a damaged or locked archive: {error}") from error


def _is_data(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last.casefold().endswith((".csv", ".json")) and not last.startswith((".", "datapackage"))


def read(name: str, data: bytes) -> list[Table]:
    """The tables in the bytes of a file that somebody called ``name``.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    _size(name, len(data))
    if not data.strip():
        raise BadFile(f"{name} is empty")
    tables = _archive(name, data) if data.startswith(b"PK\x03\x04") else _one(name, data)
    if not tables:
        raise BadFile(f"{name} is empty")
    if not any(table.rows for table in tables):
        raise BadFile(f"{name} has a header but no rows")
    return tables


def read_path(path: Path) -> list[Table]:
    """The tables of a file or of a folder of files on this machine.

    Raises:
        BadFile: nothing of it can be used, and why.
    """
    try:
        if not path.is_dir():
            _size(path.name, path.stat().st_size)
            return read(path.name, path.read_bytes())
        kept = sorted(one for one in path.iterdir() if one.is_file() and _is_data(one.name))
        _size(path.name, sum(one.stat().st_size for one in kept))
        tables = [table for one in kept for table in _one(one.name, one.read_bytes())]
    except OSError as error:
        raise BadFile(f"{path.name} cannot be read: {error.strerror}") from error
    if not any(table.rows for table in tables):
        raise BadFile(f"{path.name} holds no CSV or JSON file with rows")
    return tables
