"""Meetings to come, and the interpreter for them: asked, confirmed, failed or done, with minutes and cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from app.auth.models import User
from app.cases import clock, closing
from app.cases.errors import CaseError
from app.cases.models import Appointment, Case, Interpreting
from app.cases.opening import Facts, Opened
from app.cases.overtaken import Overtaken, merged
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory import languages
from directory.clock import now
from directory.models import Service

CATEGORY = "interpreting"
# What a booking may become, from where it stands. A failed one stays: the next provider gets a new row.
STEPS = {
    "requested": ("confirmed", "failed", "done"),
    "confirmed": ("failed", "done"),
    "failed": (),
    "done": (),
}
# An interpreter who was asked for and is still to come.
WAITING = ("requested", "confirmed")
FIELDS = ("place", "about")
MOMENT = ("on", "hour")
MOVED = N_(
    "The appointment was moved in the meantime: ask the interpreter service about the day and hour"
    " that stand here now."
)
LONGEST = 500
MOST_CENTS = 1_000_000


@dataclass(frozen=True)
class Meeting:
    """An appointment with its bookings, the latest last."""

    row: Appointment
    facts: Facts
    bookings: list[Interpreting]

    @property
    def booked(self) -> bool:
        """Whether an interpreter was asked for and is still to come."""
        return any(one.status in WAITING for one in self.bookings)

    @property
    def failed(self) -> bool:
        """Whether the last booking failed and another provider is needed."""
        return bool(self.bookings) and self.bookings[-1].status == "failed"


def moment(on: str, at: str) -> datetime:
    """A day and an hour as people here write them, as the database keeps them. Raises CaseError."""
    day = clock.read_day(on, "on")
    if day is None:
        raise CaseError(N_("Fill in the day and the hour."), "on")
    try:
        hour = time.fromisoformat(at.strip())
    except ValueError as error:
        raise CaseError(N_("Fill in the day and the hour."), "hour") from error
    local = datetime.combine(day, hour, clock.BRUSSELS)
    return local.astimezone(UTC).replace(tzinfo=None)


def make(case: Case, opened: Opened, by: User, on: str, at: str, facts: dict[str, str]) -> Appointment:
    """A meeting to come. ``facts``: ``place`` and ``about``. Raises CaseError: no day or
    hour, or a text that is too long."""
    row = Appointment(case=case, author=by, at=moment(on, at))
    kept = {name: within(facts.get(name, ""), LONGEST, name) for name in FIELDS}
    row.facts = opened.hide_facts("appointment", row.uuid, kept)
    with written("appointment.made", case, opened, by):
        row.save(force_insert=True)
        closing.begun(case, opened, by)
    return row


def in_form(row: Appointment, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the form that moves a meeting shows: its ``on`` and ``hour`` as people here write them, and its
    facts."""
    local = row.at.replace(tzinfo=UTC).astimezone(clock.BRUSSELS)
    return {
        "on": clock.day_of(row.at).isoformat(), "hour": f"{local:%H:%M}",
        **{name: facts.get(name, "") for name in FIELDS},
    }  # fmt: skip


def _must_be_meant(new: Mapping[str, Any], old: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Raises Overtaken where the day is of one and the hour of another: nobody agreed on that moment."""
    if all(any(new[name] != facts[name] for name in MOMENT) for facts in (old, typed)):
        raise Overtaken({name: old[name] for name in MOMENT}, {name: new[name] for name in FIELDS})


def move(case: Case, opened: Opened, by: User, row: Appointment, given: Mapping[str, str]) -> bool:
    """Another day, hour or place, or better words. ``given``: the form, with what it showed (``seen``).

    Its bookings stay. One that was confirmed is asked for again: nobody confirmed the new hour. Returns
    whether an interpreter has to be told.

    Raises:
        CaseError: no day or hour, or a text that is too long; Overtaken, also where the day of one would
            stand with the hour of another.
    """
    at = moment(given.get("on", ""), given.get("hour", ""))
    typed = in_form(Appointment(at=at), {
        name: within(given.get(name, ""), LONGEST, name) for name in FIELDS
    })  # fmt: skip
    with written("appointment.moved", case, opened, by):
        row = Appointment.get_by_id(row.id)
        old = in_form(row, opened.show_facts("appointment", row.uuid, row.facts))
        new = merged(given.get("seen", ""), old, typed)
        _must_be_meant(new, old, typed)
        row.at = moment(new["on"], new["hour"])
        row.facts = opened.hide_facts("appointment", row.uuid, {name: new[name] for name in FIELDS})
        row.save()
        if all(new[name] == old[name] for name in (*MOMENT, "place")):
            return False
        booked = (Interpreting.appointment == row) & Interpreting.status.in_(WAITING)
        return Interpreting.update(status="requested").where(booked).execute() > 0


def remove(case: Case, opened: Opened, by: User, row: Appointment) -> None:
    """The meeting does not take place; its bookings go with it."""
    with written("appointment.removed", case, opened, by):
        Appointment.delete().where(Appointment.id == row.id).execute()


def providers() -> list[Service]:
    """The interpreter services of the directory, those that do it by telephone first: the fallback list."""
    rows = list(Service.select().where(Service.category == CATEGORY, ~Service.archived))
    return sorted(rows, key=lambda row: (row.phone_interpreter != "yes", row.name("nl")[0]))


def book(
    case: Case, opened: Opened, by: User, row: Appointment, provider: str, language: str
) -> Interpreting:
    """Note that an interpreter was asked for.

    Raises:
        CaseError: no such provider in the directory, no language, or one is booked already.
    """
    if provider not in {one.external_id for one in providers()}:
        raise CaseError(N_("Choose an interpreter service."), "provider")
    if language not in languages.CODES:
        raise CaseError(N_("Choose the language of the interpreter."), "language")
    made = Interpreting(
        case=case, appointment=row, provider=provider, language=language, status="requested"
    )  # fmt: skip
    with written("interpreter.requested", case, opened, by):
        waiting = Interpreting.status.in_(WAITING)
        if Interpreting.select().where(Interpreting.appointment == row, waiting).exists():
            raise CaseError(N_("An interpreter is booked already for this appointment."), "provider")
        made.save(force_insert=True)
        closing.begun(case, opened, by)
    return made


def cents(text: str) -> int | None:
    """An amount in euro, with a comma or a point, in cents; None when empty. Raises CaseError."""
    plain = text.strip().replace("€", "").replace(",", ".").strip()
    if not plain:
        return None
    whole, _point, part = plain.partition(".")
    digits = f"{whole}{part}"
    if not (digits.isascii() and digits.isdigit() and whole and len(part) <= 2 and len(digits) < 10):
        raise CaseError(N_("Write the cost as 42,50."), "cost")
    found = int(whole) * 100 + int(part.ljust(2, "0"))
    if found > MOST_CENTS:
        raise CaseError(N_("Write the cost as 42,50."), "cost")
    return found


def step(
    case: Case, opened: Opened, by: User, row: Interpreting, status: str,
    minutes: int | None = None, cost: int | None = None, agreed: str = "",
) -> None:  # fmt: skip
    """What became of a booking. ``minutes`` and ``cost`` (in cents) count when it is done. ``agreed``: to
    which moment the interpreter said yes, when it is confirmed: that of the page (ISO 8601).

    Raises:
        CaseError: not possible from where it stands, or the appointment is at another moment by now.
    """
    with written("interpreter.changed", case, opened, by):
        fresh = Interpreting.get_by_id(row.id)
        if status not in STEPS[fresh.status]:
            raise CaseError(N_("This step is not possible from where the booking stands now."))
        if status == "confirmed" and agreed != fresh.appointment.at.isoformat():
            raise CaseError(MOVED)
        fresh.status = status
        if status == "done":
            fresh.minutes, fresh.cents = minutes, cost
        fresh.save()


def _found(which: Any, cases: Mapping[int, Opened]) -> list[Meeting]:
    """The appointments of cases that are opened, by their row id, the soonest first. Two queries."""
    rows: list[Any] = list(
        Appointment.select().where(Appointment.case.in_(list(cases)), which).order_by(Appointment.at)
    )
    bookings: dict[int, list[Interpreting]] = {row.id: [] for row in rows}
    booked = Interpreting.select().where(Interpreting.appointment.in_(list(bookings)))
    for one in booked.order_by(Interpreting.id):
        bookings[one.appointment_id].append(one)
    return [
        Meeting(
            row, cases[row.case_id].read_facts("appointment", row.uuid, row.facts, "about"), bookings[row.id]
        )
        for row in rows
    ]


def of_case(case: Case, opened: Opened) -> list[Meeting]:
    """The appointments of a case, the soonest first; two queries whatever their number."""
    return _found(Appointment.id.is_null(False), {case.id: opened})


def coming(case: Case, opened: Opened) -> list[Meeting]:
    """Those of a case that are still to come, or began within two hours."""
    return [one for one in of_case(case, opened) if one.row.at >= now() - timedelta(hours=2)]


def between(cases: Mapping[int, Opened], begin: datetime, end: datetime) -> list[Meeting]:
    """Those of several cases in a time (UTC), the soonest first; two queries whatever their number."""
    return _found((Appointment.at >= begin) & (Appointment.at < end), cases)
