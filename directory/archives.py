"""Zips from elsewhere: what may go wrong in taking one apart."""

import lzma
import zipfile
import zlib

# What the library raises for an archive that is damaged, locked, or packed in a way that it does not know;
# each was seen where bytes were changed in archives of all four ways (tests/directory/test_archives.py).
# Caught around what takes it apart alone, not around what reads the files in it.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,  # a deflate stream
    lzma.LZMAError,
    OSError,  # a bzip2 stream
    EOFError,  # a stream that ends too soon
    ValueError,  # a place outside the file, or a name that is no text
    RuntimeError,  # locked, or (NotImplementedError) packed in another way
)
