"""Reading the forms of case work. What cannot be read is named; what was typed comes back."""

import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Case, Partner
from app.cases.notes import Content
from app.i18n import N_

MOST_CHARACTERS = 100_000
_LISTS = ("interventions", "domains")
_WINDOW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def clean(text: str) -> str:
    """A text as a database keeps it: no NUL, no lone surrogates, line ends as one character."""
    plain = text.replace("\r\n", "\n").replace("\0", "")
    return plain.encode("utf-8", "ignore").decode()[:MOST_CHARACTERS]


def fields(form: Any) -> dict[str, str]:
    """All single fields of a form, cleaned."""
    return {name: clean(value) for name, value in form.items()}


# What people write behind a number of minutes.
_MINUTES = re.compile(r"\s*(?:m|min|minuten|minuut|minutes?)\.?$", re.IGNORECASE)


def whole(text: str) -> int | None:
    """A whole number of at most nine digits, or None: the length is looked at first, since Python refuses
    to read a number of thousands of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def number(text: str) -> int | None:
    """Minutes, *20* or *20 min*, or None when the field is empty. Raises CaseError."""
    if not text.strip():
        return None
    found = whole(_MINUTES.sub("", text.strip()))
    if found is None or found > 1440:
        raise CaseError(N_("Minutes are a whole number, at most 1440."))
    return found


day, must_day = clock.read_day, clock.must_read_day


@dataclass
class NoteForm:
    """The note as it was typed; what a draft keeps."""

    text: str = ""
    interventions: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    channel: str = ""
    minutes: str = ""
    place: str = ""
    direction: str = ""
    kind: str = ""
    partner: str = ""
    task: str = ""
    due: str = ""
    circle: str = ""
    window: str = ""

    @classmethod
    def of(cls, form: Any) -> "NoteForm":
        """From a posted form."""
        made = cls(**{name: form.getlist(name) for name in _LISTS})
        for name in cls.__dataclass_fields__:
            if name not in _LISTS:
                setattr(made, name, clean(form.get(name, "")))
        made.window = made.window if _WINDOW.fullmatch(made.window) else ""
        return made

    @classmethod
    def kept(cls, draft: dict[str, Any]) -> "NoteForm":
        """From a draft."""
        known = cls.__dataclass_fields__.keys() - {"window"}
        return cls(**{name: value for name, value in draft.items() if name in known})

    def as_dict(self) -> dict[str, Any]:
        """What a draft keeps: the fields that hold something. The window is kept beside them."""
        return {name: value for name, value in asdict(self).items() if value and name != "window"}

    @property
    def more(self) -> bool:
        """Whether anything but the text was filled in."""
        return any(value for name, value in asdict(self).items() if name not in {"text", "partner", "window"})

    def content(self, case: Case, started: datetime | None) -> Content:
        """What the note is to hold. Raises CaseError: minutes or a day that cannot be."""
        partner = None
        if self.partner:
            partner = Partner.get_or_none(Partner.case == case, Partner.uuid == self.partner)
        return Content(
            self.text, self.interventions, self.domains, self.channel, number(self.minutes), self.kind,
            self.direction, self.place, partner, started, self.task, day(self.due), self.window,
        )  # fmt: skip
