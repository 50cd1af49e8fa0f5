"""What the printed recovery key is for: proving that it opens everything, letting somebody in again, and
being replaced. The key is typed by an operator and never kept.
"""

from collections.abc import Iterator
from contextlib import suppress

from app import db
from app.audit import recorded
from app.auth.models import Keyring, User
from app.cases import opening, rekeying, teams
from app.cases.access import can_be_given
from app.cases.errors import CaseError
from app.cases.models import Case, CaseKey, Circle, CircleMember, Member
from app.cases.opening import RECOVERY, Opened
from app.cases.writing import check_key
from app.vault import keys, recovery
from app.vault.errors import BadRecoveryKey, VaultError, WrongKey
from directory.transactions import writing

# Who a key is sealed to while one recovery key takes the place of another.
_NEXT = "recovery next"


def private_of(kit: str) -> bytes:
    """The private key behind a printed kit.

    Raises:
        BadRecoveryKey: a slip in typing, or the kit of another server or of before a rotation.
    """
    private = recovery.decode(kit)
    ring = Keyring.get_or_none()
    if ring is None or keys.public_of(private) != bytes(ring.recovery_public):
        raise BadRecoveryKey("this is not the recovery key of this server")
    return private


def _unsealed(row: opening.Keyed, private: bytes) -> Opened:
    found = CaseKey.get_or_none(
        CaseKey.case_uuid == row.uuid, CaseKey.holder.in_((RECOVERY, _NEXT)),
        CaseKey.version == row.key_version, CaseKey.public == keys.public_of(private),
    )  # fmt: skip
    if found is None:
        raise WrongKey("no key for recovery")
    found.holder = RECOVERY  # as which the next one is sealed already
    return opening.unseal(found, private)


def _circles(private: bytes) -> list[tuple[Circle, Opened]]:
    """The circles with their keys. Raises BadRecoveryKey when one does not open."""
    try:
        return [(row, _unsealed(row, private)) for row in Circle.select()]
    except VaultError as error:
        raise BadRecoveryKey("a circle does not open with this key: nothing is changed") from error


def _circles_of(case: Case, private: bytes) -> Iterator[tuple[int, Opened]]:
    """The keys of a case's circles by row id; one that does not open is left as it is."""
    for row in Circle.select().where(Circle.case == case):
        with suppress(VaultError):
            yield row.id, _unsealed(row, private)


def open_all(private: bytes) -> tuple[dict[str, Opened], int]:
    """Every case that the recovery key opens down to its title, and how many cases there are."""
    opened, cases = {}, list(Case.select())
    for case in cases:
        try:
            found = _unsealed(case, private)
            found.show("case", case.uuid, "title", case.title)
            opened[case.uuid] = found
        except VaultError:
            continue
    return opened, len(cases)


def admit(private: bytes, user: User) -> int:
    """Seal the cases that somebody is on, and the circles there, to the key that the account has now.
    Returns how many cases.

    For a member who forgot the passphrase and has no colleague on the case, or whose sealed key is damaged.
    It puts nobody on a case.

    Raises:
        CaseError: the account is shut, has no passphrase or does not work on cases.
        KeyMoved: a case got another key at this moment; those before it are given.
    """
    if not can_be_given(user):
        raise CaseError("this account does not work on cases")
    opened, given = open_all(private)[0], 0
    for case in Case.select().join(Member).where(Member.user == user):
        key = opened.get(case.uuid)
        if key is None:
            continue
        with recorded("case.recovered", case.uuid):
            check_key(case, key)  # under the lock: else what it had before would stand there as its new one
            opening.give(key, case, user)
            for circle in Circle.select().join(CircleMember).where(
                Circle.case == case, CircleMember.user == user
            ):  # fmt: skip
                with suppress(VaultError):
                    opening.give(_unsealed(circle, private), circle, user)
        given += 1
    return given


def hand_over(private: bytes, lead: User, to: User) -> tuple[int, int]:
    """Give all cases that ``lead`` answers for to ``to``, when nobody who is there can: the lead is gone and
    a case has no deputy. Returns how many were given, and how many there were. Each gets another key, and so
    do its circles: who is left in one still reads it, who is gone does not.

    Raises:
        CaseError: ``to`` does not work on cases.
    """
    if not can_be_given(to) or to.id == lead.id:
        raise CaseError("this account does not work on cases")
    opened, given = open_all(private)[0], 0
    cases = list(Case.select().join(Member).where(Member.user == lead, Member.part == "lead"))
    for case in cases:
        key = opened.get(case.uuid)
        if key is not None:
            readable = dict(_circles_of(case, private))
            with rekeying.renewing(case, key) as renewal:
                teams.move_lead(case, key, lead, to, to, "")
                teams.off(renewal, case, key, to, lead, readable)
            given += 1
    return given, len(cases)


def replacement(private: bytes) -> keys.Pair:
    """A new recovery key, to be printed before it takes the place of the one of now (``rotate``).

    Raises:
        BadRecoveryKey: not every case opens with the old key.
    """
    _all(private)
    return keys.generate_keypair()


def _all(private: bytes) -> list[tuple[opening.Keyed, bytes]]:
    """Every case and every circle with its key. Raises BadRecoveryKey when one does not open."""
    opened, total = open_all(private)
    if len(opened) < total:
        raise BadRecoveryKey(f"only {len(opened)} of {total} cases open with this key: nothing is changed")
    cases = [(case, opened[case.uuid].key) for case in Case.select()]
    return [*cases, *((circle, key.key) for circle, key in _circles(private))]


def rotate(private: bytes, new: keys.Pair) -> None:
    """Every case is sealed to ``new``, and the old recovery key opens nothing any more.

    Keys and data are two databases: the keys are sealed to both until the data says which one counts.
    Whatever cuts it off, one of the two opens everything, and ``settle`` brings it to its end.

    Raises:
        BadRecoveryKey: not every case opens with the old key; nothing is changed.
    """
    # Read under the write lock: no case gets another key between opening it and sealing it.
    with recorded("recovery.rotated"):
        everything = _all(private)
        with CaseKey._meta.database.atomic():
            CaseKey.delete().where(CaseKey.holder == _NEXT).execute()
            for row, key in everything:
                next_one = opening.sealed(row, key, RECOVERY, new.public)
                next_one.holder = _NEXT
                next_one.save(force_insert=True)
        Keyring.update(recovery_public=new.public).execute()
    settle()


def settle() -> None:
    """Of two recovery keys that cases are sealed to, only the one that counts opens them from now on: after
    a rotation, also one that was cut off. Does nothing where there is one."""
    if not CaseKey.select().where(CaseKey.holder == _NEXT).exists():
        return
    # Under the write lock: not in the middle of a rotation.
    with writing(Case._meta.database), CaseKey._meta.database.atomic():
        ring = Keyring.get()
        CaseKey.delete().where(CaseKey.holder == _NEXT, CaseKey.public != ring.recovery_public).execute()
        for row in CaseKey.select(CaseKey.id, CaseKey.case_uuid, CaseKey.version).where(
            CaseKey.holder == _NEXT
        ):
            before = (CaseKey.case_uuid == row.case_uuid) & (CaseKey.version == row.version)
            CaseKey.delete().where(before, CaseKey.holder == RECOVERY).execute()
            CaseKey.update(holder=RECOVERY).where(CaseKey.id == row.id).execute()
    db.empty_logs()
