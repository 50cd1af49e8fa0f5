"""Whom to ask about a case: the sheets that are reference expertise, those for what it is about first."""

from dataclasses import dataclass

from app.cases.models import Case, Note
from app.cases.referrals import JUSTICE_CHAIN
from directory import expertise


@dataclass(frozen=True)
class Expert:
    """A service that colleagues ask: on what, and whether the case is about that (``fits``)."""

    external_id: str
    name: str
    subjects: list[str]
    fits: bool


def needs_of(case: Case) -> tuple[str, ...]:
    """What the case is about, as subjects: the life domains and interventions of its notes. Those for some of
    the team only, and private ones, leave no trace here. One query.
    """
    query = Note.select(Note.domains, Note.interventions).where(Note.case == case, Note.circle.is_null())
    found = set[str]()
    for row in query.distinct():
        found |= {f"life_domain:{code}" for code in str(row.domains).split()}
        found |= {f"intervention:{code}" for code in str(row.interventions).split()}
    return tuple(sorted(found))


def experts(case: Case, lang: str) -> list[Expert]:
    """Who is to be asked, those for what the case is about first; none of the justice chain. Two queries."""
    near = expertise.nearby(needs_of(case))
    found = []
    for sheet, subjects in expertise.who_knows():
        if sheet.category not in JUSTICE_CHAIN:
            fitting = [code for code in subjects if code in near]
            words = [expertise.label(code, lang) for code in fitting or subjects]
            found.append(Expert(sheet.external_id, sheet.name(lang)[0], words, bool(fitting)))
    return sorted(found, key=lambda one: (not one.fits, one.name.casefold()))
