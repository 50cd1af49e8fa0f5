"""Partners of a case: who works along, in which role, what for, since when, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee

from app.auth.models import User
from app.cases import clock, closing
from app.cases.errors import CaseError
from app.cases.models import Case, Note, Partner, Referral
from app.cases.opening import Opened
from app.cases.overtaken import merged
from app.cases.referrals import JUSTICE_CHAIN
from app.cases.typed import within
from app.cases.writing import written
from app.i18n import N_
from directory import merging
from directory.clock import now
from directory.models import Service

ROLES = ("lawyer", "ocmw", "municipality", "health_fund", "school", "care", "debt", "housing", "other")
FIELDS = (
    "sheet", "name", "role", "person", "phone", "email", "purpose", "since", "next_step", "caller",
    "mandate", "mandate_until", "consent",
)  # fmt: skip
_DATES = ("since", "mandate_until")
LONGEST = 1_000


@dataclass(frozen=True)
class PartnerLine:
    """A partner with its facts and the day of the last contact."""

    uuid: str
    facts: dict[str, Any]
    last: datetime | None
    ended: datetime | None
    noted: datetime
    justice: bool = False

    def on(self, name: str) -> date | None:
        """The day in a fact: ``since`` or ``mandate_until``."""
        text = str(self.facts.get(name, ""))
        return date.fromisoformat(text) if text else None

    def is_silent(self, days: int) -> bool:
        """Whether nothing was heard for so many days from a partner that works along: since the last news,
        or else since the partner was noted. The justice chain is not asked for any."""
        here = self.ended is None and not self.justice
        return here and (now() - (self.last or self.noted)).days >= days

    @property
    def mandate_over(self) -> bool:
        """Whether the mandate ran out."""
        until = self.facts.get("mandate_until", "")
        return bool(until) and until < clock.today().isoformat()


def read(given: dict[str, str]) -> dict[str, str]:
    """The facts of a form. Raises CaseError: a day that does not exist, a text that is too long, or neither a
    sheet nor a name."""
    facts = {name: within(given.get(name, ""), LONGEST, name) for name in FIELDS}
    for name in _DATES:
        day = clock.read_day(facts[name], name)
        facts[name] = day.isoformat() if day else ""
    sheet = Service.get_or_none(Service.external_id == facts["sheet"]) if facts["sheet"] else None
    if facts["sheet"] and sheet is None:
        raise CaseError(N_("This service is not in the directory."), "sheet")
    if not (facts["name"] or facts["person"] or sheet):
        raise CaseError(N_("Who is it? A name or a service is enough."), "name")
    if facts["role"] not in ("", *ROLES):
        raise CaseError(N_("Choose one of the options."), "role")
    return facts


def save(case: Case, opened: Opened, by: User, row: Partner | None, given: dict[str, str]) -> Partner:
    """Add or change a partner. ``given``: the form, with what it showed (``seen``).

    Raises:
        CaseError: see ``read``; Overtaken.
    """
    facts = read(given)
    if not facts["name"] and facts["sheet"]:
        sheet = Service.get(Service.external_id == facts["sheet"])
        facts["name"] = sheet.name("nl")[0]
    with written("partner.changed", case, opened, by):
        if row is None:
            row = Partner(case=case)
            closing.begun(case, opened, by)
        else:
            row = Partner.get_by_id(row.id)
            old = in_form(opened.show_facts("partner", row.uuid, row.facts))
            facts = merged(given.get("seen", ""), old, facts)
        row.facts = opened.hide_facts("partner", row.uuid, facts)
        row.save(force_insert=row.id is None)
    return row


def in_form(facts: dict[str, Any]) -> dict[str, Any]:
    """What a partner's form shows of the facts. A service that was merged is the one it went into."""
    sheet = facts.get("sheet", "")
    return facts | {"sheet": merging.current([sheet]).get(sheet, sheet) if sheet else ""}


def end(case: Case, opened: Opened, by: User, row: Partner) -> None:
    """The partner no longer works along; what was noted stays."""
    with written("partner.ended", case, opened, by):
        Partner.update(ended=now()).where(Partner.id == row.id, Partner.ended.is_null()).execute()


def of_case(case: Case, opened: Opened) -> list[PartnerLine]:
    """The partners, those still there first; as many queries whatever their number. The last news is a note
    of a contact that the whole team reads, or news of a referral to the same sheet, or to one that was merged
    into it."""
    rows = list(Partner.select().where(Partner.case == case))
    spoken = Note.select(Note.partner, peewee.fn.MAX(Note.at)).where(Note.case == case, Note.circle.is_null())
    latest: Any = spoken.where(Note.partner.is_null(False)).group_by(Note.partner).tuples()
    last: dict[int, Any] = dict(list(latest))
    heard: Any = Referral.select(Service.external_id, peewee.fn.MAX(Referral.news)).join(Service)
    heard = heard.where(Referral.case == case, Referral.status != "draft").group_by(Service.external_id)
    told: list[tuple[str, Any]] = list(heard.tuples())
    facts = {row.id: opened.read_facts("partner", row.uuid, row.facts, "name") for row in rows}
    named = [one["sheet"] for one in facts.values() if one.get("sheet")]
    onward = merging.current([*named, *(sheet for sheet, _moment in told)])
    news: dict[str, datetime | None] = {}
    for sheet, moment in told:
        now_at = onward.get(sheet, sheet)
        news[now_at] = _latest(news.get(now_at), moment)
    for one in facts.values():
        one["sheet"] = onward.get(one.get("sheet", ""), one.get("sheet", ""))
    sheets = [one["sheet"] for one in facts.values() if one["sheet"]]
    chain = {
        row.external_id
        for row in Service.select(Service.external_id, Service.category).where(
            Service.external_id.in_(sheets), Service.category.in_(list(JUSTICE_CHAIN))
        )
    }
    lines = [
        PartnerLine(
            row.uuid, facts[row.id], _latest(last.get(row.id), news.get(facts[row.id]["sheet"])),
            row.ended, row.changed, facts[row.id]["sheet"] in chain,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(
        lines, key=lambda line: (line.ended is not None, str(line.facts.get("name", "")).casefold())
    )


def _latest(*found: Any) -> datetime | None:
    """The latest of moments as a database gives them (a text, from SQLite's MAX), or None."""
    moments = [datetime.fromisoformat(one) if isinstance(one, str) else one for one in found if one]
    return max(moments, default=None)
