"""What kind of file it is, by its content: a name proves nothing. What is not known is refused."""

import io
import zipfile

from app.cases.errors import CaseError
from app.i18n import N_
from directory.archives import DAMAGED

MOST = 15 * 1024 * 1024
PDF, PNG, JPEG, WEBP, HEIC, TEXT = (
    "application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic", "text/plain",
)  # fmt: skip
_OFFICE = "application/vnd.openxmlformats-officedocument."
# An office file is a zip: the part that tells which, and its type.
_ZIPPED = {
    "word/document.xml": _OFFICE + "wordprocessingml.document",
    "xl/workbook.xml": _OFFICE + "spreadsheetml.sheet",
}
_OPEN = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet")
ENDINGS = {
    PDF: ".pdf", PNG: ".png", JPEG: ".jpg", WEBP: ".webp", HEIC: ".heic", TEXT: ".txt",
    _ZIPPED["word/document.xml"]: ".docx", _ZIPPED["xl/workbook.xml"]: ".xlsx",
    _OPEN[0]: ".odt", _OPEN[1]: ".ods",
}  # fmt: skip
# What a browser shows as a picture, without running anything.
PICTURES = frozenset({PNG, JPEG, WEBP})


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            names = set(found.namelist())
            if any("vbaproject" in name.lower() or name.startswith("Scripts/") for name in names):
                raise CaseError(N_("This file holds a program (macros). Save it without them first."))
            if "mimetype" in names and found.getinfo("mimetype").file_size < 100:
                kind = found.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in _OPEN else ""
            return next((kind for part, kind in _ZIPPED.items() if part in names), "")
    except DAMAGED:
        return ""


def _plain(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return TEXT if not any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text) else ""


def kind_of(data: bytes) -> str:
    """The type of a file, from its bytes.

    Raises:
        CaseError: empty, too large, with macros, or of a kind that is not taken.
    """
    if not data:
        raise CaseError(N_("This file is empty."))
    if len(data) > MOST:
        raise CaseError(N_("This file is larger than 15 MB."))
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return HEIC
    found = _zipped(data) if data.startswith(b"PK\x03\x04") else _plain(data)
    if not found:
        raise CaseError(N_("This kind of file is not taken: PDF, photo, text or an office document."))
    return found
