"""A zip of which bytes were changed is refused as any file that cannot be used, wherever one is taken in."""

import io
import zipfile
from contextlib import suppress
from random import Random

import pytest

from app.cases.errors import CaseError
from app.cases.filetypes import kind_of
from directory.archives import DAMAGED
from directory.errors import BadFile
from directory.importing.files import read

PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
ROUNDS = 300
# Some errors are rare, and which of two is raised depends on the version of Python.
MANY = 5000


def archive(packed):
    """An OpenDocument text that is also a package of lists."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as into:
        into.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        into.writestr("diensten-é.csv", "name;phone\nHuis;02 209 34 00\n" * 20)
    return made.getvalue()


def damaged(packed, rounds=ROUNDS):
    """The same with a few bytes changed, cut off now and then; always the same ones."""
    random, whole = Random(packed), archive(packed)
    for _round in range(rounds):
        changed = bytearray(whole)
        for _byte in range(random.choice((1, 1, 2, 5))):
            changed[random.randrange(4, len(changed))] = random.randrange(256)
        yield bytes(changed[: random.randrange(8, len(changed))] if random.random() < 0.2 else changed)


@pytest.mark.parametrize("packed", PACKED)
def test_whatever_byte_is_changed_the_file_is_taken_or_refused(packed):
    refused = 0
    for data in damaged(packed):
        with suppress(CaseError):
            kind_of(data)
        try:
            read("lijst.zip", data)
        except BadFile:
            refused += 1
    assert refused > ROUNDS / 4


def test_each_error_that_is_caught_was_seen():
    seen = set()
    for packed in PACKED:
        for data in damaged(packed, MANY):
            try:
                with zipfile.ZipFile(io.BytesIO(data)) as found:
                    for name in found.namelist():
                        found.read(name)
            except DAMAGED as error:
                seen |= {kind for kind in DAMAGED if isinstance(error, kind)}
    assert seen == set(DAMAGED)
