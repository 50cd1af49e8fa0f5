"""Xapian, the C++ library: words weighted by field, stems of three languages, spelling corrected."""

import sys
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.peers.base import FIELDS, LIMIT, Missing, Peer, Row, words

DEBIAN = "/usr/lib/python3/dist-packages"
STEMMED = ("dutch", "french", "english")
LONGEST = 60  # Xapian's terms are short


def _load() -> Any:
    """Xapian's module, or None. PyPI's wheel, else Debian's package where it was made for this Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import xapian
        except ImportError:
            sys.path.append(DEBIAN)
            try:
                import xapian
            except ImportError:
                return None
            finally:
                sys.path.remove(DEBIAN)
    return xapian


xapian = _load()


class _Terms:
    """Makes documents: a word counts as often as its field weighs; a stem stands under Z."""

    def __init__(self) -> None:
        self._stemmers = [xapian.Stem(name) for name in STEMMED]
        self._known: dict[str, tuple[str, ...]] = {}

    def stems(self, word: str) -> tuple[str, ...]:
        if word not in self._known:
            found = {f"Z{stemmer(word).decode()}" for stemmer in self._stemmers} if len(word) > 3 else set()
            self._known[word] = tuple(sorted(found))
        return self._known[word]

    def document(self, row: Row) -> tuple[Any, set[str]]:
        """The document and its words, for the speller."""
        counts: Counter[str] = Counter()
        for name, weight in FIELDS.items():
            for word in words(row.texts[name]):
                word = word[:LONGEST]
                counts[word] += int(weight)
                for stem in self.stems(word):
                    counts[stem] += max(1, int(weight) // 3)
        document = xapian.Document()
        document.set_data(row.id)
        document.add_boolean_term(f"Q{row.id}")
        for term, count in counts.items():
            document.add_term(term, count)
        return document, {term for term in counts if term[0] != "Z" and term.isalpha()}


class Xapian(Peer):
    """BM25 over one list of terms, in which the fields' weights are counts."""

    version = "" if xapian is None else xapian.version_string()

    def __init__(self, folder: Path) -> None:
        if xapian is None:
            raise Missing("pip install xapian-bindings-binary, or apt-get install python3-xapian")
        self._path, self._writer = str(folder), None
        self._base = xapian.Database(self._path)
        self._terms = _Terms()

    @staticmethod
    def build(folder: Path, rows: Iterable[Row]) -> None:
        if xapian is None:
            raise Missing("pip install xapian-bindings-binary, or apt-get install python3-xapian")
        base, terms = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN), _Terms()
        for row in rows:
            document, spelled = terms.document(row)
            base.add_document(document)
            for word in spelled:
                base.add_spelling(word)
        base.commit()
        base.close()

    def _word(self, word: str, last: bool) -> Any:
        query = xapian.Query
        parts = [query(word[:LONGEST])]
        parts += [query(query.OP_SCALE_WEIGHT, query(stem), 0.5) for stem in self._terms.stems(word)]
        if last:
            begun = query(
                query.OP_WILDCARD, word[:LONGEST], 60, query.WILDCARD_LIMIT_MOST_FREQUENT, query.OP_OR
            )
            parts.append(query(query.OP_SCALE_WEIGHT, begun, 0.7))
        # OP_MAX would fit better, but 1.4.26 crashes over it in some searches of five words.
        return query(query.OP_OR, parts)

    def _run(self, operator: int, parts: list[Any]) -> list[str]:
        enquire = xapian.Enquire(self._base)
        enquire.set_query(xapian.Query(operator, parts))
        return [match.document.get_data().decode() for match in enquire.get_mset(0, LIMIT)]

    def find(self, query: str) -> list[str]:
        tokens = words(query)
        if not tokens:
            return []
        last = len(tokens) - 1
        exact = [self._word(word, at == last) for at, word in enumerate(tokens)]
        if found := self._run(xapian.Query.OP_AND, exact):
            return found
        parts = []
        for at, word in enumerate(tokens):
            guess = b"" if len(word) < 4 or word.isdigit() else self._base.get_spelling_suggestion(word, 2)
            near = (
                [self._word(guess.decode(), at == last)] if guess and not self._base.term_exists(word) else []
            )
            parts.append(xapian.Query(xapian.Query.OP_OR, [exact[at], *near]) if near else exact[at])
        return self._run(xapian.Query.OP_AND, parts) or self._run(xapian.Query.OP_OR, parts)

    def update(self, row: Row) -> None:
        self._writer = self._writer or xapian.WritableDatabase(self._path, xapian.DB_OPEN)
        document, spelled = self._terms.document(row)
        self._writer.replace_document(f"Q{row.id}", document)
        for word in spelled:
            self._writer.add_spelling(word)
        self._writer.commit()
        self._base.reopen()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._base.close()
