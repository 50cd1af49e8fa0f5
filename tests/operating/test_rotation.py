"""Another recovery key in place of the printed one: at every moment somebody has one that opens all cases."""

import pytest
from peewee import OperationalError

from app import audit
from app.auth.models import Keyring, User
from app.cases import circles, opening, recovery
from app.cases.models import Case, CaseKey
from app.vault import keys
from app.vault import recovery as printed

ALL = (0, "2 of 2 cases open with this key.\n")


def end_of(out):
    """What is typed back of the key that was printed."""
    return out.splitlines()[-1][-9:].lower()


def told(out):
    """The key that was printed."""
    return next(line for line in out.splitlines() if line.count("-") == 11)


def circled():
    """A circle in a case of Alice's."""
    alice, case = User.get(User.email == "alice@example.org"), Case.select().first()
    row = circles.Circle(case=case, owner=alice, private=True)
    key = opening.begin(row, alice)
    row.name = key.hide("circle", row.uuid, "name", "")
    row.save(force_insert=True)
    return row


def held(public):
    """Who the keys are sealed to that ``public`` belongs to."""
    return [row.holder for row in CaseKey.select().where(CaseKey.public == public)]


def test_after_a_rotation_only_the_new_key_opens_the_cases_and_their_circles(kit, run):
    circle = circled()
    code, out, _err = run("recovery", "rotate", typed=kit, then=end_of)
    assert code == 0
    assert run("recovery", "check", typed=kit)[0] == 1
    assert run("recovery", "check", typed=told(out))[:2] == ALL
    recovery._unsealed(circle, recovery.private_of(told(out)))
    assert held(keys.public_of(printed.decode(kit))) == []
    assert held(Keyring.get().recovery_public) == ["recovery"] * 3


@pytest.mark.parametrize("typed", ["", "ABCDEF"])
def test_a_new_key_of_which_the_end_is_not_typed_back_changes_nothing(kit, run, typed):
    code, out, err = run("recovery", "rotate", typed=kit, then=lambda _out: typed)
    assert (code, "the old one still counts" in err) == (1, True)
    assert run("recovery", "check", typed=told(out))[0] == 1
    assert run("recovery", "check", typed=kit)[:2] == ALL


def full(*_args, **_more):
    raise OperationalError("database or disk is full")


def test_a_disk_that_is_full_at_the_last_moment_leaves_the_old_key(kit, run, monkeypatch):
    """The line in the log is the last that is written before the data is committed."""
    with monkeypatch.context() as patched:
        patched.setattr(audit.AuditLine, "create", full)
        assert run("recovery", "rotate", typed=kit, then=end_of)[0] == 1
    assert run("recovery", "check", typed=kit)[:2] == ALL
    recovery.settle()
    assert set(held(Keyring.get().recovery_public)) == {"recovery"}
    assert not CaseKey.select().where(CaseKey.holder == recovery._NEXT).exists()
    assert run("recovery", "check", typed=kit)[:2] == ALL
    assert run("recovery", "rotate", typed=kit, then=end_of)[0] == 0


def test_one_that_is_killed_before_its_end_is_ended_at_the_next_start(kit, run, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(recovery, "settle", lambda: None)
        _code, out, _err = run("recovery", "rotate", typed=kit, then=end_of)
    assert run("recovery", "check", typed=told(out))[:2] == ALL
    old = keys.public_of(printed.decode(kit))
    assert len(held(old)) == 2
    # Meanwhile a case got another key: neither of before comes back.
    case = Case.select().first()
    CaseKey.delete().where(CaseKey.case_uuid == case.uuid).execute()
    Case.update(key_version=2).where(Case.id == case.id).execute()
    case.key_version = 2
    opening.seal(case, keys.new_case_key(), opening.RECOVERY, bytes(Keyring.get().recovery_public))
    assert run("prepare")[0] == 0
    assert held(old) == []
    assert held(Keyring.get().recovery_public) == ["recovery"] * 2
    assert CaseKey.select().where(CaseKey.case_uuid == case.uuid).count() == 1


def test_a_case_that_gets_another_key_meanwhile_is_not_sealed_to_who_is_let_in_again(kit, run, monkeypatch):
    alice = User.get(User.email == "alice@example.org")
    opened = recovery.open_all(recovery.private_of(kit))
    Case.update(key_version=2).execute()
    monkeypatch.setattr(recovery, "open_all", lambda _private: opened)
    code, _out, err = run("recovery", "admit", "alice@example.org", typed=kit)
    assert (code, err.count("\n")) == (1, 1)
    assert not CaseKey.select().where(CaseKey.holder == alice.uuid, CaseKey.version == 2).exists()
