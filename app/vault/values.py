"""One encrypted text of a case.

Layout: format (1 byte), key version (4), nonce (12), AES-256-GCM of (length (4), text, zeros) with the
whole padded to a multiple of 256 bytes. The associated data names the place: a text that is moved to
another row, column or case does not open.
"""

import os
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.vault.errors import Tampered

FORMAT, BUCKET = 1, 256
_HEADER = struct.Struct(">BI")


@dataclass(frozen=True)
class Place:
    """Where a text stands: table name, row uuid, column name, case uuid."""

    table: str
    row: str
    column: str
    case: str

    def encoded(self) -> bytes:
        """Length before each part, so that no two places read the same."""
        parts = [part.encode() for part in (self.table, self.row, self.column, self.case)]
        return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def encrypt(key: bytes, text: str, place: Place, key_version: int = 1) -> bytes:
    """Encrypt ``text`` for ``place``.

    Raises:
        ValueError: the text holds a lone surrogate, which no database keeps.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("the text is not valid Unicode") from error
    plain = struct.pack(">I", len(data)) + data
    plain += b"\0" * (-len(plain) % BUCKET)
    header, nonce = _HEADER.pack(FORMAT, key_version), os.urandom(12)
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + place.encoded())


def decrypt(key: bytes, value: bytes, place: Place) -> str:
    """Undo ``encrypt``.

    Raises:
        Tampered: changed, cut, moved to another place, or another key.
    """
    header = value[: _HEADER.size]
    if len(header) < _HEADER.size or header[0] != FORMAT:
        raise Tampered("the value is of no known format")
    nonce, sealed = value[_HEADER.size : _HEADER.size + 12], value[_HEADER.size + 12 :]
    try:
        plain = AESGCM(key).decrypt(nonce, sealed, header + place.encoded())
    except (InvalidTag, ValueError) as error:
        raise Tampered("the value was changed or moved") from error
    (length,) = struct.unpack_from(">I", plain)
    return plain[4 : 4 + length].decode()
