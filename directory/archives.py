"""Zips from elsewhere: what may go wrong in taking one apart."""

import lzma
import zipfile
import zlib

# What the library raises for an archive that is damaged, locked, or packed in a way that it does not know.
# Caught around what takes it apart alone, not around what reads the files in it.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, NotImplementedError,
           RuntimeError, EOFError, OSError)  # fmt: skip
