"""The report as a spreadsheet that may leave the service: small cells withheld, words as words."""

from io import BytesIO

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.tables import FEW, Cell, Table, suppressed

_BAD = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def _put(sheet: Worksheet, row: int, column: int, value: Cell | str, strong: bool = False) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):  # as text, whatever it begins with: a formula is never made of it
        cell.value, cell.data_type = value, "s"
    else:
        cell.value = f"< {FEW}" if value is None else value
    if strong:
        cell.font = Font(bold=True)


def _sheet(sheet: Worksheet, table: Table, period: str) -> None:
    _put(sheet, 1, 1, table.title, True)
    _put(sheet, 2, 1, period)
    _put(
        sheet,
        3,
        1,
        _("Numbers under 5, and those from which they would follow, are withheld.") + " " + table.why,
    )
    for column, words in enumerate(table.columns, 2):
        _put(sheet, 5, column, words, True)
    for row, (words, cells) in enumerate(table.rows, 6):
        _put(sheet, row, 1, words)
        for column, cell in enumerate(cells, 2):
            _put(sheet, row, column, cell)
    if table.sums and table.rows:
        last = 6 + len(table.rows)
        _put(sheet, last, 1, _("Together"), True)
        for column, cell in enumerate(table.total[: table.counts], 2):
            _put(sheet, last, column, cell, True)
    sheet.column_dimensions["A"].width = 60


def workbook(tables: dict[str, Table], period: str) -> bytes:
    """One sheet for each question. ``period`` is said on each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables.values(), 1):
        title = f"{number} {table.title.translate(_BAD)}"[:31]
        _sheet(book.create_sheet(title), suppressed(table), period)
    held = BytesIO()
    book.save(held)
    return held.getvalue()
