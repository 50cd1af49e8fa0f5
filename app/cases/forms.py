"""Reading the forms of case work. What cannot be read is named; what was typed comes back."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.cases.errors import CaseError
from app.i18n import N_

MOST_CHARACTERS = 100_000


def clean(text: str) -> str:
    """A text as a database keeps it: no NUL, no lone surrogates, line ends as one character."""
    plain = text.replace("\r\n", "\n").replace("\0", "")
    return plain.encode("utf-8", "ignore").decode()[:MOST_CHARACTERS]


def number(text: str) -> int | None:
    """Minutes, or None when the field is empty. Raises CaseError."""
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and int(text.strip()) <= 1440):
        raise CaseError(N_("Minutes are a whole number, at most 1440."))
    return int(text.strip())


def day(text: str) -> date | None:
    """A day, or None when the field is empty. Raises CaseError."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise CaseError(N_("This day does not exist.")) from error


@dataclass
class NoteForm:
    """The note as it was typed."""

    text: str = ""
    interventions: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    channel: str = ""
    minutes: str = ""

    @classmethod
    def of(cls, form: Any) -> "NoteForm":
        return cls(
            clean(form.get("text", "")),
            form.getlist("interventions"),
            form.getlist("domains"),
            form.get("channel", ""),
            clean(form.get("minutes", "")),
        )
