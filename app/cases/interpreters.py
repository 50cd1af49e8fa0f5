"""The interpreter for a meeting: asked, confirmed, failed or done, with minutes and cost."""

from collections.abc import Mapping

from app.auth.models import User
from app.cases import closing, happenings
from app.cases.errors import CaseError
from app.cases.models import Appointment, Case, Interpreting
from app.cases.opening import Opened
from app.cases.writing import written
from app.i18n import N_
from directory import languages
from directory.models import Service

CATEGORY = "interpreting"
# What a booking may become, from where it stands. A failed one stays: the next provider gets a new row. One
# of an appointment that was moved or called off is *untold* until somebody told the interpreter service;
# minutes and cost of one that is done are corrected by saying so again.
STEPS = {
    "requested": ("confirmed", "failed", "done"),
    "confirmed": ("failed", "done"),
    "untold": ("requested", "confirmed", "cancelled", "failed", "done"),
    "cancelled": (),
    "failed": (),
    "done": ("failed", "done"),
}
# An interpreter who was asked for and is still to come.
WAITING = ("requested", "confirmed", "untold")
MOVED = N_(
    "The appointment was moved in the meantime: ask the interpreter service about the day and hour"
    " that stand here now."
)
MOST_CENTS = 1_000_000


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
        if waiting(row):
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
    """What became of a booking. ``minutes`` and ``cost`` (in cents) count when it is done. ``agreed``: the
    moment that the page showed (ISO 8601), to which the interpreter said yes, or of which the interpreter
    service was told after a move. That it was told is noted with the appointment.

    Raises:
        CaseError: not possible from where it stands, or the appointment is at another moment by now.
    """
    with written("interpreter.changed", case, opened, by):
        fresh = Interpreting.get_by_id(row.id)
        if status not in STEPS[fresh.status]:
            raise CaseError(N_("This step is not possible from where the booking stands now."))
        if status in ("requested", "confirmed") and agreed != fresh.appointment.at.isoformat():
            raise CaseError(MOVED)
        if fresh.status == "untold" and status in ("requested", "confirmed", "cancelled"):
            meeting = fresh.appointment
            happenings.add(case, opened, by, meeting, "told", meeting.at)
        fresh.status = status
        fresh.minutes, fresh.cents = (minutes, cost) if status == "done" else (None, None)
        fresh.save()


def waiting(row: Appointment) -> dict[str, str]:
    """The bookings of an appointment of which the interpreter is still to come, by uuid, each with where it
    stands."""
    rows = Interpreting.select().where(Interpreting.appointment == row, Interpreting.status.in_(WAITING))
    return {one.uuid: one.status for one in rows}


def untell(row: Appointment) -> bool:
    """Its bookings that wait: the interpreter service has to be told. Returns whether there are any."""
    booked = Interpreting.uuid.in_(list(waiting(row)))
    return Interpreting.update(status="untold").where(booked).execute() > 0


def retell(stood: Mapping[str, str]) -> None:
    """Bookings of which nobody was told yet stand again as they ``stood``, by uuid."""
    for uuid, status in stood.items():
        same = (Interpreting.uuid == uuid) & (Interpreting.status == "untold")
        Interpreting.update(status=status).where(same).execute()
