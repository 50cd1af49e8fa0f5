"""The client, the household and the linked persons: filled in over time, every field optional.

The linked person's record is minimal (practice.md, 2.9): there is no field for an offence, and a name is
not needed. A national register number is asked nowhere.
"""

from datetime import date
from typing import Any

from app.auth.models import User, now
from app.cases.custody import Period, phase_of_many
from app.cases.errors import CaseError
from app.cases.models import Case, Person
from app.cases.opening import Facts, Opened
from app.cases.writing import written
from app.i18n import N_
from directory import taxonomies, territory

TERRITORY = ("lives", "wants", "elsewhere")
INTENSITY = ("one_off", "occasional", "regular", "intensive")
LANGUAGES = (
    "nl fr en ar ary ber bg bs ckb cs de el es fa ff ha hr hu hy it ja ka kmr ln mk ml nb pa pl ps pt ro ru "
    "rw sk sl so sq sr ss sv sw ta ti tl tr uk ur uz vi wo zh"
).split()
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


def _codes(name: str) -> list[str] | tuple[str, ...] | None:
    coded: dict[str, list[str] | tuple[str, ...]] = {
        "territory": TERRITORY, "intensity": INTENSITY, "language": LANGUAGES, "language2": LANGUAGES,
        "relation": taxonomies.codes("relation"), "status": taxonomies.codes("legal_status"),
        "municipality": list(territory.municipalities()), "interpreter": ("yes", "no"),
        "home": ("yes", "no"),
    }  # fmt: skip
    return coded.get(name)


def _year(text: str) -> str:
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= now().year):
        raise CaseError(N_("A year of birth has four digits, for example 1987."))
    return text


def read(kind: str, given: dict[str, str]) -> dict[str, Any]:
    """The facts that a form holds, checked.

    Raises:
        CaseError: a code that does not exist, or an impossible year.
    """
    facts: dict[str, Any] = {}
    for name in FIELDS[kind]:
        text = given.get(name, "").strip()[:LONGEST]
        codes = _codes(name)
        if text and codes is not None and text not in codes:
            raise CaseError(N_("Choose one of the options."))
        facts[name] = _year(text) if text and name == "birth_year" else text
    return facts


def of_case(case: Case, opened: Opened) -> list[tuple[Person, Facts]]:
    """Everybody on the record with their facts, the client first. One query."""
    rows = sorted(Person.select().where(Person.case == case), key=lambda row: (row.kind, row.id))
    return [(row, opened.show_facts("person", row.uuid, row.facts)) for row in rows]


def client_of(case: Case, opened: Opened) -> Facts:
    """The client's facts; empty while nothing was filled in."""
    row = Person.get_or_none(Person.case == case, Person.kind == "client")
    return opened.show_facts("person", row.uuid, row.facts) if row else Facts()


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


def _store(case: Case, opened: Opened, by: User, row: Person, facts: dict[str, Any], verb: str) -> Person:
    row.facts = opened.hide_facts("person", row.uuid, facts)
    row.changed = now()
    with written(verb, case, opened, by):
        row.save(force_insert=row.id is None)
    return row


def save_client(case: Case, opened: Opened, by: User, given: dict[str, str]) -> Person:
    """Fill in the client's data. Raises CaseError (see ``read``)."""
    facts = read("client", given)
    row = Person.get_or_none(Person.case == case, Person.kind == "client") or Person(case=case, kind="client")
    return _store(case, opened, by, row, facts, "client.changed")


def save_person(case: Case, opened: Opened, by: User, row: Person, given: dict[str, str]) -> Person:
    """Fill in somebody of the household or a linked person; custody periods stay as they are.

    Raises:
        CaseError: see ``read``; or nothing at all was filled in.
    """
    facts = read(row.kind, given)
    if not any(facts.values()):
        raise CaseError(N_("Fill in at least one field."))
    if row.id is not None:
        old = opened.show_facts("person", row.uuid, row.facts)
        facts |= {"periods": old.get("periods", []), "listed": old["listed"]}
    return _store(case, opened, by, row, facts, "person.changed")


def save_periods(case: Case, opened: Opened, by: User, row: Person, periods: list[Period]) -> Person:
    """Replace a linked person's custody periods.

    Raises:
        CaseError: an end before its beginning, or a code that does not exist.
    """
    for period in periods:
        if period.end is not None and period.end < period.begin:
            raise CaseError(N_("The end lies before the beginning."))
        known = period.custody in taxonomies.codes("custody")
        if not known or period.modality not in ("", *taxonomies.codes("modality")):
            raise CaseError(N_("Choose one of the options."))
    facts = opened.show_facts("person", row.uuid, row.facts)
    facts["periods"] = [period.words() for period in sorted(periods, key=lambda one: one.begin)]
    return _store(case, opened, by, row, facts, "custody.changed")


def add_period(case: Case, opened: Opened, by: User, row: Person, period: Period) -> Person:
    """One more custody period. The one that was open ends on the day before: nobody is held twice."""
    held = []
    for old in periods_of(opened.show_facts("person", row.uuid, row.facts)):
        if old.end is None and old.begin < period.begin:
            eve = date.fromordinal(period.begin.toordinal() - 1)
            old = Period(old.custody, old.begin, eve, old.modality, old.prison)
        held.append(old)
    return save_periods(case, opened, by, row, [*held, period])


def remove_person(case: Case, opened: Opened, by: User, row: Person) -> None:
    """Take somebody off the record (entered by mistake, or no longer needed)."""
    with written("person.removed", case, opened, by):
        Person.delete().where(Person.id == row.id).execute()
