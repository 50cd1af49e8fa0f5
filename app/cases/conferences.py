"""Case conferences: who took part, and minutes limited to what is needed.

How minutes read before they were corrected stands in the same encrypted words (``before``): so it gets every
new key of the case with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from app.auth.models import User
from app.cases import clock, closing, teams
from app.cases.errors import CaseError, PutAway
from app.cases.models import Case, Conference
from app.cases.opening import Facts, Opened
from app.cases.overtaken import merged
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

LONGEST = 10_000
_HOUR = time(11)


@dataclass(frozen=True)
class Minutes:
    """A conference: its day, the row id of who wrote it down, and what its form shows (``facts``).

    ``before``: of each former version when it was replaced, its day and how it read, the latest first.
    ``away``: when it was put away as written here by mistake; nothing else is left of it then.
    """

    uuid: str
    at: datetime
    author: int
    facts: Facts
    before: list[tuple[datetime, date, Facts]]
    away: datetime | None


def _read(given: Mapping[str, str]) -> dict[str, str]:
    """The facts of a form. Raises CaseError: no day or none that exists, nobody took part, nothing was
    agreed, or a text is too long."""
    on = clock.must_read_day(given.get("on", ""), "on")
    facts = {name: within(given.get(name, ""), LONGEST, name) for name in ("participants", "decisions")}
    for name, text in facts.items():
        if not text:
            raise CaseError(N_("Say who took part and what was agreed."), name)
    return {"on": on.isoformat(), **facts}


def _moment(on: str) -> datetime:
    return datetime.combine(date.fromisoformat(on), _HOUR)


def hold(case: Case, opened: Opened, by: User, given: Mapping[str, str]) -> Conference:
    """Record a conference.

    Raises:
        CaseError: see ``_read``; or the client was not told.
    """
    facts = _read(given)
    if not given.get("told"):
        raise CaseError(N_("The client knows of the conference and agrees: record that first."), "told")
    row = Conference(case=case, author=by, at=_moment(facts.pop("on")))
    row.facts = opened.hide_facts("conference", row.uuid, facts)
    with written("conference.held", case, opened, by):
        row.save(force_insert=True)
        closing.begun(case, opened, by)
    return row


def in_form(row: Conference, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a conference shows."""
    return {
        "on": clock.day_of(row.at).isoformat(),
        **{name: facts.get(name, "") for name in ("participants", "decisions")},
    }


def may_change(case: Case, by: User, author: int) -> bool:
    """Who wrote the minutes; and the lead, because the author may have left."""
    return by.id == author or teams.part_of(case, by) == "lead"


def _must_be_allowed(case: Case, by: User, row: Conference) -> None:
    if not may_change(case, by, row.author_id):
        raise CaseError(N_("Only who wrote the minutes, or the lead of the case, changes them."))


def _stands(opened: Opened, row: Conference) -> Facts:
    """The words of a row that is to be changed. Raises PutAway."""
    facts = opened.show_facts("conference", row.uuid, row.facts)
    if facts["away"]:
        raise PutAway(N_("These minutes were put away: they were in the wrong case."))
    return facts


def correct(case: Case, opened: Opened, by: User, row: Conference, given: Mapping[str, str]) -> None:
    """A new version of the minutes; every former one stays readable. ``given``: the form, with what it
    showed (``seen``).

    Raises:
        CaseError: see ``_read``; somebody else's; Overtaken; PutAway.
    """
    _must_be_allowed(case, by, row)
    typed = _read(given)
    with written("conference.corrected", case, opened, by):
        row = Conference.get_by_id(row.id)
        facts = _stands(opened, row)
        old = in_form(row, facts)
        new = merged(given.get("seen", ""), old, typed)
        if new == old:
            return
        before = [*(facts["before"] or []), {**old, "replaced": now().isoformat()}]
        row.at = _moment(new.pop("on"))
        row.facts = opened.hide_facts("conference", row.uuid, {**new, "before": before})
        row.save()


def put_away(case: Case, opened: Opened, by: User, row: Conference) -> None:
    """It was written in this case by mistake: what it said goes, in all its versions, from this client's team
    and from what this client may ask to see. That there was one, and when it was put away, stays.

    Raises:
        CaseError: somebody else's.
    """
    _must_be_allowed(case, by, row)
    with written("conference.put_away", case, opened, by):
        row = Conference.get_by_id(row.id)
        if opened.show_facts("conference", row.uuid, row.facts)["away"]:
            return
        row.facts = opened.hide_facts("conference", row.uuid, {"away": now().isoformat()})
        row.save()


def _minutes(row: Any, opened: Opened) -> Minutes:
    facts = opened.read_facts("conference", row.uuid, row.facts, "decisions")
    before = [
        (datetime.fromisoformat(one["replaced"]), date.fromisoformat(one["on"]), Facts(one))
        for one in facts["before"] or []
    ]
    away = datetime.fromisoformat(facts["away"]) if facts["away"] else None
    return Minutes(row.uuid, row.at, row.author_id, Facts(in_form(row, facts)), before[::-1], away)


def of_case(case: Case, opened: Opened) -> list[Minutes]:
    """The conferences of a case, the latest first."""
    rows = Conference.select().where(Conference.case == case).order_by(Conference.at.desc())
    return [_minutes(row, opened) for row in rows]
