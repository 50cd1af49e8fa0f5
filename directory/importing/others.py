"""Files that people send as a list and that are not read: what they are, and what to do with them."""

import zipfile

from directory.importing.reasons import N_

# Their endings, for those that stand in a zip beside what is read.
DOCUMENTS = (".xls", ".xlsb", ".ods", ".pdf", ".doc", ".docx", ".odt", ".rtf")
_EXCEL = N_(
    "%(name)s is an Excel file of another kind (XLS, XLSB), or has a password: open it in Excel or"
    " LibreOffice, and save it as XLSX without a password"
)
_TEXT = N_("%(name)s is a text document: copy its table to a spreadsheet, and save that as XLSX")
_ODS = N_("%(name)s is a spreadsheet of LibreOffice (ODS): open it there, and save it as XLSX")
_PDF = N_(
    "%(name)s is a PDF: ask for the list as Excel or CSV, or copy its table to a spreadsheet and save that as"
    " XLSX"
)
_PAGE = N_(
    "%(name)s is a web page or XML, whatever its name: open it in Excel or LibreOffice, and save it as XLSX"
)
# By how a file begins.
_BEGIN = (
    (_EXCEL, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    (_PDF, (b"%pdf",)),
    (_TEXT, (b"{\\rtf",)),
    (_PAGE, (b"<!", b"<?", b"<html", b"<table", b"<head", b"<meta", b"<style")),
)
_BOOK = "[Content_Types].xml"


def of_file(begin: bytes) -> str:
    """What is to be said of a file that begins so, or '' for one that may be a list."""
    return next((told for told, marks in _BEGIN if begin.lower().startswith(marks)), "")


def of_archive(archive: zipfile.ZipFile) -> tuple[bool, str]:
    """(Whether it is a document of Office, what is to be said of it: '' for a zip and for a workbook)."""
    names = archive.namelist()
    if _BOOK in names:
        is_text = any(name.startswith(("word/", "ppt/")) for name in names)
        return True, _TEXT if is_text else _EXCEL if "xl/workbook.bin" in names else ""
    said = archive.read("mimetype")[:100] if "mimetype" in names else b""
    if b"opendocument" not in said:
        return False, ""
    return False, _ODS if b"spreadsheet" in said else _TEXT
