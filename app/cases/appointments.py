"""Meetings, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from app.auth.models import User
from app.cases import clock, closing, happenings, interpreters
from app.cases.errors import CaseError
from app.cases.happenings import Step
from app.cases.models import Appointment, Case, Happening, Interpreting
from app.cases.opening import Facts, Opened
from app.cases.overtaken import Overtaken, merged
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

FIELDS = ("place", "about")
MOMENT = ("on", "hour")
LONGEST = 500


@dataclass(frozen=True)
class Meeting:
    """An appointment with its bookings and what became of it, the latest last."""

    row: Appointment
    facts: Facts
    bookings: list[Interpreting]
    steps: list[Step]

    @property
    def became(self) -> str:
        """What became of it at its hour (``happenings.BECAME``); '' where nobody said."""
        return happenings.became(self.steps, self.row.at)

    @property
    def came(self) -> Step | None:
        """The answer that it took place at its hour; None where nobody said so."""
        return next((one for one in self.steps if one.verb == "came" and one.was == self.row.at), None)

    @property
    def settled(self) -> bool:
        """Whether somebody said what became of it, and nobody has to be told in time."""
        return bool(self.became) and (self.passed or not self.to_tell)

    @property
    def passed(self) -> bool:
        """Whether its hour has come."""
        return self.row.at <= now()

    @property
    def booking(self) -> str:
        """Where the last booking stands; '' for none. One that is done was for an hour that has been."""
        last = self.bookings[-1].status if self.bookings else ""
        return "" if last == "done" and not self.passed else last

    @property
    def interpreted(self) -> bool:
        """Whether an interpreter has worked for it."""
        return any(one.status == "done" for one in self.bookings)

    @property
    def alarms(self) -> bool:
        """Whether its interpreter asks for something: another provider, to be told, or to be asked again for
        what takes place after all."""
        return self.failed or self.to_tell or (self.booking == "cancelled" and not self.became)

    @property
    def to_tell(self) -> bool:
        """Whether the interpreter service has to be told that it was moved or called off."""
        return self.booking == "untold"

    @property
    def booked(self) -> bool:
        """Whether an interpreter was asked for and is still to come."""
        return any(one.status in interpreters.WAITING for one in self.bookings)

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

    Its bookings stay. One that waits is *untold*: nobody told the interpreter service of the new hour.
    Returns whether that is to be done.

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
        was, old = row.at, in_form(row, opened.show_facts("appointment", row.uuid, row.facts))
        new = merged(given.get("seen", ""), old, typed)
        _must_be_meant(new, old, typed)
        row.at = moment(new["on"], new["hour"])
        row.facts = opened.hide_facts("appointment", row.uuid, {name: new[name] for name in FIELDS})
        row.save()
        if all(new[name] == old[name] for name in (*MOMENT, "place")):
            return False
        if row.at != was:
            happenings.add(case, opened, by, row, "moved", was)
        closing.begun(case, opened, by)
        happenings.leave_untold(case, opened, row)
        return interpreters.untell(row)


def became(
    case: Case, opened: Opened, by: User, row: Appointment, verb: str, shown: str
) -> tuple[Happening, bool]:
    """Note what became of it (``happenings.BECAME``) at the hour that the page had ``shown``. Returns what is
    noted, and whether an interpreter has to be told that it is called off.

    Raises:
        CaseError: see ``happenings.note`` and ``check_shown``.
    """
    with written("appointment.became", case, opened, by):
        row = Appointment.get_by_id(row.id)
        happenings.check_shown(row.at, shown)
        for one in happenings.said(case, opened, row, row.at):
            interpreters.retell(one.stood)
        stood = interpreters.waiting(row) if verb == "off" else {}
        made = happenings.note(case, opened, by, row, verb, row.at, stood)
        return made, verb == "off" and interpreters.untell(row)


def forget(case: Case, opened: Opened, by: User, uuid: str) -> Step | None:
    """What became of it, or of a contact plan, was noted by mistake (``happenings.forget``). Of what still
    stands at that hour an interpreter service that nobody told yet need not be told."""
    with written("happening.asked_again", case, opened, by):
        step = happenings.forget(case, opened, by, uuid)
        if step and step.row.appointment and step.row.appointment.at == step.was:
            interpreters.retell(step.stood)
        return step


def remove(case: Case, opened: Opened, by: User, row: Appointment) -> None:
    """It was noted by mistake: it goes, with the bookings that are still to come.

    Raises:
        CaseError: an interpreter has worked for it. That is paid, and counted.
    """
    with written("appointment.removed", case, opened, by):
        done = (Interpreting.appointment == row) & (Interpreting.status == "done")
        if Interpreting.select().where(done).exists():
            raise CaseError(
                N_("An interpreter has worked for this appointment: it stays. Note what became of it.")
            )
        Appointment.delete().where(Appointment.id == row.id).execute()


def _found(which: Any, cases: Mapping[int, Opened]) -> list[Meeting]:
    """The appointments of cases that are opened, by their row id, the soonest first. Three queries."""
    rows: list[Any] = list(
        Appointment.select().where(Appointment.case.in_(list(cases)), which).order_by(Appointment.at)
    )
    bookings: dict[int, list[Interpreting]] = {row.id: [] for row in rows}
    booked = Interpreting.select().where(Interpreting.appointment.in_(list(bookings)))
    for one in booked.order_by(Interpreting.id):
        bookings[one.appointment_id].append(one)
    steps = happenings.of_appointments(cases, bookings)
    return [
        Meeting(
            row, cases[row.case_id].read_facts("appointment", row.uuid, row.facts, "about"), bookings[row.id],
            steps.get(row.id, []),
        )
        for row in rows
    ]  # fmt: skip


def of_case(case: Case, opened: Opened) -> list[Meeting]:
    """The appointments of a case, the soonest first; three queries whatever their number."""
    return _found(Appointment.id.is_null(False), {case.id: opened})


def coming(case: Case, opened: Opened) -> list[Meeting]:
    """Those of a case that are still to come or began within two hours, and are not settled."""
    begin = now() - timedelta(hours=2)
    return [one for one in of_case(case, opened) if one.row.at >= begin and not one.settled]


def between(cases: Mapping[int, Opened], begin: datetime, end: datetime) -> list[Meeting]:
    """Those of several cases in a time (UTC), and later ones of which an interpreter service has to be told;
    the soonest first, three queries whatever their number."""
    untold = Interpreting.select(Interpreting.appointment).where(Interpreting.status == "untold")
    before = (Appointment.at < end) | Appointment.id.in_(untold)
    return _found((Appointment.at >= begin) & before, cases)
