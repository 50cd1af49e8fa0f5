"""What somebody says is otherwise than the sheet has it, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.i18n import N_, day
from app.resources.colleagues import names
from app.resources.edit_forms import field_label, value_in_words
from directory import facts, snapshots
from directory.models import Service
from directory.snapshots import FIELDS
from directory.suggestions import CONFIRMED, SERVICE, Suggestion

_HEADLINES = {
    "phone": N_("The phone number is not right"),
    "hours": N_("The hours are not right"),
    "address": N_("The address is not right"),
    "access": N_("How to get in is not right"),
    "languages": N_("The languages are not right"),
    "closed": N_("This service does not exist any more"),
    "other": N_("Something is not right"),
}
STATES = {
    "open": N_("An editor has not looked yet"),
    "accepted": N_("Taken over"),
    "changed": N_("Worked into the sheet"),
    "rejected": N_("Not taken over"),
    "replaced": N_("Replaced by a later answer"),
}


@dataclass(frozen=True)
class Proposal:
    """One field: what the sheet holds, and what it should be."""

    label: str
    now: str
    then: str


@dataclass(frozen=True)
class Remark:
    """A suggestion in words. ``by``: who says so, and when. ``simple``: one click can take it over."""

    uuid: str
    sheet: str
    sheet_name: str
    headline: str
    words: str
    by: str
    proposals: list[Proposal]
    parts: list[str]
    state: str
    answer: str
    simple: bool


def headline(row: Suggestion) -> str:
    """What it says, in one line."""
    if row.kind == "phone" and row.number:
        return _("%(number)s does not work", number=facts.format_phone(row.number))
    if row.kind in _HEADLINES:
        return _(_HEADLINES[row.kind])
    if row.kind == CONFIRMED:
        return _("The service itself says that all is right")
    if row.origin == SERVICE:
        return _("The service itself says otherwise")
    return _("%(source)s says otherwise", source=row.source or _("Another source"))


def to_itself(row: Suggestion) -> str:
    """The same of what a service said through its link, for that service."""
    return _("You said that all is right") if row.kind == CONFIRMED else _("You said what is otherwise")


def _by(row: Suggestion, who: dict[str, str]) -> str:
    said = [who.get(row.who, ""), _("The service itself") if row.origin == SERVICE else "", row.source]
    return ", ".join([*(part for part in said if part), day(row.day)])


def proposal(field: str, now: Any, then: Any) -> Proposal:
    """A change of one field in words."""
    return Proposal(field_label(field), value_in_words(field, now), value_in_words(field, then))


def in_words(rows: list[Suggestion], lang: str) -> list[Remark]:
    """The suggestions as pages show them, in as many queries for one as for fifty."""
    who, found = names(row.who for row in rows), []
    held = snapshots.of_many([row.service for row in rows])
    for row in rows:
        sheet, values = row.service, row.values()
        current = held[sheet.id]
        proposals = [proposal(name, current[name], values[name]) for name in FIELDS if name in values]
        found.append(
            Remark(
                uuid=row.uuid, sheet=sheet.external_id, sheet_name=sheet.name(lang)[0],
                headline=headline(row), words=row.words, by=_by(row, who), proposals=proposals,
                parts=row.parts(), state=_(STATES[row.state]), answer=row.answer,
                simple=row.can_be_taken(current),
            )
        )  # fmt: skip
    return found


def of_sheet(uuid: str, sheet: Service) -> Suggestion | None:
    """An open suggestion of a sheet by its uuid, or None."""
    row = Suggestion.get_or_none(Suggestion.uuid == uuid) if uuid else None
    return row if row is not None and row.service == sheet and row.state == "open" else None


@dataclass(frozen=True)
class Told:
    """What became of something that one reported."""

    sheet: str
    sheet_name: str
    headline: str
    words: str
    state: str
    answer: str
    at: datetime


def told(rows: list[Suggestion], lang: str) -> list[Told]:
    """For whoever reported it."""
    return [
        Told(
            row.service.external_id, row.service.name(lang)[0], headline(row), row.words,
            _(STATES[row.state]), row.answer, row.decided_at or row.at,
        )
        for row in rows
    ]  # fmt: skip
