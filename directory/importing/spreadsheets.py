"""CSV as spreadsheets write it, and XLSX."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import charset_normalizer
import openpyxl

from directory.errors import BadFile
from directory.importing.reasons import N_
from directory.importing.tables import LONGEST_CELL, MOST_COLUMNS, Table, table

# Bytes of an old Mac or DOS page that Windows-1252 reads as these, in the middle of words.
_ODD = re.compile(r"[^\W\d_][‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽ][^\W\d_]")
_APOSTROPHE = re.compile(r"(?i)\b[cdjlmnst]’|[aeiou]’s\b|’t\b")
_NO_TEXT = N_("%(name)s is not a text file: save it as CSV UTF-8")
DELIMITERS = ",;\t|"
# Letters of one cell: a quotation mark that is never closed takes the rest of the file for one.
LONGEST_FIELD = 131_072


def decoded(name: str, data: bytes) -> str:
    """The text of a file, whatever page of codes it was written with.

    Raises:
        BadFile: it is no text, or none that can be told.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BadFile(_NO_TEXT, name=name) from error
    if b"\0" in data:
        raise BadFile(_NO_TEXT, name=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and not _ODD.search(_APOSTROPHE.sub("", text)):
        return text
    found = charset_normalizer.from_bytes(data[:200_000], cp_isolation=["cp850", "mac_roman"]).best()
    if found is not None and found.percent_chaos < 5:
        return data.decode(found.encoding)
    if text:
        return text
    raise BadFile(_NO_TEXT, name=name)


def _delimiter(text: str) -> str:
    """The separator that makes the most of the first rows; a Belgian spreadsheet takes the semicolon."""
    head = "\n".join(text[:20_000].split("\n")[:30])

    def columns(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
        except csv.Error:
            return 0, 0
        widths = [len(row) for row in rows if any(row)][:-1] or [len(rows[0])]
        usual = max(set(widths), key=widths.count)
        return usual, widths.count(usual)

    return max(DELIMITERS, key=columns)


def read_csv(name: str, data: bytes) -> Table | None:
    """The table of a CSV file, or None when nothing stands in it.

    Raises:
        BadFile: not text, or not CSV.
    """
    text = decoded(name, data)
    if not text.strip():
        return None
    csv.field_size_limit(LONGEST_FIELD)  # of the whole process: a library may have set another
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return table(name.rpartition("/")[2].rpartition(".")[0] or name, enumerate(reader, start=1))
    except csv.Error as error:
        raise BadFile(N_("%(name)s is not a CSV file: %(why)s"), name=name, why=str(error)) from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LONGEST_CELL]


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # a file may claim a million columns
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, [_text(value) for value in values[: MOST_COLUMNS + 1]]


def read_xlsx(name: str, data: bytes) -> list[Table]:
    """The filled sheets of a workbook, with the values that its formulas had when it was saved.

    The unpacked size is to be checked before.

    Raises:
        BadFile: no workbook, or a damaged or hostile one.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        made = [table(sheet.title, _rows(sheet), padded=True) for sheet in book.worksheets]
        book.close()
    except BadFile:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError) as error:
        raise BadFile(N_("%(name)s is a damaged workbook"), name=name) from error
    except Exception as error:  # the library raises whatever its parsers do; entities are refused there
        raise BadFile(N_("%(name)s cannot be read as a workbook"), name=name) from error
    return [one for one in made if one is not None]
