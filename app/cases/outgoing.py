"""What leaves the service: composed block by block, never a raw note. Each block is a proposal that the
caseworker changes together with the client."""

import re
from contextlib import suppress
from datetime import date

from flask_babel import gettext as _

from app.auth.models import User
from app.cases import clock, names, people, referrals
from app.cases.errors import CaseError
from app.cases.models import Case, Person, Referral, ReferralEvent
from app.cases.opening import Facts, Opened
from app.i18n import N_
from app.vault.errors import Tampered
from directory import facts as formats
from directory import taxonomies
from directory.models import Phone, Service

# What ends a name: a bracket, a comma and the like; a hyphen only between blanks.
_BEHIND_A_NAME = re.compile(r"\s*(?:[(\[,;:/|+–—]|\s-\s)")


def _household(persons: list[tuple[Person, Facts]], lang: str) -> str:
    lines = []
    for _row, facts in persons:
        relation = taxonomies.label("relation", facts["relation"], lang) if facts["relation"] else ""
        year = f"({facts['birth_year']})" if facts["birth_year"] else ""
        lines.append(" ".join(part for part in (relation, year) if part))
    return "\n".join(line for line in lines if line)


def _name_in_title(case: Case, opened: Opened) -> str:
    """The name with which the case's title begins, for what leaves; '' where it cannot be read any more. What
    colleagues write behind it (*Fatima B. – zoon in Haren*) is for themselves."""
    with suppress(Tampered):
        return _BEHIND_A_NAME.split(opened.show("case", case.uuid, "title", case.title).strip(), 1)[0].strip()
    return ""


def proposal(case: Case, opened: Opened, lang: str, by: User) -> dict[str, str]:
    """A first text for each block, from what is known. The situation and the question stay empty: what
    the recipient needs to know is thought about anew each time."""
    everybody = people.of_case(case, opened)
    client = next((facts for one, facts in everybody if one.kind == "client"), Facts())
    spoken = [names.language(client[name], lang) for name in ("language", "language2") if client[name]]
    if client["interpreter"] == "yes":
        spoken.append(_("an interpreter is needed"))
    linked = [facts for one, facts in everybody if one.kind == "linked"]
    relation = [taxonomies.label("relation", one["relation"], lang) for one in linked if one["relation"]]
    return {
        "identity": client["name"] or _name_in_title(case, opened),
        "contact": client["reach"] or _("Through us: %(who)s", who=by.called),
        "language": ", ".join(spoken),
        "household": _household([pair for pair in everybody if pair[0].kind == "household"], lang),
        "question": "",
        "situation": "",
        "done": "",
        "linked": ", ".join(relation),
    }


def paper(words: dict[str, str]) -> list[tuple[str, str]]:
    """The blocks that leave, with their headings, in the order of the letter."""
    headings = names.blocks()
    return [(headings[code], words[code]) for code in headings if code in words]


def left_on(row: Referral) -> date | None:
    """The day on which it left the service; None while it has not."""
    first = ReferralEvent.select().where(
        ReferralEvent.referral == row, ReferralEvent.verb.in_(("give", "request"))
    )
    event = first.order_by(ReferralEvent.id).first()
    return clock.day_of(event.at) if event else None


def may_be_printed(row: Referral) -> None:
    """Raises CaseError, saying why, unless there is a letter of it that may leave today."""
    if row.status in {"cancelled", "entered_in_error"}:
        raise CaseError(N_("This referral was stopped: there is no letter any more."))
    if row.status == "draft" or row.content is None:
        raise CaseError(N_("First look together at what leaves: the preview."))
    referrals.may_go(row)


def is_printable(row: Referral) -> bool:
    """Whether ``may_be_printed`` has nothing against it."""
    try:
        may_be_printed(row)
    except CaseError:
        return False
    return True


def phones(sheet: Service | None) -> list[str]:
    """A sheet's phones as one reads them."""
    if sheet is None:
        return []
    rows = Phone.select().where(Phone.service == sheet).order_by(Phone.position)
    return [formats.format_phone(row.number) for row in rows]
