"""How the family and the person in custody stay in touch: visits, telephone, letters; and what hinders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.auth.models import User
from app.cases import clock, closing, happenings
from app.cases.errors import CaseError
from app.cases.happenings import Step
from app.cases.models import Case, Happening, Plan
from app.cases.opening import Facts, Opened
from app.cases.overtaken import merged
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory.clock import now

WAYS = ("visit", "family_visit", "phone", "video", "letter", "parcel", "go_between")
OBSTACLES = (
    "permission", "papers", "distance", "cost", "hours", "children", "fear", "language", "health",
    "contact_ban", "refused_inside", "other",
)  # fmt: skip
LONGEST = 500


@dataclass(frozen=True)
class PlanLine:
    """One way to stay in touch: what was agreed, the next time, and what became of each."""

    uuid: str
    facts: Facts
    obstacles: list[str]
    next: date | None
    steps: list[Step]

    @property
    def became(self) -> str:
        """What became of its next time; '' where nobody said."""
        return happenings.became(self.steps, hour_of(self.next))


def hour_of(day: date | None) -> datetime | None:
    """A day of a plan as a moment (UTC): its begin."""
    return clock.begin_of(day) if day else None


def next_of(opened: Opened, row: Plan) -> datetime | None:
    """The next time of a plan, as ``hour_of``."""
    return hour_of(_day(opened.show_facts("plan", row.uuid, row.facts)["next"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read(given: dict[str, str], obstacles: list[str]) -> dict[str, object]:
    """The facts of a form. Raises CaseError: no way chosen, a day that does not exist, or too long."""
    if given.get("way", "") not in WAYS:
        raise CaseError(N_("Choose how they stay in touch."), "way")
    facts: dict[str, object] = {"way": given["way"]}
    for name in ("who", "how_often", "remark"):
        facts[name] = within(given.get(name, ""), LONGEST, name)
    found = clock.read_day(given.get("next", ""), "next")
    facts["next"] = found.isoformat() if found else ""
    return facts | {"obstacles": [code for code in OBSTACLES if code in obstacles]}


def save(
    case: Case, opened: Opened, by: User, row: Plan | None, given: dict[str, str], obstacles: list[str]
) -> Plan:
    """Add or change a way to stay in touch. ``given``: the form, with what it showed (``seen``).

    Raises:
        CaseError: see ``read``; Overtaken.
    """
    facts = read(given, obstacles)
    with written("plan.changed", case, opened, by):
        if row is None:
            row = Plan(case=case)
            closing.begun(case, opened, by)
        else:
            row = Plan.get_by_id(row.id)
            old = opened.show_facts("plan", row.uuid, row.facts)
            facts = merged(given.get("seen", ""), old, facts)
            days = (old["next"], str(facts["next"]))
            _moved(case, opened, by, row, days, bool(given.get("put_off")))
        row.facts, row.changed = opened.hide_facts("plan", row.uuid, facts), now()
        row.save(force_insert=row.id is None)
    return row


def _moved(case: Case, opened: Opened, by: User, row: Plan, days: tuple[str, str], asked: bool) -> None:
    """Note that the next time is another day: of ``days`` the second. Where the first has been and nobody
    said anything of it, that is only the time after it, unless somebody ``asked`` to put it off."""
    old, new = map(_day, days)
    was = hour_of(old)
    if old is None or was is None or new in (None, old) or not (asked or old >= clock.today()):
        return
    if not happenings.became(happenings.of_plans({case.id: opened}, [row.id]).get(row.id, []), was):
        happenings.add(case, opened, by, row, "moved", was)


def became(case: Case, opened: Opened, by: User, row: Plan, verb: str, shown: str) -> Happening:
    """Note what became of its next time (``happenings.BECAME``), the day that the page had ``shown``.

    Raises:
        CaseError: see ``happenings.note`` and ``check_shown``.
    """
    with written("plan.became", case, opened, by):
        row = Plan.get_by_id(row.id)
        was = next_of(opened, row)
        happenings.check_shown(clock.day_of(was) if was else None, shown)
        return happenings.note(case, opened, by, row, verb, was)


def end(case: Case, opened: Opened, by: User, row: Plan) -> None:
    """It no longer goes this way."""
    with written("plan.ended", case, opened, by):
        Plan.update(ended=now()).where(Plan.id == row.id, Plan.ended.is_null()).execute()


def of_cases(cases: Mapping[int, Opened]) -> list[tuple[int, PlanLine]]:
    """The ways that are in use in cases that are opened, each with its case's row id, the next time first.
    Two queries."""
    rows: list[Any] = list(
        Plan.select().where(Plan.case.in_(list(cases)), Plan.ended.is_null()).order_by(Plan.id)
    )
    found = [
        (row, cases[row.case_id].read_facts("plan", row.uuid, row.facts, "remark")) for row in rows
    ]  # fmt: skip
    steps = happenings.of_plans(cases, [row.id for row in rows])
    lines = [
        (row.case_id, PlanLine(
            row.uuid, facts, list(facts.get("obstacles", [])), _day(facts["next"]), steps.get(row.id, []),
        ))
        for row, facts in found
    ]  # fmt: skip
    return sorted(lines, key=lambda pair: pair[1].next or date.max)


def of_case(case: Case, opened: Opened) -> list[PlanLine]:
    """The ways that are in use in a case, the next time first. Two queries."""
    return [line for _case, line in of_cases({case.id: opened})]
