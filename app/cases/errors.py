"""What case work refuses. Each message is a text of the catalogs."""


class CaseError(Exception):
    """Base: an action that the rules of the practice do not allow."""


class CasesShut(CaseError):
    """The server's key is missing or another one: cases stay shut, the directory works."""


class KeyLost(CaseError):
    """The member has another key pair than the case was sealed to (a forgotten passphrase)."""


class KeyMoved(CaseError):
    """The case got another key, or was erased, between opening and writing. Nothing was written."""
