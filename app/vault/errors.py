"""What the vault refuses. No message ever holds a key or a text."""


class VaultError(Exception):
    """Base of all."""


class Tampered(VaultError):
    """The bytes were changed, cut, moved to another place, or belong to another key."""


class WrongKey(VaultError):
    """The key at hand is not the one that the data was made with."""


class BadRecoveryKey(VaultError):
    """The typed recovery key cannot be right."""
