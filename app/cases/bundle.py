"""Subject access: all that is held about a client, readable, with the names of others masked.

What circles of others hold is not in it: each of them makes a bundle of their own (docs/security.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.audit import AuditLine
from app.auth.models import User
from app.cases import (
    answers,
    blanking,
    conferences,
    consent,
    custody,
    happenings,
    looking,
    notes,
    partners,
    people,
    referrals,
)
from app.cases.circles import OpenedCircle
from app.cases.models import (
    Appointment,
    Case,
    Document,
    Member,
    Note,
    Plan,
    Referral,
    ReferralEvent,
    Task,
)
from app.cases.opening import Facts, Opened
from directory import discretion
from directory.models import Service

MASK = "▇▇▇"
SHORTEST = 2


@dataclass(frozen=True)
class Item:
    """One thing that is held: when, by whom, and its words by name (codes are named by the page)."""

    at: datetime | date | None
    by: str = ""
    words: dict[str, Any] = field(default_factory=dict)


def mask_words(persons: Iterable[Facts], partner_names: Iterable[str]) -> list[str]:
    """The names of third parties that the case knows, whole and word by word, to be masked unless the
    client may see them."""
    found = [name.strip() for name in (*(facts["name"] for facts in persons), *partner_names)]
    words = [word.strip(".,()") for name in found for word in name.split()]
    return sorted({name for name in (*found, *words) if len(name) >= SHORTEST}, key=str.casefold)


def masked(text: str, words: list[str]) -> str:
    """The text without ``words``, however they are written, and only as whole words. The longest go first."""
    return blanking.without_names(text, (one for one in words if len(one.strip()) >= SHORTEST), MASK)


def masked_item(item: Item, words: list[str]) -> Item:
    """The item with every text masked."""

    def cleaned(value: Any) -> Any:
        if isinstance(value, str):
            return masked(value, words)
        if isinstance(value, list):
            return [cleaned(one) for one in value]
        return value

    return Item(item.at, item.by, {name: cleaned(value) for name, value in item.words.items()})


def _who(user: User | None) -> str:
    return user.called if user else ""


def _notes(case: Case, opened: Opened, circles: dict[int, OpenedCircle]) -> list[Item]:
    rows = Note.select(Note, User).join(User).where(Note.case == case).order_by(Note.at)
    keys: dict[int | None, Opened] = {number: one.opened for number, one in circles.items()}
    keys[None] = opened
    readable = [row for row in rows if row.circle_id in keys]
    before = notes.versions({row.id: keys[row.circle_id] for row in readable})
    found = []
    for note in readable:
        words = {
            "text": keys[note.circle_id].read("note", note.uuid, "text", note.text),
            "interventions": note.interventions.split(),
            "domains": note.domains.split(), "channel": note.channel, "minutes": note.minutes,
            "phase": note.phase, "written": note.written,
        }  # fmt: skip
        found.append(Item(note.at, _who(note.author), words))
        found += [Item(at, _who(note.author), {"older": old["text"]}) for at, old in before[note.id]]
    return found


def _referrals(case: Case, opened: Opened, lang: str) -> list[Item]:
    rows = Referral.select(Referral, User, Service).join(User).switch(Referral).left_outer_join(Service)
    steps, told = defaultdict(list), defaultdict(list)
    events = ReferralEvent.select(ReferralEvent, User).left_outer_join(User)
    for event in events.where(ReferralEvent.case == case).order_by(ReferralEvent.id):
        steps[event.referral_id].append(event)
    for answer in answers.of_case(case, opened):
        told[answer.referral.id].append(answer)
    found = []
    for row in rows.where(Referral.case == case).order_by(Referral.id):
        to = discretion.name_of(row.service, lang) if row.service else row.unit
        words: dict[str, Any] = {"to": to, "kind": row.kind, "status": row.status, "outcome": row.outcome}
        if referrals.is_damaged(opened, row):
            words["text"] = str(_("This cannot be read any more."))
        else:
            words |= {f"block_{code}": text for code, text in referrals.words_of(opened, row).items()}
            words |= {f"aside_{code}": text for code, text in referrals.aside_of(opened, row).items()}
        found.append(Item(row.at, _who(row.author), words))
        found += [Item(one.at, _who(one.who), {"to": to, "step": one.verb}) for one in steps[row.id]]
        found += [Item(one.at, one.by or to, {"step": one.verb, "text": one.words}) for one in told[row.id]]
    return found


def _persons(case: Case, opened: Opened, kind: str) -> list[Item]:
    found = []
    for row, facts in people.of_case(case, opened):
        if row.kind == kind:
            plain = {name: value for name, value in facts.items() if name not in ("periods", "listed")}
            found.append(Item(row.changed, "", plain))
            for period in people.periods_of(facts):
                found.append(Item(period.begin, "", custody.Period.words(period)))
    return found


def _conferences(case: Case, opened: Opened) -> list[Item]:
    found = []
    for one in reversed(conferences.of_case(case, opened)):
        words = {name: one.facts[name] for name in ("participants", "decisions")}
        found.append(Item(one.at, "", words))
        for at, _on, old in reversed(one.before):
            found.append(Item(at, "", {"older": "\n".join((old["participants"], old["decisions"]))}))
    return found


def of_case(case: Case, opened: Opened, circles: dict[int, OpenedCircle], lang: str) -> dict[str, list[Item]]:
    """All that is held, by section in the order of the page. ``circles`` are those of the reader."""

    def facts(model: Any, table: str, at: str, became: str) -> list[Item]:
        rows = list(model.select().where(model.case == case).order_by(model.id))
        held = happenings.of_plans if model is Plan else happenings.of_appointments
        steps, found = held({case.id: opened}, [row.id for row in rows]), []
        for row in rows:
            words = dict(opened.read_facts(table, row.uuid, row.facts, "text"))
            found.append(Item(getattr(row, at), "", words))
            found += [Item(one.was or one.at, one.who, {became: one.verb}) for one in steps.get(row.id, [])]
        return found

    tasks = Task.select(Task, User).join(User, on=(Task.author == User.id)).where(Task.case == case)
    team = Member.select(Member, User).join(User).where(Member.case == case)
    looked = AuditLine.select().where(AuditLine.about == case.uuid).order_by(AuditLine.at)
    names = {user.uuid: _who(user) for user in User.select()}
    return {
        "client": [
            Item(case.created, "", {"title": opened.read("case", case.uuid, "title", case.title)}),
            *_persons(case, opened, "client"),
        ],
        "household": _persons(case, opened, "household"),
        "linked": _persons(case, opened, "linked"),
        "notes": _notes(case, opened, circles),
        "tasks": [
            Item(row.created, _who(row.author), {
                "text": opened.read("task", row.uuid, "words", row.words), "due": row.due, "done": row.done,
            }) for row in tasks.order_by(Task.id)
        ],
        "consents": [
            Item(row.given, _who(row.author), {
                "scope": row.scope.split(),
                "to": discretion.name_of(row.service, lang) if row.service else row.unit,
                "until": row.until, "withdrawn": row.withdrawn,
                "proof": opened.read("consent", row.uuid, "proof", row.proof),
            }) for row in consent.of_case(case)
        ],
        "referrals": _referrals(case, opened, lang),
        "partners": [Item(one.last, "", dict(one.facts)) for one in partners.of_case(case, opened)],
        "conferences": _conferences(case, opened),
        "plans": facts(Plan, "plan", "changed", "plan_became"),
        "appointments": facts(Appointment, "appointment", "at", "became"),
        "documents": [
            Item(row.at, "", {"name": opened.read("document", row.uuid, "name", row.name)})
            for row in Document.select().where(Document.case == case)
        ],
        "team": [Item(row.since, _who(row.user), {"part": row.part}) for row in team],
        "looked": [
            Item(line.at, names.get(line.who, ""), {"look": line.verb})
            for line in looked
            if looking.reads(line.verb)
        ],
    }  # fmt: skip
