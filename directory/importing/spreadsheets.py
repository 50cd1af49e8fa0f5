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
from directory.importing.tables import MOST_COLUMNS, MOST_UNPACKED, Row, Table, table

# Bytes of an old Mac or DOS page that Windows-1252 reads as these, in the middle of words.
_ODD = re.compile(r"[^\W\d_][‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽ][^\W\d_]")
_APOSTROPHE = re.compile(r"(?i)\b[cdjlmnst]’|[aeiou]’s\b|’t\b")
_NO_TEXT = N_("%(name)s is not a text file: save it as CSV UTF-8")
# Bytes that are no UTF-8, as Python keeps them.
_BYTES = re.compile("[\udc80-\udcff]")
DELIMITERS = ",;\t|"


def _mixed(data: bytes) -> str:
    """The text of UTF-8 into which bytes of Windows were pasted, '' where there is less UTF-8 than those."""
    text = data.decode("utf-8-sig", "surrogateescape")
    wrong = len(_BYTES.findall(text))
    if sum(not c.isascii() for c in text) < 2 * wrong:
        return ""
    return _BYTES.sub(lambda one: one[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


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
    if text := _mixed(data):
        return text
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and not _ODD.search(_APOSTROPHE.sub("", text)):
        return text
    found = charset_normalizer.from_bytes(data[:200_000], cp_isolation=["cp850", "mac_roman"]).best()
    if found is not None and found.percent_chaos < 5:
        return data.decode(found.encoding, "replace")  # only its beginning was looked at
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


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether a quotation mark in a record is never closed, or by one that was meant for another cell."""
    if len(lines) == 1 and lines[0].count('"') % 2 == 0:
        return False
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return len(lines) > 1 or "end of data" in str(error)
    return False


def _records(name: str, text: str) -> Iterator[Row]:
    """(Number, cells) of each record.

    Raises:
        BadFile: a quotation mark takes the rest of the file for one cell.
    """
    delimiter, line, taken = _delimiter(text), 1, list[str]()

    def lines() -> Iterator[str]:
        for one in io.StringIO(text, newline=""):
            taken.append(one)
            yield one

    for number, cells in enumerate(csv.reader(lines(), delimiter=delimiter), start=1):
        if _is_open(taken, delimiter):
            raise BadFile(
                N_("%(name)s: a quotation mark that opens in line %(line)s is not closed"),
                name=name, line=str(line),
            )  # fmt: skip
        line += len(taken)
        taken.clear()
        yield number, cells


def read_csv(name: str, data: bytes) -> Table | None:
    """The table of a CSV file, or None when nothing stands in it.

    Raises:
        BadFile: not text, or not CSV.
    """
    text = decoded(name, data)
    if not text.strip():
        return None
    csv.field_size_limit(MOST_UNPACKED)  # of the whole process; a cell that is too long is for its row to say
    try:
        return table(name.rpartition("/")[2].rpartition(".")[0] or name, _records(name, text))
    except csv.Error as error:
        raise BadFile(N_("%(name)s cannot be read as CSV"), name=name) from error


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
    return str(value)


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # a file may claim a million columns
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, [_text(value) for value in values[: MOST_COLUMNS + 1]]


def read_xlsx(name: str, data: bytes) -> list[Table]:
    """The filled sheets of a workbook that are not hidden, with the values that its formulas had when it was
    saved.

    The unpacked size is to be checked before.

    Raises:
        BadFile: no workbook, or a damaged or hostile one.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        made = [table(sheet.title, _rows(sheet), padded=True) for sheet in seen or book.worksheets]
        book.close()
    except BadFile:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError) as error:
        raise BadFile(N_("%(name)s is a damaged workbook"), name=name) from error
    except Exception as error:  # the library raises whatever its parsers do; entities are refused there
        raise BadFile(N_("%(name)s cannot be read as a workbook"), name=name) from error
    return [one for one in made if one is not None]
