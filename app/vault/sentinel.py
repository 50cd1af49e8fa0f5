"""A value that only the right pepper opens, so that a wrong one is seen before anything is written."""

from app.vault.keys import unwrap, wrap
from app.vault.passphrase import expand

_KNOWN = b"schakel sentinel v1"


def make(pepper: bytes) -> bytes:
    """Made once, together with the recovery key; never made again over existing data."""
    return wrap(expand(pepper, "sentinel v1"), _KNOWN, _KNOWN)


def check(pepper: bytes, stored: bytes) -> None:
    """Raises WrongKey when ``pepper`` is not the one that the data was made with."""
    unwrap(expand(pepper, "sentinel v1"), stored, _KNOWN)
