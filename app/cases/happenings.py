"""What became of an appointment, and of the next time of a contact plan: it took place or not, it was moved,
the interpreter service was told. Each says of which hour: one that is moved is still to come.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.auth.models import User
from app.cases import clock
from app.cases.errors import CaseError
from app.cases.models import Appointment, Case, Happening, Plan
from app.cases.opening import Facts, Opened
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

# Whoever was expected came; did not come and had not called it off; it was called off.
BECAME = ("came", "absent", "off")
# Of an appointment that took place: its note is to be written, or there is none to write; else the identifier
# of the note.
ASKED, NONE = "asked", "none"
# Of so many days ago it is still asked.
DAYS = 31
MOVED = N_("It was moved in the meantime, and nothing was noted. Look at its day and hour as they are now.")


@dataclass(frozen=True)
class Step:
    """What became of something: a verb (``BECAME``, or *moved*, *told*), and the hour that it is about (UTC).
    Of what cannot be read any more, ``verb`` says that, and the hour is None. ``who`` noted it, and when
    (``at``). ``stood``: the bookings of interpreters that it left to be told, by uuid, each with where it
    stood before. ``note``: of one that took place, whether its note is written (``ASKED``); '' where that was
    never asked."""

    row: Happening
    verb: str
    was: datetime | None
    who: str
    at: datetime
    stood: Mapping[str, str]
    note: str

    @property
    def on(self) -> datetime:
        """Where it stands in what happened: at its hour what became of it, else, and where it was called off
        before, when it was noted."""
        return min(self.was, self.at) if self.was and self.verb in BECAME else self.at


def since() -> datetime:
    """The moment from which on it is asked what became of something (UTC)."""
    return clock.begin_of(clock.today() - timedelta(days=DAYS))


def _of(row: Appointment | Plan) -> dict[str, Any]:
    return {"appointment": row} if isinstance(row, Appointment) else {"plan": row}


def add(
    case: Case, opened: Opened, by: User, row: Appointment | Plan, verb: str, was: datetime,
    stood: Mapping[str, str] | None = None, its_note: str = "",
) -> Happening:  # fmt: skip
    """A step, inside a transaction of the caller's. ``was``: the hour that it is about; ``stood`` and
    ``its_note`` as in ``Step``."""
    made = Happening(case=case, who=by, **_of(row))
    made.facts = _hidden(opened, made, verb, was, stood or {}, its_note)
    made.save(force_insert=True)
    return made


def _hidden(
    opened: Opened, row: Happening, verb: str, was: datetime, stood: Mapping[str, str], its_note: str
) -> bytes:
    facts = {"verb": verb, "was": was.isoformat(), "stood": stood, "note": its_note}
    return opened.hide_facts("happening", row.uuid, facts)


def check_shown(stands: date | None, shown: str) -> None:
    """Raises CaseError unless the page had ``shown`` the day, or the hour, that it stands at (ISO 8601): who
    calls off Friday's calls off no other."""
    if stands is None or shown != stands.isoformat():
        raise CaseError(MOVED)


def said(case: Case, opened: Opened, row: Appointment | Plan, was: datetime) -> list[Step]:
    """What is said to have become of it at the hour ``was``."""
    held = of_appointments if isinstance(row, Appointment) else of_plans
    steps = held({case.id: opened}, [row.id]).get(row.id, [])
    return [one for one in steps if one.was == was and one.verb in BECAME]


def note(
    case: Case, opened: Opened, by: User, row: Appointment | Plan, verb: str, was: datetime | None,
    stood: Mapping[str, str] | None = None,
) -> Happening:  # fmt: skip
    """Note what became of it (``BECAME``), in place of what was said of that hour before. ``stood`` as in
    ``Step``.

    Raises:
        CaseError: no such word, or it is still to come.
    """
    if verb not in BECAME or was is None:
        raise CaseError(N_("Choose one of the options."))
    if was > now() and verb != "off":
        raise CaseError(N_("It is still to come."))
    with written("happening.noted", case, opened, by):
        gone = said(case, opened, row, was)
        Happening.delete().where(Happening.id.in_([one.row.id for one in gone])).execute()
        asks = verb == "came" and isinstance(row, Appointment)
        its_note = next((one.note for one in gone if one.note), ASKED) if asks else ""
        return add(case, opened, by, row, verb, was, stood, its_note)


def leave_untold(case: Case, opened: Opened, row: Appointment) -> None:
    """Inside a transaction: it is at another hour or place. If what was said of it is taken back later, its
    interpreter service has to be told all the same."""
    for one in of_appointments({case.id: opened}, [row.id]).get(row.id, []):
        if one.stood and one.was:
            stood = dict.fromkeys(one.stood, "untold")
            hidden = _hidden(opened, one.row, one.verb, one.was, stood, one.note)
            Happening.update(facts=hidden).where(Happening.id == one.row.id).execute()


def wrote(case: Case, opened: Opened, uuid: str, note: str) -> None:
    """Inside a transaction: the note of what has this identifier was written, or there is none to write
    (``NONE``). Of what is gone, or in another case, nothing."""
    step = by_uuid(case, opened, uuid)
    if step and step.note and step.was:
        hidden = _hidden(opened, step.row, step.verb, step.was, step.stood, note)
        Happening.update(facts=hidden).where(Happening.id == step.row.id).execute()


def no_note(case: Case, opened: Opened, by: User, uuid: str) -> None:
    """There is no note to write of it. The log tells no more than that something became of it."""
    with written("happening.noted", case, opened, by):
        wrote(case, opened, uuid, NONE)


def forget(case: Case, opened: Opened, by: User, uuid: str) -> Step | None:
    """What became of something was noted by mistake: it goes, also where that is at another hour by now.
    Returns it; None where it was taken back already, or something else took its place."""
    with written("happening.forgotten", case, opened, by):
        step = by_uuid(case, opened, uuid)
        if step is None or step.verb not in BECAME:
            return None
        step.row.delete_instance()
        return step


def by_uuid(case: Case, opened: Opened, uuid: str) -> Step | None:
    """What became of something, by its identifier; None where there is no such thing in the case."""
    row = Happening.get_or_none(Happening.case == case, Happening.uuid == uuid)
    return _step(opened, row) if row else None


def _step(opened: Opened, row: Happening) -> Step:
    facts = opened.read_facts("happening", row.uuid, row.facts, "verb")
    was = datetime.fromisoformat(facts["was"]) if facts["was"] else None
    return Step(row, facts["verb"], was, row.who.called, row.at, facts["stood"] or {}, facts["note"])


def _found(cases: Mapping[int, Opened], which: Any, by: str) -> dict[int, list[Step]]:
    found = defaultdict(list)
    rows: Any = Happening.select(Happening, User).join(User).where(which).order_by(Happening.id)
    for row in rows:
        found[getattr(row, by)].append(_step(cases[row.case_id], row))
    return found


def of_appointments(cases: Mapping[int, Opened], rows: Iterable[int]) -> dict[int, list[Step]]:
    """What became of appointments, by their row id, in the order in which it was noted. One query."""
    return _found(cases, Happening.appointment.in_(list(rows)), "appointment_id")


def of_plans(cases: Mapping[int, Opened], rows: Iterable[int]) -> dict[int, list[Step]]:
    """The same of contact plans."""
    return _found(cases, Happening.plan.in_(list(rows)), "plan_id")


def of_case(case: Case, opened: Opened) -> list[tuple[Step, Facts]]:
    """All that became of something in a case, each with the facts of what it was. One query."""
    rows: Any = Happening.select(Happening, User, Appointment, Plan).join(User).switch(Happening)
    rows = rows.left_outer_join(Appointment).switch(Happening).left_outer_join(Plan)
    found = []
    for row in rows.where(Happening.case == case).order_by(Happening.id):
        table, it = ("plan", row.plan) if row.plan_id else ("appointment", row.appointment)
        found.append((_step(opened, row), opened.read_facts(table, it.uuid, it.facts, "about")))
    return found


def became(steps: Iterable[Step], was: datetime | None) -> str:
    """What is said to have become of it at the hour ``was``; '' where nobody said."""
    return next((one.verb for one in steps if one.was == was and one.verb in BECAME), "")
