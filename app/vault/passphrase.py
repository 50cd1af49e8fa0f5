"""From a passphrase to the key that opens an account."""

import hashlib
import hmac
import os
import threading
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Twenty people signing in at nine o'clock must not take twenty times 64 MiB.
_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True)
class Cost:
    """Argon2id's cost, kept with each account so that it can rise later. One lane."""

    memory_kib: int = 65536
    time: int = 3


@dataclass(frozen=True)
class Unlock:
    """``verifier`` is stored; ``kek`` (32 bytes) opens the private key and is never stored."""

    verifier: bytes
    kek: bytes


def expand(secret: bytes, label: str) -> bytes:
    """32 bytes for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(SHA256(), 32, None, b"schakel " + label.encode()).derive(secret)


def derive(passphrase: str, salt: bytes, pepper: bytes, cost: Cost | None = None) -> Unlock:
    """Derive both halves. ``salt`` is 16 bytes of the account, ``pepper`` 32 bytes of the server.

    The pepper is not part of the verifier: with a wrong one people still sign in and use the
    directory, while cases stay shut.
    """
    cost = cost or Cost()
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    with _AT_ONCE:
        root = hash_secret_raw(words, salt, cost.time, cost.memory_kib, 1, 32, Type.ID)
    return Unlock(hashlib.sha256(expand(root, "auth v1")).digest(), expand(root + pepper, "kek v1"))


def matches(found: bytes, stored: bytes) -> bool:
    """Compare two verifiers in constant time."""
    return hmac.compare_digest(found, stored)
