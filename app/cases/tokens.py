"""Links that open something without an account: random bytes, signed, so that a made-up one costs nothing."""

import base64
import binascii
import hashlib
import hmac

from app.vault.passphrase import expand

LENGTH = 32
_SIGNATURE = 12


def _signature(secret: bytes, token: bytes, label: str) -> bytes:
    return hmac.new(expand(secret, label), token, hashlib.sha256).digest()[:_SIGNATURE]


def encoded(secret: bytes, token: bytes, label: str) -> str:
    """``token`` (32 bytes) as a part of an address. ``secret`` is the server's, ``label`` says what for."""
    return base64.urlsafe_b64encode(token + _signature(secret, token, label)).decode().rstrip("=")


def decoded(secret: bytes, text: str, label: str) -> bytes | None:
    """Undo ``encoded``; None when it is none of ours."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    token, signature = data[:LENGTH], data[LENGTH:]
    if len(token) != LENGTH or not hmac.compare_digest(signature, _signature(secret, token, label)):
        return None
    return token
