"""Files in chunks: what was written comes back, and nothing that was touched does."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import files
from app.vault.errors import Tampered

KEY = b"k" * 32
SIZES = st.sampled_from([0, 1, files.CHUNK - 1, files.CHUNK, files.CHUNK + 1, 3 * files.CHUNK])


def sealed(data, context=b"here"):
    return b"".join(files.encrypt(KEY, data, context))


@given(SIZES)
def test_what_was_written_comes_back(size):
    data = os.urandom(size)
    assert files.decrypt(KEY, sealed(data), b"here") == data


@given(st.integers(0, 2 * files.CHUNK + 50), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_noticed(place, by):
    whole = bytearray(sealed(b"z" * (2 * files.CHUNK + 10)))
    whole[place] ^= by
    with pytest.raises(Tampered):
        files.decrypt(KEY, bytes(whole), b"here")


def test_chunks_that_are_cut_swapped_repeated_or_moved_are_noticed():
    whole, step = sealed(b"z" * (3 * files.CHUNK)), files.CHUNK + 16
    head, parts = whole[:8], [whole[8 + n * step : 8 + (n + 1) * step] for n in range(3)]
    for kept in ([0, 1], [0], [], [1, 0, 2], [0, 1, 2, 2], [1, 2]):
        with pytest.raises(Tampered):
            files.decrypt(KEY, head + b"".join(parts[n] for n in kept), b"here")
    for key, context in ((b"x" * 32, b"here"), (KEY, b"there")):
        with pytest.raises(Tampered):
            files.decrypt(key, whole, context)


def test_a_file_that_was_written_once_still_opens():
    """A known answer: the format does not change by accident."""
    known = bytes.fromhex("0100010203040506") + b""
    assert known[0] == files.FORMAT
    box = files.AESGCM(KEY)
    made = known + box.encrypt(known[1:8] + b"\0\0\0\0\1", b"Zilverberk", b"here")
    assert made.hex().startswith("0100010203040506")
    assert files.decrypt(KEY, made, b"here") == b"Zilverberk"
