"""Reading a segment: the bytes of a posting list in, sets of sheets by mask out.

Postings are decoded here by their offsets rather than through Whoosh's matchers, which step one posting at a
time over a file position that threads would share. Segments never change, so what was read is kept. All is
read from memory: Whoosh maps files, and a mapped file that somebody cuts short ends the process.
"""

import io
import pickle  # what Whoosh writes; the folder is its owner's alone, and checksums are compared first
import struct
import zlib
from array import array
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from search_index import bits

Masks = dict[int, int]
_LENGTH = struct.Struct("!i")
_MAGIC = 4
# So many terms are kept with their sets, more where a set is small: what is looked up again and again in a
# larger vocabulary was read anew half of the time.
MOST_KEPT, ROOM = 20_000, 600_000_000
NAME = "MAIN"  # Whoosh's own name for an index that is alone in its folder


def posting_list(terms: Any, info: Any) -> tuple[list[int], list[float]]:
    """The document numbers and weights of a term, as Whoosh's third format writes them. ``terms`` and
    ``info``: Whoosh's own of a segment and of the term in it."""
    begin, length = info.extent()
    length = length[0] if isinstance(length, tuple) else length  # 2.7.4 leaves it as it was unpacked
    return _blocks(bytes(terms._postfile.get(begin, length)))


def _blocks(data: bytes) -> tuple[list[int], list[float]]:
    numbers: list[int] = []
    weights: list[float] = []
    at, last = _MAGIC, False
    while not last:
        (length,) = _LENGTH.unpack_from(data, at)
        at, last, length = at + 4, length < 0, abs(length)
        block = io.BytesIO(data[at : at + length])
        at += length
        count, _last_id, _max, packed, *_lengths = pickle.load(block)  # noqa: S301
        body = block.read()
        ids, masks, _values = pickle.loads(zlib.decompress(body) if packed else body)  # noqa: S301
        numbers.extend(accumulate(ids))
        weights.extend(masks if isinstance(masks, tuple) else [1.0 if masks is None else masks] * count)
    return numbers, weights


def most_kept(every: int) -> int:
    """How many terms to keep when all sheets are ``every``: a set takes about a bit for each."""
    return max(MOST_KEPT, ROOM // (every.bit_length() or 1))


def file_of(segment: Any) -> str:
    """The name of a segment's file."""
    return f"{segment.segment_id()}.seg"


class _Memory(Storage):
    """Files by name as Whoosh asks for them; those that it put together in one are taken apart."""

    supports_mmap = False

    def __init__(self, data: dict[str, bytes]) -> None:
        self._files = dict(data)
        for name in data:
            if name.endswith(".seg"):
                whole = self._files.pop(name)
                parts = CompoundStorage(BufferFile(whole), use_mmap=False)
                for part in parts.list():
                    begin, length = parts.range(part)
                    self._files[part] = whole[begin : begin + length]

    def open_file(self, name: str, **_more: Any) -> Any:
        return BufferFile(self._files[name], name)

    def file_exists(self, name: str) -> bool:
        return name in self._files

    def file_length(self, name: str) -> int:
        return len(self._files[name])


class Commit:
    """One commit. ``data``: its table of contents, and the files of those segments that are not open yet."""

    def __init__(self, data: dict[str, bytes]) -> None:
        self.storage = _Memory(data)
        pattern = TOC._pattern(NAME)
        (generation,) = [int(found[1]) for name in data if (found := pattern.match(name))]
        toc = TOC.read(self.storage, NAME, generation)
        self.schema = toc.schema
        self.segments = {file_of(segment): segment for segment in toc.segments}


class Segment:
    """One segment, with its deletions as of the commit that was opened last."""

    def __init__(self, commit: Commit, segment: Any) -> None:
        segment.compound = False
        self._reader = SegmentReader(commit.storage, commit.schema, segment)
        self._terms = self._reader._terms
        if segment.doc_count_all() and not self._reader.has_column("number"):
            raise LookupError("a segment without its column")  # Whoosh would read nought of every sheet
        column = self._reader.column_reader("number")
        self._numbers = array("I", (column[at] for at in range(segment.doc_count_all())))
        # The number of its first sheet, where the others follow one by one: true of an index just built of
        # sheets of which none was ever taken away.
        self._first = self._numbers[0] if self._numbers else -1
        if any(own != self._first + at for at, own in enumerate(self._numbers)):
            self._first = -1
        self._held: dict[tuple[str, str], Masks] = {}
        self._lexicons: dict[str, list[str]] = {}
        self._terms_of: dict[str, frozenset[str]] = {}
        self._deleted: frozenset[int] = frozenset()
        self.live = 0
        self.see(segment)

    def see(self, segment: Any) -> None:
        """Take over the deletions of a later commit."""
        deleted = frozenset(segment.deleted_docs())
        if deleted == self._deleted and self.live:
            return
        self._deleted = deleted
        self.live = bits.of_numbers([n for at, n in enumerate(self._numbers) if at not in deleted])

    @property
    def worn(self) -> float:
        """Which part of it is deleted."""
        return len(self._deleted) / (len(self) or 1)

    def __len__(self) -> int:
        """How many documents it holds, deleted ones among them."""
        return len(self._numbers)

    def masks(self, kind: str, term: str) -> Masks:
        """Sets of sheets by the mask of where ``term`` stands in them; deleted ones among them."""
        if (held := self._held.get((kind, term))) is not None:
            return held
        if not self._has(kind, term) or not (found := self._read(kind, term)):
            return {}  # not kept: there is no end of what leads nowhere
        if len(self._held) > most_kept(self.live):
            self._held.clear()
        self._held[kind, term] = found
        return found

    def _has(self, kind: str, term: str) -> bool:
        """Whether there is such a term. Most of what is typed leads nowhere, and Whoosh takes as long to say
        so as to find something; only of marks there are too many to keep them all."""
        if kind == "m":
            return True
        if (known := self._terms_of.get(kind)) is None:
            known = self._terms_of[kind] = frozenset(self.lexicon(kind))
        return term in known

    def _read(self, kind: str, term: str) -> Masks:
        try:
            info = self._terms.term_info(kind, term.encode())
        except TermNotFound:
            return {}
        numbers, weights = posting_list(self._terms, info)
        own, groups = self._numbers, defaultdict[float, list[int]](list)
        for at, mask in zip(numbers, weights, strict=True):
            groups[mask].append(at)
        if self._first >= 0:
            return {int(mask): bits.of_numbers(places) << self._first for mask, places in groups.items()}
        return {int(mask): bits.of_numbers([own[at] for at in places]) for mask, places in groups.items()}

    def lexicon(self, kind: str) -> list[str]:
        """All terms of a kind, in order; of deleted documents too."""
        if (held := self._lexicons.get(kind)) is None:
            held = self._lexicons[kind] = [term.decode() for term in self._reader.lexicon(kind)]
        return held

    def stored(self, number: int) -> dict[str, str]:
        """What is kept with a live sheet. Raises KeyError for one that is not in this segment."""
        return dict(self._reader.stored_fields(self._at[number]))

    @cached_property
    def _at(self) -> dict[int, int]:
        return {number: at for at, number in enumerate(self._numbers)}
