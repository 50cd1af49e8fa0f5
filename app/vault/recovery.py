"""The recovery key as it is printed: groups of five letters and digits, the last ones a checksum.

Crockford's base 32: no letter that is taken for a digit; lower case, spaces, O for 0 and I or L for 1
are understood. Made once at set-up, shown to be printed, never stored.
"""

import hashlib

from app.vault.errors import BadRecoveryKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\n": None, "\r": None, "\t": None}
)
_BYTES, _CHECK = 32, 3
# So many letters and digits at its end are typed back from the print.
TAIL = 6


def _checksum(private: bytes) -> bytes:
    return hashlib.sha256(b"schakel recovery v1" + private).digest()[:_CHECK]


def encode(private: bytes) -> str:
    """The 32 bytes as 56 characters in groups of five (the last group is short)."""
    number = int.from_bytes(private + _checksum(private), "big")
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(275, -5, -5))
    return "-".join(letters[at : at + 5] for at in range(0, len(letters), 5))


def decode(text: str) -> bytes:
    """Undo ``encode``.

    Raises:
        BadRecoveryKey: a character, the length or the checksum is wrong.
    """
    letters = text.upper().translate(_READ)
    if len(letters) != 56 or set(letters) - set(ALPHABET):
        raise BadRecoveryKey("this is not a complete recovery key")
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    data = number.to_bytes(_BYTES + _CHECK, "big")
    if _checksum(data[:_BYTES]) != data[_BYTES:]:
        raise BadRecoveryKey("a character of the recovery key is wrong")
    return data[:_BYTES]


def tail(text: str) -> str:
    """The last letters and digits of a key, or of what was typed of its end; as it is read."""
    return text.upper().translate(_READ)[-TAIL:]
