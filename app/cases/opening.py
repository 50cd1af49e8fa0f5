"""Opening a case: from the signed-in person's private key to the words in its rows."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _

from app import db
from app.auth.models import Keyring, User
from app.cases.errors import CasesShut
from app.cases.models import Case, CaseKey, Circle
from app.vault import keys, values
from app.vault.errors import Tampered, VaultError
from app.vault.passphrase import expand

RECOVERY = "recovery"
# What has a key of its own.
Keyed = Case | Circle


class Facts(dict[str, Any]):
    """Words by name, as they were decrypted. What was never filled in reads as ''."""

    def __missing__(self, _name: str) -> str:
        return ""


def _context(case_uuid: str, holder: str, version: int) -> bytes:
    return f"case {case_uuid} {holder} {version}".encode()


@dataclass(frozen=True)
class Opened:
    """A case with its key: encrypts and decrypts the words of its rows, and nothing else's. ``own`` is a key
    that the reader alone has; b"" where no reader's private key opened the case."""

    case_uuid: str
    key: bytes
    version: int
    own: bytes = field(default=b"", repr=False, compare=False)

    def alone(self) -> "Opened":
        """The same case with the reader's own key, for what nobody else of the team reads."""
        if not self.own:
            raise RuntimeError("this case was not opened by its reader")
        return Opened(self.case_uuid, self.own, 1)

    def hide(self, table: str, row: str, column: str, text: str) -> bytes:
        """Encrypt ``text`` for its place in this case."""
        return values.encrypt(self.key, text, values.Place(table, row, column, self.case_uuid), self.version)

    def show(self, table: str, row: str, column: str, value: bytes) -> str:
        """Undo ``hide``. Raises Tampered."""
        return values.decrypt(self.key, bytes(value), values.Place(table, row, column, self.case_uuid))

    def hide_facts(self, table: str, row: str, facts: dict[str, Any], column: str = "facts") -> bytes:
        """Encrypt several words at once, by name. Empty ones are left out."""
        kept = {name: value for name, value in facts.items() if value not in ("", None, [])}
        return self.hide(table, row, column, json.dumps(kept, ensure_ascii=False))

    def show_facts(self, table: str, row: str, value: bytes, column: str = "facts") -> Facts:
        """Undo ``hide_facts``."""
        return Facts(json.loads(self.show(table, row, column, value)))

    def read(self, table: str, row: str, column: str, value: bytes) -> str:
        """As ``show``, for a page: a damaged text is said to be one, and does not shut the rest of the page.
        Never for what is written back, or leaves: the bytes stay as they are."""
        try:
            return self.show(table, row, column, value)
        except Tampered:
            return str(_("This cannot be read any more."))

    def read_facts(self, table: str, row: str, value: bytes, name: str, column: str = "facts") -> Facts:
        """As ``show_facts``, for a page: of a damaged row, ``name`` alone says so (see ``read``)."""
        try:
            return self.show_facts(table, row, value, column)
        except Tampered:
            return Facts({name: str(_("This cannot be read any more."))})


def readable(cases: Sequence[Any], opened: dict[str, Opened]) -> dict[str, Opened]:
    """Those of ``opened`` of which the title opens too: one damaged case does not shut a list of them all."""
    found = {}
    for case in cases:
        if case.uuid in opened:
            with suppress(Tampered):
                opened[case.uuid].show("case", case.uuid, "title", case.title)
                found[case.uuid] = opened[case.uuid]
    return found


def sealed(case: Keyed, key: bytes, holder: str, public: bytes) -> CaseKey:
    """A row with a case's key, sealed to a holder; it is not saved."""
    kept = keys.seal(public, key, _context(case.uuid, holder, case.key_version))
    return CaseKey(
        case_uuid=case.uuid, holder=holder, version=case.key_version, public=public, sealed=kept
    )  # fmt: skip


def seal(case: Keyed, key: bytes, holder: str, public: bytes) -> None:
    """Seal a case's key to a holder, in place of what that holder had."""
    version = case.key_version
    mine = (CaseKey.case_uuid == case.uuid) & (CaseKey.holder == holder) & (CaseKey.version == version)
    with CaseKey._meta.database.atomic():
        CaseKey.delete().where(mine).execute()
        sealed(case, key, holder, public).save(force_insert=True)


def begin(case: Keyed, lead: User) -> Opened:
    """A new case's key, sealed to its lead and to the recovery key before the case itself is written.

    A crash in between leaves a key of nothing, never a case without a key.

    Raises:
        CasesShut: no recovery key was made yet.
    """
    ring = Keyring.get_or_none()
    if ring is None:
        raise CasesShut("no recovery key")
    key = keys.new_case_key()
    with CaseKey._meta.database.atomic():
        seal(case, key, lead.uuid, bytes(lead.public_key))
        seal(case, key, RECOVERY, bytes(ring.recovery_public))
    return Opened(case.uuid, key, case.key_version)


def unseal(row: CaseKey, private: bytes) -> Opened:
    """Open one sealed key. Raises VaultError when it was sealed to another key."""
    context = _context(row.case_uuid, row.holder, row.version)
    return Opened(row.case_uuid, keys.open_sealed(private, bytes(row.sealed), context), row.version)


def open_many(cases: Sequence[Keyed], user: User, private: bytes) -> dict[str, Opened]:
    """Open cases for a member, with one query; those without a key of theirs are left out.

    While a case gets a new key there are two for a moment: the one that the case names counts.
    """
    versions = {case.uuid: case.key_version for case in cases}
    rows = CaseKey.select().where(CaseKey.case_uuid.in_(list(versions)), CaseKey.holder == user.uuid)
    opened, own = {}, expand(private, "own words v1")
    for row in rows:
        if row.version != versions[row.case_uuid]:
            continue
        try:
            opened[row.case_uuid] = replace(unseal(row, private), own=own)
        except VaultError:
            continue
    return opened


def holders(case: Keyed, users: Iterable[User]) -> list[User]:
    """Those of ``users`` for whom the case opens: the key that it names is sealed to the key pair that their
    account has now. After a new link (a forgotten passphrase) the account has another pair."""
    rows = CaseKey.select().where(CaseKey.case_uuid == case.uuid, CaseKey.version == case.key_version)
    sealed = {(row.holder, bytes(row.public)) for row in rows}
    return [user for user in users if (user.uuid, bytes(user.public_key)) in sealed]


def held(cases: Iterable[Keyed], user: User) -> set[str]:
    """The identifiers of those of ``cases`` that open for ``user`` (``holders``). One query."""
    versions = {case.uuid: case.key_version for case in cases}
    mine = (CaseKey.holder == user.uuid) & (CaseKey.public == user.public_key)
    rows = CaseKey.select().where(CaseKey.case_uuid.in_(list(versions)), mine)
    return {row.case_uuid for row in rows if row.version == versions[row.case_uuid]}


def holds_key(case: Keyed, user: User) -> bool:
    """Whether the case opens for ``user`` (``holders``)."""
    return bool(holders(case, [user]))


def count_out(cases: Iterable[Keyed], user: User, private: bytes) -> None:
    """A sealed key that does not open with the very key pair that it was sealed to is damaged: from now on it
    counts as none (``holders``), so that the lead sees whom to let in again, and nobody relies on its holder.
    Its bytes stay as they are. ``cases``: those that did not open."""
    if not user.public_key or keys.public_of(private) != bytes(user.public_key):
        return
    damaged = held(cases, user)
    if damaged:
        theirs = (CaseKey.holder == user.uuid) & CaseKey.case_uuid.in_(list(damaged))
        CaseKey.update(public=b"damaged").where(theirs).execute()


def give(opened: Opened, case: Keyed, user: User) -> None:
    """Seal the case's key to a new member."""
    seal(case, opened.key, user.uuid, bytes(user.public_key))


def let_go(user: User) -> None:
    """Delete every key of a case or a circle that is sealed to the account. What stays is a private note's,
    while the account has its keys: its author alone read it, and reads it again once let onto the case."""
    own = Circle.select(Circle.uuid).where(Circle.owner == user, Circle.private)
    kept = CaseKey.case_uuid.in_([row.uuid for row in own]) & (CaseKey.public == user.public_key)
    CaseKey.delete().where(CaseKey.holder == user.uuid, ~kept).execute()
    db.empty_logs()
