"""The client, the household and the linked persons: filled in over time, every field optional.

The linked person's record is minimal (practice.md, 2.9): there is no field for an offence, and a name is
not needed. A national register number is asked nowhere.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.auth.models import User
from app.cases import clock, consent
from app.cases.custody import Period, phase_of_many
from app.cases.errors import CaseError
from app.cases.models import Case, Consent, Person
from app.cases.opening import Facts, Opened
from app.cases.overtaken import fingerprint, merged
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory import languages, taxonomies, territory
from directory.clock import now

ELSEWHERE = "elsewhere"
TERRITORY = ("lives", "wants", ELSEWHERE)
INTENSITY = ("one_off", "occasional", "regular", "intensive")
# What a record may hold, by kind. A value of a coded field is one of its codes.
FIELDS = {
    "client": (
        "name", "reach", "territory", "municipality", "language", "language2", "interpreter", "intensity",
        "birth_year",
    ),
    "household": ("name", "relation", "birth_year", "home", "remark"),
    "linked": ("name", "relation", "status"),
}  # fmt: skip
LONGEST = 500
GONE = N_(
    "A colleague has removed this from the case in the meantime. "
    "What you typed is still here: add it again if needed."
)


def _codes(name: str) -> list[str] | tuple[str, ...] | None:
    coded: dict[str, list[str] | tuple[str, ...]] = {
        "territory": TERRITORY, "intensity": INTENSITY,
        "language": languages.CODES, "language2": languages.CODES,
        "relation": taxonomies.codes("relation"), "status": taxonomies.codes("legal_status"),
        "municipality": list(territory.municipalities()), "interpreter": ("yes", "no"),
        "home": ("yes", "no"),
    }  # fmt: skip
    return coded.get(name)


def _year(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1900 <= int(text) <= now().year):
        raise CaseError(N_("A year of birth has four digits, for example 1987."), "birth_year")
    return text


def read(kind: str, given: dict[str, str]) -> dict[str, Any]:
    """The facts that a form holds, checked.

    Raises:
        CaseError: a code that does not exist, an impossible year, or a text that is too long.
    """
    facts: dict[str, Any] = {}
    for name in FIELDS[kind]:
        text = within(given.get(name, ""), LONGEST, name)
        codes = _codes(name)
        if text and codes is not None and text not in codes:
            raise CaseError(N_("Choose one of the options."), name)
        facts[name] = _year(text) if text and name == "birth_year" else text
    return facts


def of_case(case: Case, opened: Opened) -> list[tuple[Person, Facts]]:
    """Everybody on the record with their facts, the client first. One query."""
    rows = sorted(Person.select().where(Person.case == case), key=lambda row: (row.kind, row.id))
    return [(row, opened.read_facts("person", row.uuid, row.facts, "name")) for row in rows]


def client_of(case: Case, opened: Opened) -> Facts:
    """The client's facts; empty while nothing was filled in."""
    row = Person.get_or_none(Person.case == case, Person.kind == "client")
    return opened.read_facts("person", row.uuid, row.facts, "name") if row else Facts()


def periods_of(facts: dict[str, Any]) -> list[Period]:
    """A linked person's custody periods, the oldest first."""
    return sorted((Period.of(words) for words in facts.get("periods", [])), key=lambda one: one.begin)


def phase_of(case: Case, opened: Opened, day: date) -> str:
    """The phase of the case on a day, from the dates of all linked persons."""
    return phase_of_many(
        [periods_of(facts) for row, facts in of_case(case, opened) if row.kind == "linked"], day
    )


def status_of(case: Case, opened: Opened) -> str:
    """The legal status of the linked persons now, as codes; '' while none is known."""
    held = {facts.get("status", "") for row, facts in of_case(case, opened) if row.kind == "linked"}
    return " ".join(code for code in taxonomies.codes("legal_status") if code in held)


def in_form(kind: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What a person's form holds of the facts: custody has forms of its own."""
    return {name: facts.get(name, "") for name in FIELDS[kind]}


def stands(opened: Opened, row: Person) -> tuple[Person, Facts]:
    """A person and the facts as the database has them now, in a transaction: ``row`` may be older, or new.

    Raises:
        CaseError: somebody took the person away.
    """
    same = Person.uuid == row.uuid
    if row.kind == "client":
        same = (Person.case == row.case_id) & (Person.kind == "client")
    there = Person.get_or_none(same)
    if there is None and row.id is not None:
        raise CaseError(GONE)
    return (there, opened.show_facts("person", there.uuid, there.facts)) if there else (row, Facts())


def _store(case: Case, opened: Opened, by: User, row: Person, given: dict[str, str], verb: str) -> Person:
    facts = read(row.kind, given)
    with written(verb, case, opened, by):
        row, old = stands(opened, row)
        facts = merged(given.get("seen", ""), in_form(row.kind, old), facts)
        return keep(opened, row, {**old, **facts})


def keep(opened: Opened, row: Person, facts: dict[str, Any]) -> Person:
    """Write a person's facts, in a transaction that read them (``stands``)."""
    row.facts, row.changed = opened.hide_facts("person", row.uuid, facts), now()
    row.save(force_insert=row.id is None)
    return row


def save_client(case: Case, opened: Opened, by: User, given: dict[str, str]) -> Person:
    """Fill in the client's data. ``given``: the form, with what it showed (``seen``).

    Raises:
        CaseError: see ``read``; Overtaken.
    """
    return _store(case, opened, by, Person(case=case, kind="client"), given, "client.changed")


def save_person(case: Case, opened: Opened, by: User, row: Person, given: dict[str, str]) -> Person:
    """Fill in somebody of the household or a linked person; custody periods stay as they are.

    Raises:
        CaseError: see ``read``; nothing at all was filled in; somebody took the person away; Overtaken.
    """
    if not any(read(row.kind, given).values()):
        raise CaseError(N_("Fill in at least one field."))
    return _store(case, opened, by, row, given, "person.changed")


def _must_be_possible(period: Period) -> None:
    """Raises CaseError: its end lies before its beginning, or a code does not exist."""
    if period.end is not None and period.end < period.begin:
        raise CaseError(N_("The end lies before the beginning."), "end")
    if period.custody not in taxonomies.codes("custody"):
        raise CaseError(N_("Choose one of the options."), "custody")
    if period.modality not in ("", *taxonomies.codes("modality")):
        raise CaseError(N_("Choose one of the options."), "modality")


def _save_periods(opened: Opened, row: Person, facts: Facts, periods: list[Period]) -> Person:
    """Replace a linked person's custody periods, in a transaction."""
    facts["periods"] = [period.words() for period in sorted(periods, key=lambda one: one.begin)]
    return keep(opened, row, facts)


def _in_turn(held: list[Period], new: Period) -> list[Period]:
    """``held`` and ``new``: nobody is held twice. Without an end, the earlier of two ends on the day before
    the later one begins; one day, as of a transfer, may be of both.

    Raises:
        CaseError: ``new`` and another one that has an end have more days in common.
    """
    before = timedelta(days=1)
    later = [one.begin for one in held if one.begin > new.begin]
    if new.end is None and later:
        new = replace(new, end=min(later) - before)
    ended = [
        replace(one, end=max(one.begin, new.begin - before))
        if one.end is None and one.begin <= new.begin
        else one
        for one in held
    ]
    for one in ended:
        first, second = sorted((one, new), key=lambda each: (each.begin, each.end or date.max))
        if first.end is None or first.end > second.begin:
            raise CaseError(
                N_("Another period covers some of these days. Correct one of the two."),
                "end" if first is new else "begin",
            )
    return [*ended, new]


def add_period(case: Case, opened: Opened, by: User, row: Person, period: Period) -> Person:
    """One more custody period.

    Raises:
        CaseError: see ``_must_be_possible`` and ``_in_turn``.
    """
    with written("custody.changed", case, opened, by):
        row, facts = stands(opened, row)
        _must_be_possible(period)
        return _save_periods(opened, row, facts, _in_turn(periods_of(facts), period))


def period_that_is(facts: dict[str, Any], which: str) -> Period | None:
    """The custody period of which ``which`` is the fingerprint of its words: its place in the list changes
    when a colleague adds one. None where it is not there any more."""
    return next((one for one in periods_of(facts) if fingerprint(one.words()) == which), None)


def _with_corrected(held: list[Period], old: Period, new: Period) -> list[Period]:
    """The other periods ``held``, and ``new`` for ``old``. One that ended because that began ends on the day
    before it still."""
    before = timedelta(days=1)
    others = [
        replace(one, end=new.begin - before)
        if one.end == old.begin - before and one.begin < new.begin
        else one
        for one in held
    ]
    return _in_turn(others, new)


def change_period(
    case: Case, opened: Opened, by: User, row: Person, which: str, change: Callable[[Period], Period | None]
) -> Person:
    """Make of a custody period (see ``period_that_is``) what ``change`` makes of it, or take it away (None).

    Raises:
        CaseError: it is not there any more; see ``_must_be_possible`` and ``_in_turn``.
    """
    with written("custody.changed", case, opened, by):
        row, facts = stands(opened, row)
        held, found = periods_of(facts), period_that_is(facts, which)
        if found is None:
            raise CaseError(N_("This period was changed meanwhile. This is what stands there now."))
        held.remove(found)
        if (new := change(found)) is not None:
            _must_be_possible(new)
            held = _with_corrected(held, found, new)
        return _save_periods(opened, row, facts, held)


def remove_person(case: Case, opened: Opened, by: User, row: Person) -> None:
    """Take somebody out of the case (entered by mistake, or no longer needed).

    Raises:
        CaseError: an agreement of this person was taken back or ended. It would go with the person, and with
            it what it stops (``consent.linked_scope``).
    """
    with written("person.removed", case, opened, by):
        said = Consent.select().where(Consent.person == row.id)
        if not all(consent.is_active(one, clock.today()) for one in said):
            raise CaseError(
                N_("An agreement of this person was taken back or has ended. Both stay on record.")
            )
        Person.delete().where(Person.id == row.id).execute()
