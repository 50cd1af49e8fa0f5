"""``@[name]`` in a note leads to a sheet, a partner of the case or a colleague."""

import re
from dataclasses import dataclass

from app.auth.models import User
from app.cases.letters import fold
from app.cases.models import Case, Partner
from app.cases.opening import Opened
from directory import search
from directory.models import Service

_MENTION = re.compile(r"@\[([^\[\]\n]{1,200})\]")
MOST = 6


@dataclass(frozen=True)
class Target:
    """What may be mentioned. ``kind`` is sheet, partner or colleague."""

    kind: str
    key: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``kind`` and ``key`` say where it leads, or are empty."""

    text: str
    kind: str = ""
    key: str = ""


def partners_of(case: Case, opened: Opened) -> list[Target]:
    """The partners that are still in the case, as targets."""
    rows = Partner.select().where(Partner.case == case, Partner.ended.is_null())
    found = []
    for row in rows:
        facts = opened.read_facts("partner", row.uuid, row.facts, "name")
        found.append(Target("partner", row.uuid, _plain(facts.get("person") or facts.get("name", ""))))
    return found


def colleagues() -> list[Target]:
    """Everybody who works on cases: a name says nothing about a client."""
    rows = User.select().where(User.active)
    return [Target("colleague", row.uuid, _plain(row.called)) for row in rows]


def _plain(label: str) -> str:
    return label.replace("[", "(").replace("]", ")").strip()


def of_sheet(sheet: Service, lang: str) -> str:
    """A mention of a sheet, to stand in a text."""
    return f"@[{_plain(sheet.name(lang)[0])}]"


def suggest(typed: str, partners: list[Target], lang: str) -> list[Target]:
    """What ``@typed`` may mean: ``partners`` (``partners_of``) and colleagues whose name holds it, then
    sheets."""
    folded = fold(typed).strip()
    people = [one for one in (*partners, *colleagues()) if folded in fold(one.label)]
    return [*people[: MOST - 2], *sheets(typed, lang)][: MOST + 2]


def sheets(typed: str, lang: str) -> list[Target]:
    """The sheets that a few letters may mean."""
    if not typed.strip():
        return []
    ids = [hit.external_id for hit in search.find(search.Criteria(q=typed), limit=MOST).hits]
    rows = {row.external_id: row for row in Service.select().where(Service.external_id.in_(ids))}
    return [Target("sheet", one, _plain(rows[one].name(lang)[0])) for one in ids if one in rows]


def resolve(text: str, case: Case, opened: Opened) -> dict[str, str]:
    """Where each mention of ``text`` leads (``{"name": "sheet:ocmw-1080"}``). Unknown names are left out.

    Kept with the note: a sheet that is renamed later is still found.
    """
    labels = set(_MENTION.findall(text))
    if not labels:
        return {}
    named = Service.name_nl.in_(labels) | Service.name_fr.in_(labels) | Service.name_en.in_(labels)
    known: dict[str, str] = {}
    for row in Service.select().where(named, ~Service.archived):
        known |= dict.fromkeys((row.name_nl, row.name_fr, row.name_en), f"sheet:{row.external_id}")
    for one in (*colleagues(), *partners_of(case, opened)):
        known[one.label] = f"{one.kind}:{one.key}"
    return {label: known[label] for label in labels if label in known}


def pieces(text: str, links: dict[str, str]) -> list[Piece]:
    """The text cut at its mentions, for showing."""
    found, at = [], 0
    for match in _MENTION.finditer(text):
        found.append(Piece(text[at : match.start()]))
        kind, _colon, key = links.get(match[1], "").partition(":")
        found.append(Piece(f"@{match[1]}", kind, key))
        at = match.end()
    return [piece for piece in (*found, Piece(text[at:])) if piece.text]
