"""The words of a subject access bundle: what each thing is called that is held."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.cases import names, tie_names
from app.cases.bundle import Item
from app.i18n import day, when
from directory import taxonomies


def sections() -> dict[str, str]:
    """The parts of a bundle, in their order."""
    return {
        "client": _("The client"), "household": _("Household and ties"), "linked": _("Linked person"),
        "notes": _("Notes"), "tasks": _("Tasks and deadlines"), "consents": _("Agreements"),
        "referrals": _("Referrals"), "partners": _("Partners"), "conferences": _("Case conferences"),
        "plans": _("Staying in touch"), "appointments": _("Appointments and interpreters"),
        "documents": _("Documents"), "team": _("Team"), "looked": _("Who looked"),
    }  # fmt: skip


def looks() -> dict[str, str]:
    """Looking at a case, as the log's verbs say it."""
    return {
        "case.read": _("Opened a page of the case"), "case.found": _("Found the case by searching"),
        "note.read": _("Opened a note"), "document.read": _("Opened a document"),
        "referral.read": _("Opened a referral"), "referral.letter": _("Opened a letter"),
        "bundle.read": _("Put together all that is held"),
    }  # fmt: skip


def labels() -> dict[str, str]:
    """What each word is called, by the name that it has in its row and in its form."""
    return {
        "title": _("Name or pseudonym"), "name": _("Name"), "reach": _("How to reach, and how not"),
        "territory": _("Territory"), "municipality": _("Municipality"),
        "language": _("Language the client prefers"), "language2": _("Second language"),
        "interpreter": _("Needs an interpreter"), "intensity": _("Intensity"),
        "birth_year": _("Year of birth"), "relation": _("Relation to the client"),
        "home": _("Lives in the same home"), "remark": _("Remark"),
        "status": _("Status"), "custody": _("Custody"), "begin": _("From"), "end": _("Until"),
        "modality": _("Modality"), "prison": _("Prison"), "older": _("Earlier version"),
        "interventions": _("What you did"), "domains": _("What it was about"), "channel": _("How"),
        "minutes": _("Minutes"), "phase": _("Phase"), "due": _("By"), "done": _("Done"),
        "scope": _("What the agreement covers"),
        "to": _("To whom"), "until": _("Until"), "withdrawn": _("Taken back"), "proof": _("What was said"),
        "kind": _("Kind"), "outcome": _("Outcome"), "step": _("Step"), "look": _("What was done"),
        "role": _("Role"),
        "person": _("Person"),
        "phone": _("Phone"), "email": _("E-mail address"), "purpose": _("What for"), "since": _("Since"),
        "next_step": _("Next step"), "caller": _("Who calls whom"), "mandate": _("Mandate"),
        "mandate_until": _("Mandate until"), "participants": _("Who took part"),
        "decisions": _("What was agreed (only what is needed)"), "way": _("How they stay in touch"),
        "who": _("Who"), "how_often": _("How often"), "next": _("Next time (optional)"),
        "obstacles": _("What hinders"), "place": _("Place"), "about": _("What about (optional)"),
        "part": _("Part"), "sheet": _("Sheet"), "became": _("What became of it"),
        "plan_became": _("What became of it"), "written": _("Written on"),
    }  # fmt: skip


def coded(lang: str) -> dict[str, Callable[[str], str]]:
    """Of the words that are codes: what a code says; one that is unknown says itself."""

    def of(words: dict[str, str]) -> Callable[[str], str]:
        return lambda code: words.get(code, code)

    def term(scheme: str) -> Callable[[str], str]:
        return lambda code: taxonomies.label(scheme, code, lang)

    parts = {"lead": _("lead"), "deputy": _("deputy"), "emergency": _("emergency")}
    return {
        "territory": of(dict(names.territories())), "municipality": lambda nis: names.municipality(nis, lang),
        "language": lambda code: names.language(code, lang),
        "language2": lambda code: names.language(code, lang),
        "intensity": of(dict(names.intensities())), "relation": term("relation"), "custody": term("custody"),
        "modality": term("modality"), "interventions": term("intervention"), "domains": term("life_domain"),
        "channel": term("channel"), "phase": of(names.phases()), "kind": of(names.kinds()),
        "outcome": of(dict(names.outcomes())), "look": of(looks()),
        "step": of(names.answers() | names.steps()), "role": of(dict(names.roles())),
        "way": of(dict(tie_names.ways())), "obstacles": of(dict(tie_names.obstacles())), "part": of(parts),
        "status": of(names.statuses() | dict(names.term_pairs("legal_status", lang))),
        "scope": of(names.blocks() | names.linked_scopes()),
        "became": of(tie_names.became()), "plan_became": of(tie_names.became(plan=True)),
        "home": of({"yes": _("Yes"), "no": _("No")}), "interpreter": of({"yes": _("Yes"), "no": _("No")}),
    }  # fmt: skip


def lines(item: Item, lang: str) -> list[tuple[str, str]]:
    """What an item says: each word with its label ('' for a text), nothing that is empty."""
    named, told = labels(), coded(lang)
    for code, text in names.blocks().items():
        named |= {f"block_{code}": text, f"aside_{code}": _("%(what)s (not taken along)", what=text)}

    def shown(name: str, value: Any) -> str:
        if isinstance(value, datetime):
            return when(value)
        if isinstance(value, date):
            return day(value)
        if isinstance(value, list):
            return ", ".join(shown(name, one) for one in value)
        return told[name](value) if name in told and isinstance(value, str) else str(value)

    return [(named.get(name, ""), shown(name, value)) for name, value in item.words.items() if value]
