"""A file, encrypted in chunks under a key of its own.

Layout: format (1 byte), random prefix (7); then for each chunk of 64 KiB AES-256-GCM with the nonce
prefix ‖ number (4) ‖ last (1), as in the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015):
chunks that are swapped, left out, added or cut off do not open. The associated data names the document and
its case.
"""

import os
import struct
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.vault.errors import Tampered

FORMAT, CHUNK, _TAG, _PREFIX = 1, 64 * 1024, 16, 7


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


def encrypt(key: bytes, data: bytes, context: bytes) -> Iterator[bytes]:
    """``data`` as the pieces to be written one after the other. ``key`` is 32 bytes of this file alone."""
    prefix, box = os.urandom(_PREFIX), AESGCM(key)
    yield bytes([FORMAT]) + prefix
    parts = max(1, -(-len(data) // CHUNK))
    for number in range(parts):
        plain = data[number * CHUNK : (number + 1) * CHUNK]
        yield box.encrypt(_nonce(prefix, number, number == parts - 1), plain, context)


def decrypt(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Undo ``encrypt``.

    Raises:
        Tampered: changed, cut, of another document or case, or another key.
    """
    if len(sealed) <= _PREFIX + _TAG or sealed[0] != FORMAT:
        raise Tampered("the file is of no known format")
    prefix, body, box = sealed[1 : 1 + _PREFIX], sealed[1 + _PREFIX :], AESGCM(key)
    step = CHUNK + _TAG
    parts, plain = -(-len(body) // step), []
    try:
        for number in range(parts):
            chunk = body[number * step : (number + 1) * step]
            plain.append(box.decrypt(_nonce(prefix, number, number == parts - 1), chunk, context))
    except (InvalidTag, ValueError) as error:
        raise Tampered("the file was changed, cut or moved") from error
    return b"".join(plain)
