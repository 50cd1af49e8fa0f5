"""A start of custody, a transfer or a release asks the same things of every family: they are proposed as
tasks, and nothing happens that the caseworker did not choose.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.auth.models import User
from app.cases import clock, closing, people, tasks
from app.cases.custody import HELD, Period
from app.cases.errors import CaseError
from app.cases.models import Case, Person
from app.cases.opening import Facts, Opened
from app.cases.writing import written
from app.i18n import N_

# How long after the day a list is still worth proposing.
WORTH_DAYS = 30
# By what happened: (days after it, what to look at). Practice: the hard moments of practice.md, 1.
LISTS: dict[str, tuple[tuple[int, str], ...]] = {
    "start": (
        (1, N_("Does the family know where he or she is held, and who the lawyer is?")),
        (2, N_("Explain visits: the permission, the papers, the hours")),
        (3, N_("The children: who tells them what")),
        (7, N_("Rent, income, debts: what falls away, what cannot wait")),
        (7, N_("Ask how it goes")),
    ),
    "transfer": (
        (1, N_("Ask the new prison for the visiting hours and how to book")),
        (2, N_("See whether the permission to visit has to be asked again")),
        (3, N_("Look at the new way there and what it costs")),
        (3, N_("Telephone and money account: arrange them again")),
        (7, N_("Ask how it goes")),
    ),
    "release": (
        (0, N_("Talk with the family about the return home")),
        (1, N_("Where will he or she live? Is the family agreed?")),
        (3, N_("Conditions that touch the family (contact, electronic monitoring at home)")),
        (3, N_("Identity card, residence, health insurance, income: in order?")),
        (7, N_("Ask how it goes")),
    ),
}


@dataclass(frozen=True)
class Proposal:
    """A list that is proposed for one linked person: what happened, on which day."""

    person: str
    kind: str
    day: date


def kind_of(before: Period | None, after: Period) -> str:
    """What a new period means: ``start``, ``transfer``, ``release``, or '' for nothing to be done. Who comes
    home under a bracelet or conditions comes home; who goes back inside from there begins anew."""
    held = before is not None and before.custody in HELD
    if after.custody in HELD:
        if before is not None and before.inside and not after.inside:
            return "release"
        if before is None or not held or (after.inside and not before.inside):
            return "start"
        moved = after.prison and after.prison != before.prison
        return "transfer" if moved else ""
    return "release" if held and after.custody == "free" else ""


def proposed(row: Person, facts: Facts, today: date) -> Proposal | None:
    """The list that the last change of custody asks for; None where it is old or was dealt with."""
    periods = people.periods_of(facts)
    if not periods:
        return None
    last = periods[-1]
    kind, day = kind_of(periods[-2] if len(periods) > 1 else None, last), last.begin
    if last.custody in HELD and last.end is not None and last.end <= today:
        kind, day = "release", last.end
    fresh = today - day <= timedelta(days=WORTH_DAYS) and facts["listed"] != day.isoformat()
    return Proposal(row.uuid, kind, day) if kind and fresh else None


def all_proposed(persons: list[tuple[Person, Facts]], today: date) -> list[Proposal]:
    """The lists that are proposed in a case."""
    found = [proposed(row, facts, today) for row, facts in persons if row.kind == "linked"]
    return [one for one in found if one is not None]


def take(case: Case, opened: Opened, by: User, row: Person, chosen: list[tuple[int, str]]) -> int:
    """Make tasks of what was chosen (its place in the list and its words in the reader's language); the
    list is not proposed again. Choosing nothing puts it away. Returns how many.

    Raises:
        CaseError: nothing is proposed (any more).
    """
    with written("checklist.taken", case, opened, by):
        if chosen:
            closing.begun(case, opened, by)
        row, facts = people.stands(opened, row)
        found = proposed(row, facts, clock.today())
        if found is None:
            raise CaseError(N_("This list was dealt with already."))
        people.keep(opened, row, facts | {"listed": found.day.isoformat()})
        for index, words in chosen:
            days, _text = LISTS[found.kind][index]
            due = max(found.day, clock.today()) + timedelta(days=days)
            tasks.store(case, opened, by, words, due, kind="check_in" if days == 7 else "task")
    return len(chosen)
