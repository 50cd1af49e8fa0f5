"""What case work refuses. Each message is a text of the catalogs."""

from typing import Any


class CaseError(Exception):
    """Base: an action that the rules of the practice do not allow.

    ``field`` is the name of the form's field that is wrong, '' where no single one is; ``values`` go into
    the places that the message has.
    """

    def __init__(self, message: str = "", field: str = "", **values: Any) -> None:
        super().__init__(message)
        self.field, self.values = field, values


class PutAway(CaseError):
    """The note was put away by its author: it stood in the wrong case."""


class CasesShut(CaseError):
    """The server's key is missing or another one: cases stay shut, the directory works."""


class KeyLost(CaseError):
    """The member has another key pair than the case was sealed to (a forgotten passphrase)."""


class KeyMoved(CaseError):
    """The case got another key, or was erased, between opening and writing. Nothing was written."""
