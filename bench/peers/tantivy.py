"""tantivy, the Rust library: words and stems of three languages, fuzzy where no sheet has every word."""

import warnings
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from bench.peers.base import FIELDS, LIMIT, Missing, Peer, Row, words

try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tantivy
except ImportError:
    tantivy = None

STEMMED = {"stem_nl": "dutch", "stem_fr": "french", "stem_en": "english"}
STEM_WEIGHT = 1.5
HEAP = 128_000_000


def _analyzer(*more: Any) -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in (tantivy.Filter.lowercase(), *more, tantivy.Filter.ascii_fold()):
        builder = builder.filter(one)
    return builder.build()


def _index(folder: Path) -> Any:
    builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, fast=True, tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="folded")
    for name in STEMMED:
        builder.add_text_field(name, tokenizer_name=name)
    index = tantivy.Index(builder.build(), path=str(folder))
    index.register_tokenizer("folded", _analyzer())
    for name, language in STEMMED.items():
        index.register_tokenizer(name, _analyzer(tantivy.Filter.stemmer(language)))
    return index


def _document(row: Row) -> Any:
    everything = " ".join((row.texts["name"], row.texts["alt"], row.texts["category"], row.texts["text"]))
    return tantivy.Document(id=row.id, **row.texts, **dict.fromkeys(STEMMED, everything))


class Tantivy(Peer):
    """Words by field; stems of names and texts in a field a language."""

    version = "" if tantivy is None else tantivy.__version__.split(",")[0].lstrip("v")

    def __init__(self, folder: Path) -> None:
        if tantivy is None:
            raise Missing("pip install tantivy")
        self._index = _index(folder)
        self._schema = self._index.schema
        self._stemmers = {name: _analyzer(tantivy.Filter.stemmer(lang)) for name, lang in STEMMED.items()}
        self._writer = None
        self._searcher = self._index.searcher()

    @staticmethod
    def build(folder: Path, rows: Iterable[Row]) -> None:
        if tantivy is None:
            raise Missing("pip install tantivy")
        writer = _index(folder).writer(HEAP, 1)
        rows = iter(rows)
        while batch := list(islice(rows, 5000)):
            for row in batch:
                writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()

    def _word(self, word: str, last: bool, slips: int) -> Any:
        """The word in any field, by the field's weight; with ``slips`` also what looks like it."""
        query, parts = tantivy.Query, []
        for name, weight in FIELDS.items():
            one = query.term_query(self._schema, name, word)
            parts.append(query.boost_query(one, weight))
            if last or slips:
                near = query.fuzzy_term_query(self._schema, name, word, slips, True, last)
                parts.append(query.boost_query(near, weight * (0.3 if slips else 0.7)))
        for name, analyzer in self._stemmers.items():
            for stem in analyzer.analyze(word):
                one = query.term_query(self._schema, name, stem)
                parts.append(query.boost_query(one, STEM_WEIGHT))
        return query.disjunction_max_query(parts, 0.1)

    def _run(self, parts: list[Any], occur: Any) -> list[str]:
        query = tantivy.Query.boolean_query([(occur, part) for part in parts])
        hits = self._searcher.search(query, LIMIT, count=False).hits
        return [self._searcher.doc(address)["id"][0] for _score, address in hits]

    def find(self, query: str) -> list[str]:
        tokens = words(query)
        ends = [at == len(tokens) - 1 for at in range(len(tokens))]
        if not tokens:
            return []
        exact = [self._word(word, last, 0) for word, last in zip(tokens, ends, strict=True)]
        if found := self._run(exact, tantivy.Occur.Must):
            return found
        slips = [0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 7 else 2 for word in tokens]
        near = [self._word(*each) for each in zip(tokens, ends, slips, strict=True)]
        return self._run(near, tantivy.Occur.Must) or self._run(near, tantivy.Occur.Should)

    def update(self, row: Row) -> None:
        self._writer = self._writer or self._index.writer(HEAP, 1)
        self._writer.delete_documents_by_term("id", row.id)
        self._writer.add_document(_document(row))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.wait_merging_threads()
        self._writer = None
