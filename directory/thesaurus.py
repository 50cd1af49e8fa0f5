"""The words that mean the same, nearly the same, or lead somewhere, in three languages.

Editors keep them in ``ThesaurusGroup``; the package brings a first stock (``PACKAGED``, in ``data``). They
are expanded when searching, not when indexing, so that an edit counts at once.
"""

import csv
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import peewee

from directory import leads
from directory.groups import TERMS, Target, content
from directory.models import Stamp, ThesaurusGroup
from directory.stamps import raise_stamp
from directory.terms import Thesaurus
from directory.transactions import hurried, writing

DATA = Path(__file__).parent / "data"
PACKAGED = ("synonyms.csv", "needs.csv", "everyday.csv")


def package_stamp() -> int:
    """A number of its own for each state of the packaged stock."""
    total = 0
    for name in PACKAGED:
        total = zlib.crc32((DATA / name).read_bytes(), total)
    return total & 0x7FFFFFFF


def _packaged() -> Iterable[dict[str, str]]:
    for name in PACKAGED:
        with open(DATA / name, encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                yield {
                    "code": row["group_id"],
                    "kind": row["kind"],
                    "leads_to": row.get("leads_to") or "",
                    **{column: row.get(column) or "" for column in TERMS},
                }


@cache
def packaged_leads() -> frozenset[Target]:
    """The words to which groups of the package lead."""
    return frozenset(content(term) for row in _packaged() for term in leads.split(row["leads_to"]).terms)


def fill() -> bool:
    """Put packaged groups into the table, and those that nobody changed in the words of this version.
    Idempotent; returns whether it did any.

    What editors changed stays as they left it, and what they removed stays away.
    """
    stamp = package_stamp()
    known = Stamp.get_or_none(Stamp.name == "thesaurus-package")
    if known is not None and known.value == stamp:
        return False
    untouched = ThesaurusGroup.packaged & ~ThesaurusGroup.removed
    with writing(Stamp._meta.database):
        for row in _packaged():
            new = ThesaurusGroup.insert({**row, "packaged": True})
            words = {column: row[column] for column in ("kind", "leads_to", *TERMS)}
            new.on_conflict(conflict_target=[ThesaurusGroup.code], update=words, where=untouched).execute()
        more = {Stamp.value: stamp}
        kept = Stamp.insert(name="thesaurus-package", value=stamp)
        kept.on_conflict(conflict_target=[Stamp.name], update=more).execute()
        raise_stamp("thesaurus")
    return True


def groups() -> list[ThesaurusGroup]:
    """All groups that count, for whoever keeps them. Where the packaged ones are not there yet and somebody
    writes for long, those that are.
    """
    with suppress(peewee.OperationalError), hurried(Stamp._meta.database):
        fill()
    return list(ThesaurusGroup.select().where(~ThesaurusGroup.removed).order_by(ThesaurusGroup.code))


def removed() -> list[ThesaurusGroup]:
    """The groups that somebody took away, to be put back."""
    return list(ThesaurusGroup.select().where(ThesaurusGroup.removed).order_by(ThesaurusGroup.code))


def _write(group: ThesaurusGroup) -> None:
    with writing(Stamp._meta.database):
        group.save(force_insert=group.id is None)
        raise_stamp("thesaurus")


def store(group: ThesaurusGroup) -> None:
    """Keep a group that was added or changed; the next search of every process knows it."""
    group.packaged = False
    _write(group)


def remove(group: ThesaurusGroup) -> None:
    """Take a group away. The row stays as it is, so that it can be put back, and that a packaged one does
    not come back by itself."""
    group.removed = True
    _write(group)


def put_back(group: ThesaurusGroup) -> None:
    """Let a group that was taken away count again, as it was."""
    group.removed = False
    _write(group)


@dataclass
class _Kept:
    stamp: int | None = None
    database: object = None
    thesaurus: Thesaurus | None = None


_kept = _Kept()


def current(stamp: int | None) -> Thesaurus:
    """The thesaurus at a stamp (``indexing.state.thesaurus``), read again when it has changed."""
    database = Stamp._meta.database
    same = _kept.stamp == stamp and _kept.database is database
    if _kept.thesaurus is None or not same or stamp is None:
        # The stamp first: what is stored while the groups are read has a later one, and is read next time.
        read = Stamp.select(Stamp.value).where(Stamp.name == "thesaurus").scalar()
        _kept.thesaurus = Thesaurus(groups())
        _kept.stamp, _kept.database = read, database  # only now: where reading failed, it is tried again
    return _kept.thesaurus
