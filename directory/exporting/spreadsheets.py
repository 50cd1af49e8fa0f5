"""CSV and XLSX of our own columns."""

import csv
import io
import re
from collections.abc import Iterable
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from directory.exporting.columns import OURS, guarded, rows
from directory.models import Service

_WIDTHS = {"name_nl": 34, "name_fr": 34, "street": 30, "phone": 22, "email": 28, "website": 30}
_MARKED = re.compile(r"'+[=+\-@\t\r]")
# What XML 1.0 cannot hold.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_csv(target: IO[bytes], sheets: Iterable[Service]) -> int:
    """Write UTF-8 with a mark, so that Excel reads the accents; returns how many sheets."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.DictWriter(text, OURS, lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for row in rows(sheets):
        writer.writerow({name: guarded(value) for name, value in row.items()})
        count += 1
    text.detach()
    return count


def write_xlsx(target: IO[bytes], sheets: Iterable[Service]) -> int:
    """Write a workbook in which every cell is text, so that nothing is a formula; returns how many sheets."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Schakel")
    page.freeze_panes = "C2"
    for at, name in enumerate(OURS):
        page.column_dimensions[_letters(at)].width = _WIDTHS.get(name, 16)
    head = []
    for name in OURS:
        cell = WriteOnlyCell(page, name)
        cell.font = Font(bold=True)
        head.append(cell)
    page.append(head)
    count = 0
    for row in rows(sheets):
        page.append([_cell(page, row[name]) for name in OURS])
        count += 1
    book.save(target)
    return count


def _letters(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def _cell(page: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, "")
    # An import takes one such mark off, as it does in a CSV.
    cell.value = _UNFIT.sub("", f"'{text}" if _MARKED.match(text) else text) or None
    if cell.value:
        cell.data_type = "s"  # never guessed: "=1+1" is a text that somebody wrote
        cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
    return cell
