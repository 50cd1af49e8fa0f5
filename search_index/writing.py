"""Writing with Whoosh: a segment of documents, and the folder that segments live in.

Whoosh analyses nothing here: ``documents.postings`` says which terms lead to a document, and a posting's
weight is the mask of the places where the term stands. Postings are gathered as two arrays for each term
instead of Whoosh's tuple for each posting, which took ten times the memory.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader

from search_index.documents import Document, Posting, postings

# The kinds of terms, each a field of its own (see ``documents.postings``).
KINDS = ("w", "s", "g", "m", "f", "c")
# Documents that are gathered in memory before they are written as a segment.
AT_ONCE = 20_000
# More small segments than this are merged into one; a segment is small up to so many documents.
MOST_SMALL, SMALL = 5, 1000
Items = list[tuple[str, int]]


class _Terms(fields.FieldType):
    """A field that is given its terms and masks ready made."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=False)

    def index(self, value: Items, **_more: Any) -> Iterator[tuple[bytes, int, int, bytes]]:
        return ((term.encode(), 1, mask, b"") for term, mask in value)


class _Codec(W3Codec):  # read by Whoosh's own codec; only what is written differs
    length_stats = False


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


def _writer(index: Any) -> Any:
    writer = index.writer(codec=_Codec(blocklimit=4096, compression=1))
    writer.pool = _Pool()
    return writer


def _add(writer: Any, document: Document) -> None:
    by_kind: dict[str, Items] = {kind: [] for kind in KINDS}
    found: list[Posting] = postings(document)
    for kind, term, mask in found:
        by_kind[kind].append((term, mask))
    writer.add_document(number=document.number, id=document.id, sort=document.sort, **by_kind)


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write all documents as segments of a new, empty folder."""
    index = whoosh_index.create_in(folder, _schema())
    stream = iter(documents)
    while chunk := list(islice(stream, AT_ONCE)):
        writer = _writer(index)
        for document in chunk:
            _add(writer, document)
        writer.commit(merge=False)


def _merge_small(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's hook: small segments join the one being written once there are many of them."""
    small = [segment for segment in segments if segment.doc_count_all() <= SMALL]
    if len(small) <= MOST_SMALL:
        return segments
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment.doc_count_all() > SMALL]


def update(folder: Path, documents: Sequence[Document], gone: set[int]) -> None:
    """Replace the sheets of ``documents``, and take those with the numbers ``gone`` out."""
    index = whoosh_index.open_dir(folder)
    writer = _writer(index)
    try:
        replaced = gone | {document.number for document in documents}
        base = 0
        for segment in writer.segments:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            for at, number in enumerate(reader.column_reader("number")):
                if number in replaced and not segment.is_deleted(at):
                    writer.delete_document(base + at)
            reader.close()
            base += segment.doc_count_all()
        for document in documents:
            _add(writer, document)
        writer.commit(mergetype=_merge_small)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def checksums(folder: Path) -> dict[str, int]:
    """A checksum of each file that readers need."""
    names = sorted(path.name for path in folder.iterdir() if path.suffix in {".seg", ".toc"})
    return {name: checksum(folder / name) for name in names}


def checksum(path: Path) -> int:
    """Of a file's bytes."""
    total = 0
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            total = zlib.crc32(piece, total)
    return total
