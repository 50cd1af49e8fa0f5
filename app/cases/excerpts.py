"""The words around what was found, with it marked; read again from the rows, for the few that are shown."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.auth.models import User
from app.cases import opening
from app.cases.finding import Hit, referral_text
from app.cases.letters import fold
from app.cases.models import Circle, CircleMember, Conference, Document, Note, Referral, Task
from app.cases.opening import Opened

AROUND = 70


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Excerpt:
    """One place: ``note``, ``task``, ``conference``, ``document`` or ``referral``."""

    kind: str
    uuid: str
    at: datetime
    pieces: list[Piece]


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in ``text``. Folding may change its length, so each letter knows its place."""
    folded, place = [], []
    for number, letter in enumerate(text):
        plain = fold(letter)
        folded.append(plain)
        place += [number] * len(plain)
    joined, found = "".join(folded), []
    for word in words:
        at = joined.find(word)
        while at >= 0:
            if len(word) >= 3 or at == 0 or not joined[at - 1].isalnum():
                found.append((place[at], place[at + len(word) - 1] + 1))
            at = joined.find(word, at + 1)
    return sorted(found)


def marked(text: str, words: list[str], around: int = 0) -> list[Piece]:
    """``text`` in pieces, the words marked; with ``around``, only the part about the first of them."""
    spans = _spans(text, words)
    begin, end = 0, len(text)
    if around and len(text) > 2 * around:
        middle = spans[0][0] if spans else 0
        begin, end = max(0, middle - around), min(len(text), middle + around)
    pieces, at = [], begin
    if begin:
        pieces.append(Piece("…", False))
    for first, last in spans:
        if first < at or last > end:
            continue
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    pieces.append(Piece(text[at:end], False))
    if end < len(text):
        pieces.append(Piece("…", False))
    return [piece for piece in pieces if piece.text]


def _text(kind: str, row: Any, key: Opened) -> str:
    if kind == "conference":
        facts = key.read_facts("conference", row.uuid, row.facts, "decisions")
        return f"{facts['participants']} · {facts['decisions']}"
    if kind == "referral":
        return referral_text(row, key)
    column = {"note": "text", "task": "words", "document": "name"}[kind]
    return key.read(kind, row.uuid, column, getattr(row, column))


def of(
    hits: list[Hit], opened: Mapping[str, Opened], user: User, private: bytes, words: list[str], each: int
) -> dict[str, list[Excerpt]]:
    """At most ``each`` excerpts for every hit, by case; a constant number of queries."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        for record in hit.records[:each]:
            wanted[record.kind].append(record.uuid)
    models: dict[str, Any] = {
        "note": Note, "task": Task, "conference": Conference, "document": Document, "referral": Referral,
    }  # fmt: skip
    rows = {
        row.uuid: row
        for kind, uuids in wanted.items()
        for row in models[kind].select().where(models[kind].uuid.in_(uuids))
    }
    ids = {row.circle_id for row in rows.values() if isinstance(row, Note) and row.circle_id}
    member = CircleMember.select(CircleMember.circle).where(CircleMember.user == user)
    circles = list(Circle.select().where(Circle.id.in_(ids), Circle.id.in_(member))) if ids else []
    keys = opening.open_many(circles, user, private) if circles else {}
    by_id = {row.id: keys.get(row.uuid) for row in circles}
    found: dict[str, list[Excerpt]] = defaultdict(list)
    for hit in hits:
        for record in hit.records[:each]:
            row = rows.get(record.uuid)
            circle = getattr(row, "circle_id", None)
            key = by_id.get(circle) if circle else opened.get(hit.case.uuid)
            if row is not None and key is not None:
                pieces = marked(_text(record.kind, row, key), words, AROUND)
                found[hit.case.uuid].append(Excerpt(record.kind, record.uuid, record.at, pieces))
    return found
