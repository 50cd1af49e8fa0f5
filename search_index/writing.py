"""Writing with Whoosh: a segment of documents, and the folder that segments live in.

Whoosh analyses nothing here: ``documents.postings`` says which terms lead to a document, and a posting's
weight is the mask of the places where the term stands. Postings are gathered as two arrays for each term
instead of Whoosh's tuple for each posting, which took ten times the memory.
"""

import uuid
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_index.documents import Document, postings
from search_index.segments import NAME, file_of, posting_list

# The kinds of terms, each a field of its own (see ``documents.postings``).
KINDS = ("w", "s", "g", "m", "f", "c")
# Documents that are gathered in memory before they are written as a segment.
AT_ONCE = 20_000
# More small segments than this are joined. So many documents are rewritten in one commit at most, for which a
# search waits: some 0.2 s. What holds more than half as many is large and joins no other any more; once there
# are more such, apart from those that a build wrote in one go, the index is worn.
MOST_SMALL, JOINED, MOST_LARGE = 5, 150, 3
# Or once this part of a large one is deleted.
MOST_DELETED = 0.3
Items = list[tuple[str, int]]


class _Terms(fields.FieldType):
    """A field that is given its terms and masks ready made."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=False)

    def index(self, value: Items, **_more: Any) -> Iterator[tuple[bytes, int, int, bytes]]:
        return ((term.encode(), 1, mask, b"") for term, mask in value)


class _Codec(W3Codec):  # read by Whoosh's own codec; only what is written differs
    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> Any:
        """Whoosh draws the name by ``random``, which is the same in workers that were forked alike."""
        segment = super().new_segment(storage, indexname)
        segment.segid = uuid.uuid4().hex[:16]
        return segment


class _Pool:
    """Postings by term, as two arrays each, in place of Whoosh's pool of sorted tuples."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float]]] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        kind, term, number, weight, _value = item
        if (held := self._terms.get((kind, term))) is None:
            held = self._terms[kind, term] = (array("I"), array("f"))
        held[0].append(number)
        held[1].append(weight)

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        for kind, term in sorted(self._terms):
            numbers, weights = self._terms[kind, term]
            for number, weight in zip(numbers, weights, strict=True):
                yield kind, term, number, weight, b""

    def cleanup(self) -> None:
        self._terms = {}


def _schema() -> fields.Schema:
    kinds = {kind: _Terms() for kind in KINDS}
    return fields.Schema(
        number=fields.COLUMN(columns.NumericColumn("I")), id=fields.STORED(), sort=fields.STORED(), **kinds
    )


class _Writer(SegmentWriter):
    """Leaves the files of the commit before it alone: they are in use until the pointer moves on."""

    def __init__(self, folder: Path) -> None:
        index = whoosh_index.FileIndex(FileStorage(folder), indexname=NAME)
        super().__init__(index, codec=_Codec(blocklimit=4096, compression=1))
        self.pool = _Pool()

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: dict[int, int] | None) -> None:
        """Of a segment that is joined. Whoosh looks each of its terms up once more and steps one posting at a
        time, which takes four times as long."""
        for (kind, term), info in reader._terms.items():
            for number, mask in zip(*posting_list(reader._terms, info), strict=True):
                if docmap is None:
                    self.pool.add((kind, term, startdoc + number, mask, b""))
                elif number in docmap:  # the others are deleted
                    self.pool.add((kind, term, docmap[number], mask, b""))

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)


def prepared(document: Document) -> dict[str, Any]:
    """A document as it is handed to Whoosh: all that can be worked out before a file is touched."""
    by_kind: dict[str, Items] = {kind: [] for kind in KINDS}
    for kind, term, mask in postings(document):
        by_kind[kind].append((term, mask))
    return {"number": document.number, "id": document.id, "sort": document.sort, **by_kind}


def build(folder: Path, documents: Iterable[Document]) -> list[str]:
    """Write all documents as segments of a new, empty folder. Returns the names of its files."""
    FileStorage(folder).create_index(_schema(), indexname=NAME)
    stream = iter(documents)
    while chunk := list(islice(stream, AT_ONCE)):
        writer = _Writer(folder)
        for document in chunk:
            writer.add_document(**prepared(document))
        writer.commit(merge=False)
    return _files(folder)


def _large(count: int) -> bool:
    return count * 2 > JOINED


def _join_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's hook: once there are many small segments, the smallest join the one being written, as long as
    the next one is not much larger than all before it, so that what holds many edits is not written again for
    each few that come in. A segment of which all documents are deleted goes."""
    alive = [segment for segment in segments if segment.doc_count()]
    small = sorted(
        (one for one in alive if not _large(one.doc_count_all())), key=lambda one: one.doc_count_all()
    )
    joined: list[Any] = []
    total = writer.docnum
    for segment in small if len(small) > MOST_SMALL else ():
        count = segment.doc_count_all()
        if total + count > JOINED or (joined and count > total * 2):
            break
        joined.append(segment)
        total += count
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in alive if segment not in joined]


def worn(segments: Iterable[tuple[int, float]]) -> bool:
    """Whether building anew pays: of each segment, how many documents it holds and which part is deleted."""
    large = [(count, deleted) for count, deleted in segments if _large(count)]
    late = sum(count < AT_ONCE for count, _deleted in large)
    return late > MOST_LARGE or any(deleted > MOST_DELETED for _count, deleted in large)


def update(folder: Path, documents: Sequence[dict[str, Any]], gone: set[int]) -> list[str]:
    """Replace the sheets of ``documents``, which are ``prepared``, and take those with the numbers ``gone``
    out. Returns the names of the files of the new commit; those of the one before stay."""
    writer = _Writer(folder)
    try:
        _delete(writer, gone | {document["number"] for document in documents})
        for document in documents:
            writer.add_document(**document)
        writer.commit(mergetype=_join_small)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    return _files(folder)


def _delete(writer: Any, numbers: set[int]) -> None:
    base = 0
    for segment in writer.segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        for at, number in enumerate(reader.column_reader("number")):
            if number in numbers and not segment.is_deleted(at):
                writer.delete_document(base + at)
        reader.close()
        base += segment.doc_count_all()


def _files(folder: Path) -> list[str]:
    """The table of contents that was written last, and the segments that it names."""
    toc = TOC.read(FileStorage(folder), NAME)
    segments = [file_of(segment) for segment in toc.segments]
    return [TOC._filename(NAME, toc.generation), *segments]
