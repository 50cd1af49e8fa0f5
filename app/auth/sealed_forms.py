"""A form that was being filled in, sealed to the account that typed it: whoever comes to the desk after it
reads nothing of it. Sealing needs no more than the account's public key, so a session may have ended.
"""

import json

from app.auth.models import User
from app.vault import keys
from app.vault.errors import VaultError

Pairs = list[tuple[str, str]]
# Of the form itself, not of what was typed.
_OF_THE_FORM = ("csrf_token", "kept_form")
# Fields that hold a secret: the printed recovery key, passphrases, the key of another server. They are typed
# anew, and never wait anywhere: neither sealed, nor in a page, nor in what a browser sends to be kept.
SECRETS = ("kit", "password", "present", "new", "key")


def _context(user: User, place: str = "") -> bytes:
    return f"kept form {user.uuid}{place and ' '}{place}".encode()


def typed(pairs: Pairs) -> Pairs:
    """The fields of a form that may wait: as they were typed, without secrets and what only this sending
    needed."""
    return [(name, value) for name, value in without_secrets(pairs) if name not in _OF_THE_FORM]


def without_secrets(pairs: Pairs) -> Pairs:
    """The fields of a form that a page may hold for sending them once more."""
    return [(name, value) for name, value in pairs if name not in SECRETS]


def seal(user: User, pairs: Pairs, place: str = "") -> bytes:
    """The fields of a form, for ``user`` alone; its length is rounded up to 512 bytes. Moved to another
    ``place`` (its row, and where the form goes) it does not open."""
    plain = json.dumps(typed(pairs), ensure_ascii=False).encode()
    return keys.seal(bytes(user.public_key), plain + b" " * (-len(plain) % 512), _context(user, place))


def opened(user: User, private: bytes, sealed: bytes, place: str = "") -> Pairs | None:
    """Undo ``seal``; None when it was sealed to another account, or to keys that were replaced since."""
    try:
        plain = keys.open_sealed(private, sealed, _context(user, place))
    except VaultError:
        return None
    return typed([(name, value) for name, value in json.loads(plain)])  # one that was sealed before a rule
