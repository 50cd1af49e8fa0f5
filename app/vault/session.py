"""The private key of somebody who is signed in.

The session row keeps it sealed under a key made of the browser's token; of the token the server keeps
a hash alone. A copy of the database with live sessions opens nothing.
"""

import hashlib

from app.vault.keys import unwrap, wrap
from app.vault.passphrase import expand


def token_hash(token: bytes) -> bytes:
    """What the session is found by. The token is 32 random bytes, so a plain hash is enough."""
    return hashlib.sha256(b"schakel token v1" + token).digest()


def seal_for_browser(token: bytes, private: bytes, session_uuid: str) -> bytes:
    """Seal ``private`` for the browser that holds ``token``."""
    return wrap(expand(token, "session v1"), private, b"session " + session_uuid.encode())


def open_from_browser(token: bytes, sealed: bytes, session_uuid: str) -> bytes:
    """Undo ``seal_for_browser``. Raises WrongKey."""
    return unwrap(expand(token, "session v1"), sealed, b"session " + session_uuid.encode())
