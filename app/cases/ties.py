"""How the family and the person in custody stay in touch: visits, telephone, letters; and what hinders."""

from dataclasses import dataclass
from datetime import date

from app.auth.models import User, now
from app.cases.errors import CaseError
from app.cases.models import Case, Plan
from app.cases.opening import Facts, Opened
from app.cases.writing import written
from app.i18n import N_

WAYS = ("visit", "family_visit", "phone", "video", "letter", "parcel", "go_between")
OBSTACLES = (
    "permission", "papers", "distance", "cost", "hours", "children", "fear", "language", "health",
    "contact_ban", "refused_inside", "other",
)  # fmt: skip
LONGEST = 500


@dataclass(frozen=True)
class PlanLine:
    """One way to stay in touch: what was agreed, and the next time."""

    uuid: str
    facts: Facts
    obstacles: list[str]
    next: date | None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read(given: dict[str, str], obstacles: list[str]) -> dict[str, object]:
    """The facts of a form. Raises CaseError: no way chosen, or a day that does not exist."""
    if given.get("way", "") not in WAYS:
        raise CaseError(N_("Choose how they stay in touch."))
    facts: dict[str, object] = {"way": given["way"]}
    for name in ("who", "how_often", "remark"):
        facts[name] = given.get(name, "").strip()[:LONGEST]
    try:
        found = _day(given.get("next", "").strip())
        facts["next"] = found.isoformat() if found else ""
    except ValueError as error:
        raise CaseError(N_("This day does not exist.")) from error
    return facts | {"obstacles": [code for code in OBSTACLES if code in obstacles]}


def save(
    case: Case, opened: Opened, by: User, row: Plan | None, given: dict[str, str], obstacles: list[str]
) -> Plan:
    """Add or change a way to stay in touch. Raises CaseError (see ``read``)."""
    facts = read(given, obstacles)
    row = row or Plan(case=case)
    row.facts = opened.hide_facts("plan", row.uuid, facts)
    row.changed = now()
    with written("plan.changed", case, opened, by):
        row.save(force_insert=row.id is None)
    return row


def end(case: Case, opened: Opened, by: User, row: Plan) -> None:
    """It no longer goes this way."""
    with written("plan.ended", case, opened, by):
        Plan.update(ended=now()).where(Plan.id == row.id, Plan.ended.is_null()).execute()


def of_case(case: Case, opened: Opened) -> list[PlanLine]:
    """The ways that are in use, the next time first. One query."""
    rows = Plan.select().where(Plan.case == case, Plan.ended.is_null()).order_by(Plan.id)
    found = [(row, opened.show_facts("plan", row.uuid, row.facts)) for row in rows]
    lines = [
        PlanLine(row.uuid, facts, list(facts.get("obstacles", [])), _day(facts["next"]))
        for row, facts in found
    ]
    return sorted(lines, key=lambda line: line.next or date.max)
