"""Reading the forms of case work. What cannot be read is named; what was typed comes back."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Case, Partner
from app.cases.notes import Content
from app.cases.quick import take_tasks
from app.i18n import N_

_LISTS = ("interventions", "domains")
# What a note's form carries of its page, and no draft keeps.
_OF_THE_PAGE = {"window", "passed"}
_WINDOW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def clean(text: str) -> str:
    """A text as a database keeps it: no NUL, no lone surrogates, line ends as one character. Nothing is cut
    off: how long a form may be is held by the web server (``factory``), a text by ``typed.within``."""
    plain = text.replace("\r\n", "\n").replace("\0", "")
    return plain.encode("utf-8", "ignore").decode()


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
        raise CaseError(N_("Minutes are a whole number, at most 1440."), "minutes")
    return found


day, must_day = clock.read_day, clock.must_read_day


PASSED = N_("This day has passed. Correct it, or send the form once more if it is meant so.")
LONG_AGO = N_("This day is more than a month ago. Correct it, or send the form once more if it is meant so.")
FAR = N_("This day is more than half a year away. Correct it, or send the form once more if it is meant so.")
NIGHT = N_("This hour is at night. Correct it, or send the form once more if it is meant so.")
# Of a contact longer ago, and of a meeting later than this, the form asks whether its day is meant.
MONTH, HALF_A_YEAR = timedelta(days=31), timedelta(days=183)
MORNING, EVENING = 6, 22


class Doubt(CaseError):
    """A day or an hour that is nearly always a slip. ``mark``: that by which the form knows what it has
    asked."""

    def __init__(self, words: str, mark: str, field: str) -> None:
        super().__init__(words, field)
        self.mark = mark


def _ask_once(doubts: set[str], asked: str, field: str, words: str) -> None:
    known = set(asked.split())
    if doubts - known:
        raise Doubt(words, " ".join(sorted(doubts | known)), field)


def not_passed(
    days: Iterable[date | None], asked: str, field: str, words: str = PASSED, ago: timedelta = timedelta()
) -> None:
    """Raises Doubt with ``words`` where one of ``days`` has been, longer than ``ago``, unless the form
    ``asked`` about these days already. ``field``: that of the form in which they stand."""
    begin = clock.today() - ago
    _ask_once({one.isoformat() for one in days if one is not None and one < begin}, asked, field, words)


def not_far(on: date | None, asked: str, field: str) -> None:
    """Raises Doubt where a day is more than half a year away, unless the form ``asked`` about it already."""
    far = on is not None and on > clock.today() + HALF_A_YEAR
    _ask_once({str(on)} if far else set(), asked, field, FAR)


def not_at_night(hour: str, asked: str, field: str) -> None:
    """Raises Doubt where an hour (*14:30*) is at night, unless the form ``asked`` about it already."""
    with suppress(ValueError):  # what is no hour is refused where it is read
        found = time.fromisoformat(hour)
        night = not MORNING <= found.hour < EVENING
        _ask_once({f"{found:%H:%M}"} if night else set(), asked, field, NIGHT)


def asked_about(error: CaseError, asked: str) -> str:
    """The mark that the form carries when it comes back with ``error``."""
    return error.mark if isinstance(error, Doubt) else asked


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
    on: str = ""
    after: str = ""
    window: str = ""
    passed: str = ""

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
        known = cls.__dataclass_fields__.keys() - _OF_THE_PAGE
        return cls(**{name: value for name, value in draft.items() if name in known})

    def as_dict(self) -> dict[str, Any]:
        """What a draft keeps: the fields that hold something. The window is kept beside them."""
        return {name: value for name, value in asdict(self).items() if value and name not in _OF_THE_PAGE}

    def more(self, known: "NoteForm | None" = None) -> bool:
        """Whether anything but the text was filled in, and but what is ``known``."""
        held = known.as_dict() if known else {}
        filled = {name for name, value in self.as_dict().items() if value != held.get(name)}
        return bool(filled - {"text", "partner", "after"})

    def ask_about_days(self) -> None:
        """Raises Doubt for a task whose day has been, in its field or in a line of the text; or for a
        contact of long ago."""
        not_passed([day(self.on, "on")], self.passed, "on", LONG_AGO, MONTH)
        _text, asked = take_tasks(self.text, clock.now())
        own = day(self.due, "due") if self.task.strip() else None
        not_passed([own, *(due for _words, due in asked)], self.passed, "due" if own else "text")

    def content(self, case: Case, started: datetime | None) -> Content:
        """What the note is to hold. Raises CaseError: minutes or a day that cannot be."""
        partner = None
        if self.partner:
            partner = Partner.get_or_none(Partner.case == case, Partner.uuid == self.partner)
        return Content(
            self.text, self.interventions, self.domains, self.channel, number(self.minutes), self.kind,
            self.direction, self.place, partner, started, self.task, day(self.due, "due"), self.window,
            day(self.on, "on"), self.after,
        )  # fmt: skip
