"""The note of an appointment that took place: offered until it is written, or somebody says there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.auth.models import User
from app.cases import clock, happenings
from app.cases.forms import NoteForm
from app.cases.happenings import Step
from app.cases.models import MISTAKE, Appointment, Case, Interpreting, Note
from app.cases.opening import Opened

# How people met there. A note of a call or a letter is of something else.
_MET = ("", "appointment", "video", "outreach")


def to_write(steps: Iterable[Step], reader: User) -> set[str]:
    """The identifiers of those steps whose note is offered to ``reader``: it is still to be written, and no
    note of its day that the reader may know of was written since its hour. One query."""
    asked = [(one, one.was) for one in steps if one.note == happenings.ASKED and one.was]
    asked = [(one, was) for one, was in asked if was >= happenings.since()]
    rows: Any = Note.select(Note.case, Note.at, Note.written).where(
        Note.case.in_({one.row.case_id for one, _was in asked}), Note.channel.in_(_MET), Note.kind != MISTAKE,
        Note.at >= happenings.since(), Note.circle.is_null() | (Note.author == reader),
    )  # fmt: skip
    there = [(row.case_id, clock.day_of(row.at), row.written or row.at) for row in rows]
    return {
        one.row.uuid
        for one, was in asked
        if not any(
            case == one.row.case_id and on == clock.day_of(was) and wrote >= was for case, on, wrote in there
        )
    }


@dataclass(frozen=True)
class Known:
    """An appointment that took place (``at``, UTC), and the form of its note with what is known of it."""

    at: datetime
    form: NoteForm


def known(case: Case, opened: Opened, uuid: str) -> Known | None:
    """An appointment of the case, by the identifier of the answer that it took place; None for any other."""
    step = happenings.by_uuid(case, opened, uuid)
    row: Appointment | None = step.row.appointment if step and step.note else None
    if not (step and step.was and row):
        return None
    minutes = str((_minutes(row) if row.at == step.was else 0) or "")
    on = clock.day_of(step.was).isoformat()
    return Known(step.was, NoteForm(on=on, channel="appointment", minutes=minutes, after=uuid))


def _minutes(row: Appointment) -> int:
    """How long it took, as far as that is known: as its interpreter who worked longest; 0 for none."""
    done = (Interpreting.appointment == row) & (Interpreting.status == "done")
    return max((one.minutes or 0 for one in Interpreting.select().where(done)), default=0)
