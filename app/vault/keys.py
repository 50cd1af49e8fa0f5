"""Key pairs of accounts, and keys sealed to them."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.vault.errors import Tampered, WrongKey

# RFC 9180, base mode.
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class Pair:
    """An X25519 key pair, 32 raw bytes each."""

    public: bytes
    private: bytes


def generate_keypair() -> Pair:
    """A new pair."""
    private = X25519PrivateKey.generate()
    return Pair(private.public_key().public_bytes_raw(), private.private_bytes_raw())


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def new_case_key() -> bytes:
    """A random key of one case (AES-256)."""
    return AESGCM.generate_key(256)


def wrap(key: bytes, secret: bytes, context: bytes) -> bytes:
    """Encrypt a secret under a key: nonce, then AES-256-GCM bound to ``context``."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, secret, context)


def unwrap(key: bytes, wrapped: bytes, context: bytes) -> bytes:
    """Undo ``wrap``.

    Raises:
        WrongKey: another key, another context, or changed bytes.
    """
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], context)
    except (InvalidTag, ValueError) as error:
        raise WrongKey("this key does not open this secret") from error


def wrap_private(kek: bytes, private: bytes, user_uuid: str) -> bytes:
    """An account's private key under its passphrase's key."""
    return wrap(kek, private, b"user " + user_uuid.encode())


def unwrap_private(kek: bytes, wrapped: bytes, user_uuid: str) -> bytes:
    """Undo ``wrap_private``. Raises WrongKey (also after the server's pepper changed)."""
    return unwrap(kek, wrapped, b"user " + user_uuid.encode())


def seal(public: bytes, secret: bytes, context: bytes) -> bytes:
    """Seal ``secret`` so that only the holder of the private half opens it, in this context alone."""
    return bytes(_SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info=context))


def seal_text(public: bytes, text: str, step: int, context: bytes) -> bytes:
    """``seal`` for a text, filled up to whole steps of so many bytes, so that its length tells little."""
    data = text.encode()
    return seal(public, data + b"\0" * (-len(data) % step), context)


def open_text(private: bytes, sealed: bytes, context: bytes) -> str:
    """Undo ``seal_text``. Raises Tampered."""
    return open_sealed(private, sealed, context).rstrip(b"\0").decode()


def open_sealed(private: bytes, sealed: bytes, context: bytes) -> bytes:
    """Undo ``seal``.

    Raises:
        Tampered: not for this key, of another context, or changed.
    """
    try:
        return bytes(_SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=context))
    except (InvalidTag, ValueError) as error:
        raise Tampered("this sealed key does not open") from error
