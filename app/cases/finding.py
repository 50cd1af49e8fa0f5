"""Search in one's own cases: names, pseudonyms, telephone numbers, notes, tasks, partners, conferences, texts
of referrals, names of documents.

There is no index. What was read once is kept in the memory of the process for as long as the browser is
signed in, folded for searching and encrypted under a key that only that browser's token makes: after signing
out nobody reads it, and it never touches the disk. Only the cases that the reader may see at this moment are
looked through, so what is not theirs leaves no trace in what is found, in counts or in time.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.auth.models import User
from app.cases import opening, slips
from app.cases.access import visible_to
from app.cases.letters import fold
from app.cases.models import (
    Case,
    Circle,
    CircleMember,
    Conference,
    Document,
    Note,
    Partner,
    Person,
    Referral,
    Task,
)
from app.cases.opening import Opened
from app.cases.referrals import ASIDE
from app.cases.shelves import MOST, SHELVES, Kept, Record, Shelf
from app.vault import keys
from directory.clock import now

# For so long a line of the log stands for whatever one browser is shown of a case.
TOLD = timedelta(minutes=15)
_RECORD = "\x1e"
_NOT_WORD = re.compile(r"[^\w]+")
# Six digits at least, with whatever stands between them; at home they begin with 0. A display may leave the +
# of a number out (*32470123456*). A day with its year is none.
_NUMBER = re.compile(
    r"(?<!\d)(?!\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d))"
    r"(?:(?:\+\s?\d|0)(?:[\s./()-]{0,3}\d){5,}|32(?=[1-9])\d{8,9}(?!\d))"
)


def numbers_of(text: str) -> list[str]:
    """The telephone numbers in a text, each in one piece and as one dials it here."""
    found = []
    for one in _NUMBER.findall(text):
        digits = "".join(filter(str.isdigit, one.replace("(0)", "")))
        abroad = one[0] in "+3" or digits.startswith("00")
        found.append(re.sub("^320?", "0", digits.removeprefix("00")) if abroad else digits)
    return found


def words_of(text: str) -> list[str]:
    """The words of a query. A telephone number is one, however it is written."""
    if len(numbers := numbers_of(text)) == 1 and not _NUMBER.sub("", text).strip():
        return numbers
    return plain_words_of(text)


def plain_words_of(text: str) -> list[str]:
    """The words of a query as they may stand in a text."""
    return [word for word in _NOT_WORD.split(fold(text)) if word][:8]


def has(text: str, word: str) -> bool:
    """Whether a folded text holds a word: a short one at the beginning of a word, else anywhere."""
    return f" {word}" in text if len(word) < 3 else word in text


@dataclass(frozen=True)
class Hit:
    """A case (its id, uuid, key version, title, when it was touched) in which everything was found: by its
    names, or in these records, the latest first. ``near``: where nothing has exactly what was typed, the
    words that one letter of it makes."""

    case: Any
    by_name: bool
    records: list[Record]
    near: tuple[str, ...] = ()


# What is read of each table; as plain tuples, because a model for each of 5,000 notes takes half a second.
_COLUMNS: dict[Any, list[Any]] = {
    Person: [Person.case, Person.uuid, Person.facts],
    Partner: [Partner.case, Partner.uuid, Partner.facts],
    Note: [Note.case, Note.uuid, Note.text, Note.at, Note.circle],
    Task: [Task.case, Task.uuid, Task.words, Task.created],
    Conference: [Conference.case, Conference.uuid, Conference.facts, Conference.at],
    Document: [Document.case, Document.uuid, Document.name, Document.at],
    Referral: [Referral.case, Referral.uuid, Referral.content, Referral.at],
}


def _grouped(model: Any, cases: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in model.select(*_COLUMNS[model]).where(model.case.in_(cases)).namedtuples():
        found[row.case].append(row)
    return found


def referral_text(row: Any, key: Opened) -> str:
    """What was composed in a referral, taken along or not; '' of one that has no text."""
    if row.content is None:
        return ""
    facts = key.read_facts("referral", row.uuid, row.content, "text", "content")
    aside = facts.pop(ASIDE, {})
    return "\n".join([*facts.values(), *aside.values()])


class _Reader:
    """Reads cases into texts: a constant number of queries for any number of cases."""

    def __init__(self, cases: list[Any], user: User, private: bytes) -> None:
        ids = [case.id for case in cases]
        self.opened = opening.readable(cases, opening.open_many(cases, user, private))
        mine = CircleMember.select(CircleMember.circle).where(CircleMember.user == user)
        circles = list(Circle.select().where(Circle.case.in_(ids), Circle.id.in_(mine)))
        keys_ = opening.open_many(circles, user, private) if circles else {}
        self.circles = {row.id: keys_[row.uuid] for row in circles if row.uuid in keys_}
        self.rows = {model: _grouped(model, ids) for model in _COLUMNS}

    def names(self, case: Any, key: Opened) -> str:
        texts = [key.show("case", case.uuid, "title", case.title)]
        for row in self.rows[Person][case.id]:
            facts = key.read_facts("person", row.uuid, row.facts, "name")
            texts += [str(facts["name"]), str(facts["reach"])]
        for row in self.rows[Partner][case.id]:
            facts = key.read_facts("partner", row.uuid, row.facts, "name")
            texts += [str(facts["name"]), str(facts["person"]), str(facts["phone"])]
        return "\n".join(text for text in texts if text)

    def records(self, case: Any, key: Opened) -> Iterable[tuple[Record, str]]:
        for row in self.rows[Note][case.id]:
            its = self.circles.get(row.circle) if row.circle else key
            if its is not None:  # not of the reader's circles: as if it were not there
                yield Record("note", row.uuid, row.at), its.read("note", row.uuid, "text", row.text)
        for row in self.rows[Task][case.id]:
            yield Record("task", row.uuid, row.created), key.read("task", row.uuid, "words", row.words)
        for row in self.rows[Conference][case.id]:
            facts = key.read_facts("conference", row.uuid, row.facts, "decisions")
            yield Record("conference", row.uuid, row.at), f"{facts['participants']}\n{facts['decisions']}"
        for row in self.rows[Document][case.id]:
            yield Record("document", row.uuid, row.at), key.read("document", row.uuid, "name", row.name)
        for row in self.rows[Referral][case.id]:
            yield Record("referral", row.uuid, row.at), referral_text(row, key)


def _context(case: Any) -> bytes:
    return b"found in " + case.uuid.encode()


def _folded(text: str) -> str:
    return " ".join(["", _NOT_WORD.sub(" ", fold(text)), *numbers_of(text)])


def _read(shelf: Shelf, cases: list[Any], user: User, private: bytes, secret: bytes) -> None:
    """Put cases on the shelf."""
    reader = _Reader(cases, user, private)
    for case in cases:
        key = reader.opened.get(case.uuid)
        if key is None:
            continue
        pairs = list(reader.records(case, key))
        texts = [_folded(reader.names(case, key)), *(_folded(text) for _record, text in pairs)]
        sealed = keys.wrap(secret, _RECORD.join(texts).encode(), _context(case))
        shelf.cases[case.uuid] = Kept(
            (case.key_version, case.touched), [record for record, _text in pairs], sealed
        )


# A word as it may stand in a text: as it was typed, or else any that is near to it.
Word = tuple[str, ...]


def _has(text: str, word: Word) -> bool:
    return any(has(text, one) for one in word)


def _match(case: Any, kept: Kept, text: str, words: list[Word], near: Word = ()) -> Hit | None:
    if not all(any(one in text for one in word) for word in words):
        return None
    names, *texts = text.split(_RECORD)
    rest = [word for word in words if not _has(names, word)]
    if not rest:
        return Hit(case, True, [], near)
    found = [
        record for record, one in zip(kept.records, texts, strict=True)
        if all(_has(one, word) for word in rest)
    ]  # fmt: skip
    return Hit(case, False, sorted(found, key=lambda one: one.at, reverse=True), near) if found else None


def _hits(shelf: Shelf, cases: list[Any], secret: bytes, words: list[str]) -> list[Hit]:
    """The cases that hold every word; where there are none, those that hold it but for one letter."""
    texts = [
        (case, kept, keys.unwrap(secret, kept.sealed, _context(case)).decode())
        for case in cases if (kept := shelf.cases.get(case.uuid)) is not None
    ]  # fmt: skip
    exact: list[Word] = [(word,) for word in words]
    hits = [hit for one in texts if (hit := _match(*one, exact))]
    if hits or not texts:
        return hits
    found = slips.near(words, (text for _case, _kept, text in texts))
    either = [(word, *found.get(word, ())) for word in words]
    near = tuple(one for word in found.values() for one in word)
    return [hit for one in texts if (hit := _match(*one, either, near))] if near else []


def find(user: User, private: bytes, session: str, secret: bytes, query: str) -> list[Hit]:
    """The reader's cases that hold every word of ``query``, or where none does, but for one letter of a long
    word (``Hit.near``): those found by a name first, then the latest.

    ``session`` names the browser and ``secret`` is its key (32 bytes); see the top of this file.
    """
    words = words_of(query)
    seen = visible_to(user).select(Case.id, Case.uuid, Case.key_version, Case.touched, Case.title)
    cases = list(seen.namedtuples())
    shelf = SHELVES.of(session)
    stale = [
        case for case in cases
        if (kept := shelf.cases.get(case.uuid)) is None or kept.stamp != (case.key_version, case.touched)
    ]  # fmt: skip
    for gone in set(shelf.cases) - {case.uuid for case in cases}:
        del shelf.cases[gone]
    if stale:
        _read(shelf, stale, user, private, secret)
    if not words:
        return []
    return sorted(
        _hits(shelf, cases, secret, words),
        key=lambda hit: (hit.by_name, hit.records[0].at if hit.records else hit.case.touched),
        reverse=True,
    )


def unread(session: str, uuids: Iterable[str]) -> list[str]:
    """Those of ``uuids`` of which an excerpt was not shown to this browser lately (``TOLD``); from now on
    they count as shown. So that each is one line in the log, and not one for each letter typed."""
    shelf, limit = SHELVES.of(session), now() - TOLD
    fresh = [uuid for uuid in uuids if shelf.told.get(uuid, limit) <= limit]
    shelf.told.update(dict.fromkeys(fresh, now()))
    return fresh


__all__ = ["MOST", "SHELVES", "Hit", "Record", "find", "has", "plain_words_of", "unread", "words_of"]
