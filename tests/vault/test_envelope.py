"""The one piece that cannot be changed cheaply later: formats are held by known answers."""

import os
import struct

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from app.vault import keys, passphrase, recovery, sentinel, session, values
from app.vault.errors import BadRecoveryKey, Tampered, WrongKey
from app.vault.values import Place

CHEAP = passphrase.Cost(memory_kib=64, time=1)
KEY = bytes(range(32))
HERE = Place("note", "row-1", "text", "case-1")


def test_the_passphrase_derivation_gives_its_known_answer():
    unlock = passphrase.derive("correct horse", b"s" * 16, b"p" * 32, CHEAP)
    assert unlock.verifier.hex() == "416b17b6670ee14f3b0ecedf46fa804763b4a6ca43bb624ff6d37b1ef0bdd341"
    assert unlock.kek.hex() == "456ed3b4dc21afa01e98d5d668a4fabe59fbe50e9b676f417839eea2d969ed89"


def test_the_default_cost_is_64_mib_and_works():
    assert passphrase.Cost() == passphrase.Cost(65536, 3)
    assert len(passphrase.derive("words", b"s" * 16, b"p" * 32).kek) == 32


def test_another_pepper_signs_in_but_does_not_open_the_key():
    right = passphrase.derive("words", b"s" * 16, b"p" * 32, CHEAP)
    wrong = passphrase.derive("words", b"s" * 16, b"q" * 32, CHEAP)
    assert passphrase.matches(right.verifier, wrong.verifier)
    wrapped = keys.wrap_private(right.kek, b"k" * 32, "alice")
    assert keys.unwrap_private(right.kek, wrapped, "alice") == b"k" * 32
    with pytest.raises(WrongKey):
        keys.unwrap_private(wrong.kek, wrapped, "alice")
    with pytest.raises(WrongKey):
        keys.unwrap_private(right.kek, wrapped, "bob")


def test_a_value_has_the_documented_layout(monkeypatch):
    monkeypatch.setattr(os, "urandom", lambda size: b"n" * size)
    header = struct.pack(">BI", 1, 7)
    plain = struct.pack(">I", 5) + b"hallo" + b"\0" * 247
    place = b"".join(struct.pack(">I", len(part)) + part for part in (b"note", b"row-1", b"text", b"case-1"))
    expected = header + b"n" * 12 + AESGCM(KEY).encrypt(b"n" * 12, plain, header + place)
    assert values.encrypt(KEY, "hallo", HERE, 7) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_and_its_length_is_hidden_in_steps_of_256(text):
    value = values.encrypt(KEY, text, HERE)
    assert values.decrypt(KEY, value, HERE) == text
    assert (len(value) - 5 - 12 - 16) % 256 == 0


def test_a_lone_surrogate_is_refused_clearly():
    with pytest.raises(ValueError, match="Unicode"):
        values.encrypt(KEY, "\ud800", HERE)


@settings(max_examples=300)
@given(st.integers(min_value=0, max_value=288), st.integers(min_value=1, max_value=255))
def test_no_changed_byte_goes_unseen(at, mask):
    value = bytearray(values.encrypt(KEY, "geheim", HERE))
    value[at] ^= mask
    with pytest.raises(Tampered):
        values.decrypt(KEY, bytes(value), HERE)


@given(st.integers(min_value=0, max_value=288))
def test_no_cut_value_opens(length):
    with pytest.raises(Tampered):
        values.decrypt(KEY, values.encrypt(KEY, "geheim", HERE)[:length], HERE)


@pytest.mark.parametrize("part", ["table", "row", "column", "case"])
def test_a_value_moved_to_another_place_does_not_open(part):
    parts = {"table": "note", "row": "row-1", "column": "text", "case": "case-1"}
    with pytest.raises(Tampered):
        values.decrypt(KEY, values.encrypt(KEY, "geheim", HERE), Place(**{**parts, part: "other"}))


def test_a_sealed_case_key_opens_for_its_holder_in_its_context_alone():
    alice, bob, case_key = keys.generate_keypair(), keys.generate_keypair(), keys.new_case_key()
    assert keys.public_of(alice.private) == alice.public
    sealed = keys.seal(alice.public, case_key, b"case-1 v1")
    assert keys.open_sealed(alice.private, sealed, b"case-1 v1") == case_key
    for private, context in ((bob.private, b"case-1 v1"), (alice.private, b"case-2 v1")):
        with pytest.raises(Tampered):
            keys.open_sealed(private, sealed, context)


def test_a_session_opens_with_its_own_token_alone():
    sealed = session.seal_for_browser(b"t" * 32, b"k" * 32, "session-1")
    assert session.open_from_browser(b"t" * 32, sealed, "session-1") == b"k" * 32
    for token, uuid in ((b"u" * 32, "session-1"), (b"t" * 32, "session-2")):
        with pytest.raises(WrongKey):
            session.open_from_browser(token, sealed, uuid)
    assert session.token_hash(b"t" * 32) not in sealed


@given(st.binary(min_size=32, max_size=32))
def test_the_recovery_key_survives_being_typed_from_paper(private):
    kit = recovery.encode(private)
    assert recovery.decode(kit) == private
    assert recovery.decode(kit.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == private


@given(st.integers(min_value=0, max_value=55))
def test_a_mistyped_recovery_key_is_told(at):
    letters = list(recovery.encode(KEY).replace("-", ""))
    letters[at] = "Z" if letters[at] != "Z" else "Y"
    with pytest.raises(BadRecoveryKey):
        recovery.decode("".join(letters))


def test_the_sentinel_tells_a_wrong_pepper():
    stored = sentinel.make(b"p" * 32)
    sentinel.check(b"p" * 32, stored)
    with pytest.raises(WrongKey):
        sentinel.check(b"q" * 32, stored)
